package photos.local.dynamodb;

/// A table from an earlier run has other keys or indexes than the template now says.
public final class TableDiffers extends RuntimeException {
    TableDiffers(String table, String where, String found, String expected) {
        super(
                "the table " + table + " kept in " + where + " has " + found + ", but the template says " + expected
                        + "; use another data directory, or remove this one's and let the ledger be made again from the bucket");
    }
}
