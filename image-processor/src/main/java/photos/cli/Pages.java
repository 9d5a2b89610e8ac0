package photos.cli;

import photos.ledger.InvalidQuery;
import photos.ledger.Page;
import photos.ledger.PhotoQuery;
import photos.ledger.dynamodb.DynamoDbLedger;

/// Where answers come from, page by page.
interface Pages extends AutoCloseable {
    Page page(PhotoQuery query) throws InvalidQuery;

    @Override
    void close();

    static Pages of(DynamoDbLedger ledger) {
        return new Pages() {
            @Override
            public Page page(PhotoQuery query) throws InvalidQuery {
                return ledger.search(query);
            }

            @Override
            public void close() {
                ledger.close();
            }
        };
    }
}
