package photos.ledger.dynamodb;

import photos.ledger.Attributes;

/// The indexes of the table, as the template makes them.
public enum Index {
    BY_UPLOAD("byUpload", "uploadMonth", "uploadedAt", Carries.ROWS),
    BY_MONTH("byMonth", "takenMonth", "takenAt", Carries.ROWS),
    BY_CAMERA("byCamera", "camera", "takenAt", Carries.ROWS),
    BY_PLACE("byPlace", "geohash4", "takenAt", Carries.ROWS),
    BY_CAMERA_UNDATED("byCameraUndated", "undatedCamera", "uploadedAt", Carries.WHOLE_ITEMS),
    BY_PLACE_UNDATED("byPlaceUndated", "undatedGeohash4", "uploadedAt", Carries.WHOLE_ITEMS),
    BY_ERA("byEra", "takenEra", "takenAt", Carries.WHOLE_ITEMS),
    BY_STATE("byState", Attributes.OPEN_STATE, Attributes.UPDATED_AT, Carries.ROWS);

    private final String indexName;
    private final String partitionKey;
    private final String sortKey;
    private final Carries carries;

    private enum Carries {
        /// What a row of a result list has.
        ROWS,
        /// All attributes, in sparse indexes, as DynamoDB's limit on named ones leaves no room for more.
        WHOLE_ITEMS
    }

    Index(String indexName, String partitionKey, String sortKey, Carries carries) {
        this.indexName = indexName;
        this.partitionKey = partitionKey;
        this.sortKey = sortKey;
        this.carries = carries;
    }

    public String indexName() {
        return indexName;
    }

    public String partitionKey() {
        return partitionKey;
    }

    public String sortKey() {
        return sortKey;
    }

    public boolean carriesWholeItems() {
        return carries == Carries.WHOLE_ITEMS;
    }
}
