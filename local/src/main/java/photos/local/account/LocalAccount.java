package photos.local.account;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/// The account everything local belongs to. S3 checks the key pair; DynamoDB and the queues take any.
///
/// @param number twelve digits, in names and ARNs
public record LocalAccount(String region, String number, String accessKey, String secretKey) {
    public LocalAccount {
        if (!number.matches("\\d{12}")) {
            throw new IllegalArgumentException("expected an account number of 12 digits, got: " + number);
        }
        if (region.isBlank() || accessKey.isBlank() || secretKey.isBlank()) {
            throw new IllegalArgumentException("expected a region, an access key and a secret key, none of them empty");
        }
    }

    public String queueArn(String queueName) {
        return "arn:aws:sqs:" + region + ":" + number + ":" + queueName;
    }

    public String functionArn(String functionName) {
        return "arn:aws:lambda:" + region + ":" + number + ":function:" + functionName;
    }

    /// The variables by which any program with an AWS SDK finds the local parts instead of AWS.
    public Map<String, String> environment(URI s3, URI dynamoDb, URI sqs) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("AWS_REGION", region);
        environment.put("AWS_DEFAULT_REGION", region);
        environment.put("AWS_ACCESS_KEY_ID", accessKey);
        environment.put("AWS_SECRET_ACCESS_KEY", secretKey);
        environment.put("AWS_ENDPOINT_URL_S3", s3.toString());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString());
        environment.put("AWS_ENDPOINT_URL_SQS", sqs.toString());
        return environment;
    }
}
