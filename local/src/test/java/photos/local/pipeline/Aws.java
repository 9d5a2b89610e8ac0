package photos.local.pipeline;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The SDK's clients of one local pipeline, whatever other pipelines this process starts.
record Aws(S3Client s3, DynamoDbClient dynamoDb, SqsClient sqs) implements AutoCloseable {
    static Aws at(LocalPorts ports) {
        return new Aws(
                at(LocalPorts.url(ports.s3()), S3Client.builder()).build(),
                at(LocalPorts.url(ports.dynamoDb()), DynamoDbClient.builder()).build(),
                at(LocalPorts.url(ports.sqs()), SqsClient.builder()).build());
    }

    private static <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B at(URI endpoint, B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(LocalSettings.ACCOUNT.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        LocalSettings.ACCOUNT.accessKey(), LocalSettings.ACCOUNT.secretKey())))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    @Override
    public void close() {
        s3.close();
        dynamoDb.close();
        sqs.close();
    }
}
