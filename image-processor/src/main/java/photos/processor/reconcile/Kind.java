package photos.processor.reconcile;

/// In which way a photo is not as it should be. Where several hold, the first counts, which brings the others with it.
public enum Kind {
    NEVER_SEEN("never seen", "in the bucket, but not in the ledger, or marked deleted there"),
    OTHER_GENERATION("overwritten", "the bucket has another original than the ledger says"),
    DELETED("deleted", "gone from the bucket, and the ledger does not know"),
    METADATA_OLD("metadata old", "its metadata was read by an older version, or could not be read and now can"),
    STUCK("stuck", "pending for longer than it should be"),
    RECIPE_DIFFERS("recipe differs", "made by other presets or another pipeline version"),
    VARIANT_MISSING("variant missing", "a published variant is not there"),
    MANIFEST_WRONG("manifest wrong", "its manifest is missing or says something else"),
    LEFTOVERS("leftovers", "results that belong to no photo any more");

    private final String label;
    private final String meaning;

    Kind(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    public String label() {
        return label;
    }

    public String meaning() {
        return meaning;
    }
}
