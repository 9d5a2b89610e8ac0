package photos.storage.s3;

/// Entity tags stand in quotes in HTTP headers (RFC 9110, 8.8.3) and without them everywhere else here.
final class ETags {
    private ETags() {}

    static String quoted(String eTag) {
        return "\"" + eTag + "\"";
    }

    static String unquoted(String header) {
        return header.replace("\"", "");
    }
}
