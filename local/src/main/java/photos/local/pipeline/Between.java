package photos.local.pipeline;

import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import photos.local.process.Backoff;
import photos.local.s3.ObjectEvent;

/// What stands between the two programs and the parts they call: nothing, unless a test puts something there.
///
/// @param s3 where the programs are told that S3 is, given where it is
/// @param dynamoDb where the programs are told that DynamoDB is, given where it is
/// @param events what hears of the bucket's events, given what the notification tells
/// @param restarts how soon a program that ended is started again
record Between(
        UnaryOperator<URI> s3,
        UnaryOperator<URI> dynamoDb,
        UnaryOperator<Consumer<ObjectEvent>> events,
        Backoff restarts) {
    static final Between NOTHING =
            new Between(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity(), Backoff.STANDARD);

    /// The programs' environment, given the one without anything between.
    void putInto(Map<String, String> environment) {
        environment.computeIfPresent(
                "AWS_ENDPOINT_URL_S3", (_, url) -> s3.apply(URI.create(url)).toString());
        environment.computeIfPresent(
                "AWS_ENDPOINT_URL_DYNAMODB",
                (_, url) -> dynamoDb.apply(URI.create(url)).toString());
    }
}
