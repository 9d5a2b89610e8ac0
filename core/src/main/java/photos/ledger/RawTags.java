package photos.ledger;

import java.util.Map;

/// The tags as read: directory, tag, text.
///
/// @param truncated whether these are less than the file has: some were cut or left out because they are long or
/// many, or to stay within [#MAX_BYTES]
public record RawTags(Map<String, Map<String, String>> directories, boolean truncated) {
    /// Most bytes of names and texts together, in UTF-8; an item of DynamoDB has room for 400 KB.
    public static final int MAX_BYTES = 200 * 1024;

    public static final RawTags NONE = new RawTags(Map.of(), false);
}
