package photos.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import photos.ingest.FakeProcessor.Answer;
import photos.ingest.FakeProcessor.Request;
import photos.job.JobRequest;
import photos.job.JobSignature;
import photos.ledger.State;
import photos.outage.Unavailable;
import photos.storage.ObjectKey;

@Timeout(30)
final class JobClientTest {
    private static final ObjectKey KEY = new ObjectKey("uploads/Ünïcödé 東京 \"1\".jpg");
    private static final Instant NOW = Instant.parse("2024-05-01T10:00:00Z");
    private static final String JOB_KEY = "the key of both";
    private static final TimeLeft ENOUGH = () -> Duration.ofMinutes(5);

    private static JobClient client(URI processor, Duration timeout) {
        return new JobClient(processor, JOB_KEY, timeout, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static JobClient client(FakeProcessor processor) {
        return client(processor.uri(), Duration.ofSeconds(20));
    }

    private static Unavailable refusal(Answer answer) {
        try (FakeProcessor processor = FakeProcessor.answering(answer)) {
            return refusal(client(processor));
        }
    }

    private static Unavailable refusal(JobClient client) {
        return catchThrowableOfType(Unavailable.class, () -> client.submit(KEY, ENOUGH));
    }

    @Test
    void sends_the_key_signed() throws Exception {
        try (FakeProcessor processor = FakeProcessor.answering(Answer.READY)) {
            client(processor).submit(KEY, ENOUGH);
            assertThat(processor.requests()).hasSize(1);
            Request sent = processor.requests().getFirst();
            assertThat(sent.method()).isEqualTo("POST");
            assertThat(sent.path()).isEqualTo("/jobs");
            assertThat(JobRequest.parse(sent.body()).objectKey()).isEqualTo(KEY);
            assertThat(verified(sent, JOB_KEY)).isTrue();
            assertThat(verified(sent, "another key")).isFalse();
        }
    }

    private static boolean verified(Request sent, String key) {
        return JobSignature.verify(
                List.of(key),
                sent.method(),
                sent.path(),
                sent.timestamp(),
                sent.body().getBytes(UTF_8),
                sent.signature(),
                NOW);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PENDING")
    void a_final_state_is_the_answer(State state) {
        try (FakeProcessor processor = FakeProcessor.answering(Answer.ok("{\"state\":\"" + state + "\"}"))) {
            assertThat(client(processor).submit(KEY, ENOUGH)).contains(state);
        }
    }

    @Test
    void a_conflict_sends_back_to_the_ledger() {
        try (FakeProcessor processor = FakeProcessor.answering(Answer.CONFLICT)) {
            assertThat(client(processor).submit(KEY, ENOUGH)).isEmpty();
        }
    }

    @Test
    void a_pending_photo_comes_again() {
        assertThat(refusal(Answer.ok("{\"state\":\"PENDING\"}"))).hasMessageContaining("pending");
    }

    @Test
    void a_busy_processor_says_when_to_come_again() {
        Unavailable busy = refusal(new Answer(503, "{\"title\":\"draining\"}", "17"));
        assertThat(busy.retryAfter()).contains(Duration.ofSeconds(17));
        assertThat(busy).hasMessageContaining("draining");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "99999999999", "Wed, 21 Oct 2015 07:28:00 GMT"})
    void what_is_no_number_of_seconds_asks_for_no_wait(String retryAfter) {
        assertThat(refusal(new Answer(503, "", retryAfter)).retryAfter()).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 302, 400, 401, 404, 413, 500, 502})
    void any_other_status_is_named(int status) {
        assertThat(refusal(new Answer(status, "", "")))
                .hasMessageContaining("answered " + status)
                .hasMessageContaining(KEY.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[]", "{}", "{\"state\":7}", "{\"state\":\"DONE\"}", "{\"state\":\"READY"})
    void garbage_is_no_answer(String body) {
        assertThat(refusal(Answer.ok(body))).hasMessageContaining("no valid answer");
    }

    @Test
    void a_closed_door_is_an_absence() {
        URI gone;
        try (FakeProcessor processor = FakeProcessor.answering(Answer.READY)) {
            gone = processor.uri();
        }
        assertThat(refusal(client(gone, Duration.ofSeconds(20))))
                .hasMessageContaining("does not answer")
                .hasMessageContaining(gone.toString());
    }

    @Test
    void an_answer_that_does_not_come_in_time_is_an_absence() {
        try (FakeProcessor processor = FakeProcessor.silent()) {
            assertThat(refusal(client(processor.uri(), Duration.ofMillis(300))))
                    .hasMessageContaining("does not answer");
            assertThat(processor.requests()).hasSize(1);
        }
    }
}
