package photos.processor.reconcile;

/// What requests cost on AWS, in US dollars: the list prices of the region us-east-1 without any free tier, as read in
/// November 2026 (aws.amazon.com/s3/pricing, /dynamodb/pricing/on-demand, /sqs/pricing, /lambda/pricing; those of
/// DynamoDB hold since November 2024). How many requests a job makes was counted in the code; an item of the ledger is
/// taken to be of 6 KB, and four variants are made of a photo. An estimate, for telling cents from hundreds.
final class Prices {
    private static final double S3_WRITE = 0.005 / 1000;
    private static final double S3_READ = 0.0004 / 1000;
    private static final double READ_UNIT = 0.125 / 1_000_000;
    private static final double WRITE_UNIT = 0.625 / 1_000_000;
    private static final double SQS_REQUEST = 0.40 / 1_000_000;
    private static final double LAMBDA_REQUEST = 0.20 / 1_000_000;
    private static final double LAMBDA_GIGABYTE_SECOND = 0.0000166667;

    /// A consistent read of 6 KB.
    private static final int ITEM_READ = 2;

    /// A write of 6 KB.
    private static final int ITEM_WRITE = 6;

    /// A change of an item's entries in its four indexes, of some 2 KB each.
    private static final int INDEXES_WRITE = 4 * 2;

    private Prices() {}

    /// A hint sent (a tenth of a request), received and deleted, the function it starts, and a job that finds
    /// nothing to render: the ledger is read seven times, the original is looked at, results are listed, the
    /// manifest is read.
    static double ofHint() {
        double queue = 2.1 * SQS_REQUEST;
        double function = LAMBDA_REQUEST + 0.2 * LAMBDA_GIGABYTE_SECOND;
        return queue + function + 7 * ITEM_READ * READ_UNIT + 2 * S3_READ + 2 * S3_WRITE;
    }

    /// The metadata read and written.
    static double ofHandOver() {
        return S3_READ + (ITEM_WRITE + INDEXES_WRITE) * WRITE_UNIT;
    }

    /// The original read, four variants and a manifest written; in the ledger a fresh start, an attempt begun and
    /// ended, and the commit. The function waits for it.
    ///
    /// @param seconds how long it takes
    static double ofRender(double seconds) {
        return S3_READ
                + 5 * S3_WRITE
                + (4 * ITEM_WRITE + INDEXES_WRITE) * WRITE_UNIT
                + seconds * LAMBDA_GIGABYTE_SECOND;
    }
}
