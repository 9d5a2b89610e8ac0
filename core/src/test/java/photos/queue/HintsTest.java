package photos.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import photos.json.MalformedJson;
import photos.storage.ObjectKey;

final class HintsTest {
    private static final String BUCKET = "photos-of-ours";

    private final Hints hints = new Hints(BUCKET);

    /// As S3 sends it (S3 User Guide, "Event message structure").
    private static String created(String bucket, String encodedKey) {
        return """
                {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-central-1",
                 "eventTime":"2024-05-01T10:00:00.000Z","eventName":"ObjectCreated:Put",
                 "userIdentity":{"principalId":"AWS:AIDAEXAMPLE"},
                 "requestParameters":{"sourceIPAddress":"192.0.2.1"},
                 "responseElements":{"x-amz-request-id":"C3D13FE58DE4C810","x-amz-id-2":"FMyUVURIY8"},
                 "s3":{"s3SchemaVersion":"1.0","configurationId":"uploads",
                  "bucket":{"name":"%s","ownerIdentity":{"principalId":"A3NL1KOZZKExample"},
                   "arn":"arn:aws:s3:::%s"},
                  "object":{"key":"%s","size":5368709120,"eTag":"d41d8cd98f00b204e9800998ecf8427e",
                   "versionId":"096fKKXTRTtl3on89fVO.nfljtsv6qko","sequencer":"0055AED6DCD90281E5"}}}""".formatted(bucket, bucket, encodedKey);
    }

    private static String removed(String encodedKey) {
        return """
                {"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectRemoved:DeleteMarkerCreated",
                 "s3":{"bucket":{"name":"%s"},"object":{"key":"%s","sequencer":"0055AED6DCD90281E6"}}}""".formatted(BUCKET, encodedKey);
    }

    private static String notification(String... records) {
        return "{\"Records\":[" + String.join(",", records) + "]}";
    }

    private List<String> keys(String message) throws MalformedJson {
        return hints.read(message).stream().map(ObjectKey::value).toList();
    }

    @Test
    void reads_every_record_of_a_notification_once() throws Exception {
        String message = notification(
                created(BUCKET, "uploads/a.jpg"),
                removed("uploads/b/c.jpg"),
                created(BUCKET, "uploads/a.jpg"),
                created(BUCKET, "uploads/d.jpg"));
        assertThat(keys(message)).containsExactly("uploads/a.jpg", "uploads/b/c.jpg", "uploads/d.jpg");
    }

    @Test
    void decodes_keys_as_forms_encode_them() throws Exception {
        String encoded =
                "uploads/%C3%9Cn%C3%AFc%C3%B6d%C3%A9+%E6%9D%B1%E4%BA%AC+%F0%9F%8C%B5+100%2525+%231+%26+%28copy%29"
                        + "%2B.JPG";
        assertThat(keys(notification(created(BUCKET, encoded))))
                .containsExactly("uploads/Ünïcödé 東京 🌵 100%25 #1 & (copy)+.JPG");
    }

    @Test
    void a_key_of_our_own_is_not_encoded() throws Exception {
        assertThat(keys("{\"objectKey\":\"uploads/100%25 a+b.jpg\"}")).containsExactly("uploads/100%25 a+b.jpg");
    }

    @Test
    void the_test_event_of_a_new_notification_hints_at_nothing() throws Exception {
        assertThat(keys("""
                {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2014-10-13T15:57:02.089Z",
                 "Bucket":"photos-of-ours","RequestId":"5582815E1AEA5ADF","HostId":"8cLeGAmw098X5cv4Zkwcmo8vvZa3eH3e"}
                """)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"uploads/", "uploads/holiday/", "results/a.jpg/thumb-0123456789.jpg", "upload/a.jpg", "a"})
    void what_is_no_original_hints_at_nothing(String key) throws Exception {
        assertThat(keys(notification(created(BUCKET, key)))).isEmpty();
        assertThat(keys("{\"objectKey\":\"" + key + "\"}")).isEmpty();
    }

    @Test
    void another_bucket_hints_at_nothing() throws Exception {
        String message = notification(created("somebody-elses", "uploads/a.jpg"), created(BUCKET, "uploads/b.jpg"));
        assertThat(keys(message)).containsExactly("uploads/b.jpg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "uploads/a.jpg",
                "{}",
                "{\"objectKey\":7}",
                "{\"objectKey\":\"\"}",
                "{\"Records\":\"all\"}",
                "{\"Records\":[7]}",
                "{\"Records\":[null]}",
                "{\"Records\":[{}]}",
                "{\"Records\":[{\"s3\":{\"bucket\":{}}}]}",
                "{\"Records\":[{\"s3\":{\"bucket\":{\"name\":\"photos-of-ours\"},\"object\":{}}}]}",
                "{\"Records\":[{\"s3\":{\"bucket\":{\"name\":\"photos-of-ours\"},\"object\":{\"key\":\"a%zz\"}}}]}",
                "{\"Records\":[{\"s3\":"
            })
    void anything_else_is_malformed(String message) {
        assertThatThrownBy(() -> hints.read(message)).isInstanceOf(MalformedJson.class);
    }

    /// What is said of it is logged.
    @ParameterizedTest
    @ValueSource(strings = {"s3", "bucket", "object", "name", "key"})
    void of_a_malformed_record_only_the_names_of_its_fields_are_said(String lacking) {
        String message = notification(created(BUCKET, "uploads/a.jpg").replace("\"" + lacking + "\":", "\"other\":"));
        assertThatThrownBy(() -> hints.read(message))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining("\"" + lacking + "\"")
                .hasMessageContaining("other")
                .hasMessageNotContainingAny("AIDAEXAMPLE", "192.0.2.1", "A3NL1KOZZKExample", "uploads");
    }

    @Test
    void a_key_longer_than_s3_allows_is_malformed() {
        String message = "{\"objectKey\":\"uploads/" + "é".repeat(600) + "\"}";
        assertThatThrownBy(() -> hints.read(message))
                .isInstanceOf(MalformedJson.class)
                .hasMessageContaining("at most 1024 bytes");
    }
}
