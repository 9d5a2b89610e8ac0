/// Amazon DynamoDB behind [photos.ledger.Ledger]; the only package that knows its client.
@NullMarked
package photos.ledger.dynamodb;

import org.jspecify.annotations.NullMarked;
