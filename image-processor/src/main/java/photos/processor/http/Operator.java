package photos.processor.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Optional;
import spark.Request;

/// Tells the operator's requests, which bear a token (RFC 6750), from everybody else's.
final class Operator {
    private static final String SCHEME = "Bearer ";

    private final byte[] token;

    Operator(String token) {
        this.token = token.getBytes(UTF_8);
    }

    boolean sent(Request request) {
        return Optional.ofNullable(request.headers("Authorization"))
                .filter(header -> header.startsWith(SCHEME))
                .map(header -> header.substring(SCHEME.length()).getBytes(UTF_8))
                .filter(borne -> MessageDigest.isEqual(borne, token))
                .isPresent();
    }

    /// @param what is asked for, for the sentence
    void require(Request request, String what) {
        if (!sent(request)) {
            throw new ProblemException(
                    403, "For the operator only", what + " needs the operator's token: Authorization: Bearer …");
        }
    }
}
