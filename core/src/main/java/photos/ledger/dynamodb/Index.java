package photos.ledger.dynamodb;

import photos.ledger.Attributes;

/// The indexes of the table, as the template makes them.
public enum Index {
    BY_UPLOAD("byUpload", Attributes.UPLOAD_MONTH, Attributes.UPLOADED_AT, Carries.ROWS),
    BY_MONTH("byMonth", Attributes.TAKEN_MONTH, Attributes.TAKEN_AT, Carries.ROWS),
    BY_CAMERA("byCamera", Attributes.CAMERA, Attributes.TAKEN_AT, Carries.ROWS),
    BY_PLACE("byPlace", Attributes.GEOHASH4, Attributes.TAKEN_AT, Carries.ROWS),
    BY_CAMERA_UNDATED("byCameraUndated", Attributes.UNDATED_CAMERA, Attributes.UPLOADED_AT, Carries.WHOLE_ITEMS),
    BY_PLACE_UNDATED("byPlaceUndated", Attributes.UNDATED_GEOHASH4, Attributes.UPLOADED_AT, Carries.WHOLE_ITEMS),
    BY_ERA("byEra", Attributes.TAKEN_ERA, Attributes.TAKEN_AT, Carries.WHOLE_ITEMS),
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
