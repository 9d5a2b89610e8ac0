package photos.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import photos.storage.ObjectHead;
import photos.storage.ObjectKey;
import photos.storage.ObjectUnreadable;

/// What AWS says of objects in archives; the local S3 has none.
class ArchivedObjectTest {
    private static final ObjectKey KEY = new ObjectKey("uploads/a.jpg");

    private AnsweringS3 s3;
    private S3ObjectStore store;
    private Map<String, String> headers = Map.of();

    @BeforeEach
    void start() throws IOException {
        s3 = new AnsweringS3(this::answer);
        store = s3.store();
    }

    @AfterEach
    void stop() {
        s3.close();
    }

    /// HEAD is answered, GET refused.
    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("ETag", "\"e1\"");
            exchange.getResponseHeaders().set("Last-Modified", "Wed, 01 May 2024 10:00:00 GMT");
            exchange.getResponseHeaders().set("Content-Length", "1000");
            exchange.getResponseHeaders().set("x-amz-version-id", "v1");
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(200, -1);
        } else {
            byte[] body =
                    "<Error><Code>InvalidObjectState</Code><Message>not valid for the access tier</Message></Error>"
                            .getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(403, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private ObjectHead head(Map<String, String> of) {
        headers = of;
        return store.head(KEY).orElseThrow();
    }

    @Test
    void an_object_is_readable_unless_its_head_says_that_it_lies_in_an_archive() {
        assertThat(head(Map.of()).readable()).isTrue();
        assertThat(head(Map.of()).lastModified()).isEqualTo(Instant.parse("2024-05-01T10:00:00Z"));
        assertThat(head(Map.of("x-amz-storage-class", "GLACIER_IR")).readable()).isTrue();
        assertThat(head(Map.of("x-amz-storage-class", "GLACIER")).readable()).isFalse();
        assertThat(head(Map.of("x-amz-storage-class", "DEEP_ARCHIVE")).readable())
                .isFalse();
        assertThat(head(Map.of(
                                "x-amz-storage-class", "GLACIER",
                                "x-amz-restore", "ongoing-request=\"true\""))
                        .readable())
                .isFalse();
        assertThat(head(Map.of(
                                "x-amz-storage-class", "GLACIER",
                                "x-amz-restore",
                                        "ongoing-request=\"false\", expiry-date=\"Fri, 23 Dec 2033 00:00:00 GMT\""))
                        .readable())
                .isTrue();
    }

    @Test
    void intelligent_tiering_has_archives_too() {
        assertThat(head(Map.of("x-amz-storage-class", "INTELLIGENT_TIERING")).readable())
                .isTrue();
        for (String tier : new String[] {"ARCHIVE_ACCESS", "DEEP_ARCHIVE_ACCESS"}) {
            assertThat(head(Map.of("x-amz-storage-class", "INTELLIGENT_TIERING", "x-amz-archive-status", tier))
                            .readable())
                    .isFalse();
        }
    }

    @Test
    void bytes_that_are_refused_for_the_archive_are_unreadable() {
        ObjectHead head = head(Map.of());
        assertThatThrownBy(() -> store.readRange(head, 0, 10))
                .isInstanceOf(ObjectUnreadable.class)
                .hasMessageContaining("not valid for the access tier");
    }
}
