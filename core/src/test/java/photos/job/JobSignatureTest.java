package photos.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JobSignatureTest {
    private static final String KEY = "a key";
    private static final String TIMESTAMP = "1700000000";
    private static final Instant SIGNED = Instant.ofEpochSecond(1_700_000_000);
    private static final String BODY = "{\"objectKey\":\"uploads/a.jpg\"}";

    /// By `openssl dgst -sha256 -hmac 'a key'` over the four lines.
    private static final String SIGNATURE = "11d9cf308dd74e85b249c1ebdfbe07ea058c91f378a105a64a9c22cbfaef9ad3";

    private static boolean verified(String method, String path, String timestamp, String body, String signature) {
        return JobSignature.verify(List.of(KEY), method, path, timestamp, body.getBytes(UTF_8), signature, SIGNED);
    }

    private static boolean verified(List<String> keys, String signature, Instant now) {
        return JobSignature.verify(keys, "POST", "/jobs", TIMESTAMP, BODY.getBytes(UTF_8), signature, now);
    }

    @Test
    void signs_as_everybody_does() {
        assertThat(JobSignature.sign(KEY, "POST", "/jobs", TIMESTAMP, BODY.getBytes(UTF_8)))
                .isEqualTo(SIGNATURE);
        assertThat(verified("POST", "/jobs", TIMESTAMP, BODY, SIGNATURE)).isTrue();
    }

    @Test
    void a_signature_holds_for_its_own_request_only() {
        assertThat(verified("PUT", "/jobs", TIMESTAMP, BODY, SIGNATURE)).isFalse();
        assertThat(verified("POST", "/jobs/", TIMESTAMP, BODY, SIGNATURE)).isFalse();
        assertThat(verified("POST", "/jobs", "1700000001", BODY, SIGNATURE)).isFalse();
        assertThat(verified("POST", "/jobs", TIMESTAMP, BODY + " ", SIGNATURE)).isFalse();
        assertThat(verified("POST", "/jobs", TIMESTAMP, "", SIGNATURE)).isFalse();
    }

    @Test
    void a_forged_or_truncated_signature_does_not_hold() {
        for (int length = 0; length < SIGNATURE.length(); length++) {
            assertThat(verified(List.of(KEY), SIGNATURE.substring(0, length), SIGNED))
                    .isFalse();
        }
        for (int i = 0; i < SIGNATURE.length(); i++) {
            char other = SIGNATURE.charAt(i) == '0' ? '1' : '0';
            String forged = SIGNATURE.substring(0, i) + other + SIGNATURE.substring(i + 1);
            assertThat(verified(List.of(KEY), forged, SIGNED)).isFalse();
        }
        assertThat(verified(List.of(KEY), SIGNATURE + "0", SIGNED)).isFalse();
        assertThat(verified(List.of(KEY), SIGNATURE.toUpperCase(Locale.ROOT), SIGNED))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -299, 0, 299, 300})
    void a_signature_holds_for_300_seconds_either_way(long seconds) {
        assertThat(verified(List.of(KEY), SIGNATURE, SIGNED.plusSeconds(seconds)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_000_000, -301, 301, 1_000_000})
    void no_longer(long seconds) {
        assertThat(verified(List.of(KEY), SIGNATURE, SIGNED.plusSeconds(seconds)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "-1700000000", "1700000000.0", "+1700000000", " 1700000000", "1700000000000"})
    void what_is_no_timestamp_does_not_hold_even_if_signed(String timestamp) {
        String signature = JobSignature.sign(KEY, "POST", "/jobs", timestamp, BODY.getBytes(UTF_8));
        assertThat(verified("POST", "/jobs", timestamp, BODY, signature)).isFalse();
    }

    @Test
    void two_keys_hold_while_they_are_rotated() {
        assertThat(verified(List.of("new", KEY), SIGNATURE, SIGNED)).isTrue();
        assertThat(verified(List.of(KEY, "old"), SIGNATURE, SIGNED)).isTrue();
        assertThat(verified(List.of("new", "old"), SIGNATURE, SIGNED)).isFalse();
        assertThat(verified(List.of(), SIGNATURE, SIGNED)).isFalse();
    }
}
