package photos.local.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

/// How a part says that it cannot.
public enum Dialect {
    /// "Error responses" in the S3 API Reference.
    S3("application/xml") {
        @Override
        HttpMessage serverError() {
            return message("500 Internal Server Error", error("InternalError"));
        }

        @Override
        HttpMessage throttled() {
            return message("503 Slow Down", error("SlowDown"));
        }

        private static String error(String code) {
            return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>" + code
                    + "</Code><Message>bad weather</Message><RequestId>0</RequestId></Error>";
        }
    },

    /// "Error handling" in the DynamoDB Developer Guide.
    DYNAMODB("application/x-amz-json-1.0") {
        @Override
        HttpMessage serverError() {
            return message("500 Internal Server Error", error("com.amazonaws.dynamodb.v20120810#InternalServerError"));
        }

        @Override
        HttpMessage throttled() {
            return message(
                    "400 Bad Request",
                    error("com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException"));
        }

        private static String error(String type) {
            return "{\"__type\":\"" + type + "\",\"message\":\"bad weather\"}";
        }
    };

    private final String mediaType;

    Dialect(String mediaType) {
        this.mediaType = mediaType;
    }

    abstract HttpMessage serverError();

    abstract HttpMessage throttled();

    HttpMessage message(String status, String body) {
        byte[] bytes = body.getBytes(UTF_8);
        return new HttpMessage(
                "HTTP/1.1 " + status + "\r\nContent-Type: " + mediaType + "\r\nContent-Length: " + bytes.length
                        + "\r\n\r\n",
                bytes);
    }
}
