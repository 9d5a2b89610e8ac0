package photos.processor.results;

import photos.ledger.LedgerItem;
import photos.storage.ObjectKey;

/// What the manifest of an item has to say, and where.
public final class ManifestDoor {
    private ManifestDoor() {}

    public static String text(LedgerItem item) {
        return Manifest.of(item);
    }

    public static ObjectKey keyOf(ObjectKey original) {
        return Manifest.keyOf(original);
    }

    public static boolean isVariantName(String name) {
        return VariantKey.isVariantName(name);
    }
}
