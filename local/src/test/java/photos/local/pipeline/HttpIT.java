package photos.local.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import photos.job.JobSignature;
import photos.json.Json;

@ExtendWith(SharedPipeline.class)
class HttpIT {
    private static final String WITH_POSITION = "/photos/uploads/samples/phone-with-position.jpg";

    private final TestPipeline pipeline;

    HttpIT(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Test
    void a_job_that_is_not_signed_is_refused() throws Exception {
        assertProblem(pipeline.send(job("{\"objectKey\": \"uploads/a.jpg\"}").build()), 401, "signed");
    }

    @Test
    void a_job_that_is_signed_with_another_key_is_refused() throws Exception {
        assertProblem(
                pipeline.send(signed("{\"objectKey\": \"uploads/a.jpg\"}", "0".repeat(48), Instant.now())),
                401,
                "signed");
    }

    @Test
    void a_job_that_was_signed_too_long_ago_is_refused() throws Exception {
        Instant longAgo = Instant.now().minusSeconds(301);
        assertProblem(pipeline.send(signed("{\"objectKey\": \"uploads/a.jpg\"}", jobKey(), longAgo)), 401, "signed");
    }

    @Test
    void a_job_that_is_too_large_is_refused() throws Exception {
        String large = "{\"objectKey\": \"uploads/" + "a".repeat(20_000) + "\"}";
        assertProblem(pipeline.send(signed(large, jobKey(), Instant.now())), 413, "bytes");
    }

    @Test
    void a_job_for_what_is_no_original_is_refused() throws Exception {
        assertProblem(
                pipeline.send(signed("{\"objectKey\": \"results/a.jpg\"}", jobKey(), Instant.now())), 400, "uploads/");
        assertProblem(pipeline.send(signed("no JSON", jobKey(), Instant.now())), 400, "JSON");
    }

    @Test
    void a_job_for_what_the_ledger_does_not_know_is_a_conflict() throws Exception {
        assertProblem(
                pipeline.send(signed("{\"objectKey\": \"uploads/unknown.jpg\"}", jobKey(), Instant.now())),
                409,
                "ledger");
    }

    @Test
    void photos_are_found_by_what_is_asked_for() throws Exception {
        assertThat(pipeline.runSamples()).isEmpty();

        Map<String, Object> page = json(pipeline.get("/photos?camera=Pentax%20K-3%20II&iso=50-200"));

        assertThat(page)
                .containsEntry("index", "byCamera")
                .containsEntry("itemsRead", 1)
                .containsKey("requests");
        assertThat(page.get("photos"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("objectKey", "uploads/samples/camera.webp");
        assertThat(json(pipeline.get("/photos?camera=Pentax%20K-3%20II&iso=400-800")))
                .containsEntry("photos", List.of());
        assertThat(json(pipeline.get("/photos?from=2017-10-01&to=2017-10-31")).toString())
                .contains("camera.webp")
                .doesNotContain("phone.heic");
    }

    @Test
    void a_head_is_answered_as_a_get_would_be() throws Exception {
        assertThat(head("/results/none.jpg")).isEqualTo(404);
        assertThat(head("/photos/uploads/none.jpg")).isEqualTo(404);
        assertThat(head("/originals/none.jpg"))
                .isEqualTo(pipeline.get("/originals/none.jpg").statusCode());
        assertThat(head("/health/ready")).isEqualTo(200);
    }

    @Test
    void the_length_of_an_object_is_told_to_a_head_too() throws Exception {
        assertThat(pipeline.runSamples()).isEmpty();
        byte[] original = pipeline.getAsOperator("/originals/samples/drone.jpg").body();
        HttpRequest request = HttpRequest.newBuilder(pipeline.uri("/originals/samples/drone.jpg"))
                .HEAD()
                .header("Authorization", "Bearer " + pipeline.operatorToken())
                .build();
        assertThat(pipeline.send(request).headers().firstValueAsLong("Content-Length"))
                .hasValue(original.length);
    }

    private int head(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(pipeline.uri(path)).HEAD().build();
        return pipeline.send(request).statusCode();
    }

    @Test
    void pages_follow_one_another_until_all_photos_were_shown() throws Exception {
        assertThat(pipeline.runSamples()).isEmpty();
        Map<String, Object> first = json(pipeline.get("/photos?format=jpeg&limit=3"));
        assertThat(first.get("photos"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(3);

        Map<String, Object> second = json(pipeline.get("/photos?format=jpeg&limit=3&next=" + first.get("next")));

        assertThat(second.get("photos"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .isNotEmpty()
                .doesNotContainAnyElementsOf((List<?>) Objects.requireNonNull(first.get("photos")));
    }

    @Test
    void photos_come_as_CSV_if_the_request_accepts_it() throws Exception {
        assertThat(pipeline.runSamples()).isEmpty();

        HttpResponse<byte[]> csv = pipeline.get("/photos?camera=Pentax%20K-3%20II", "Accept", "text/csv");

        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.headers().firstValue("X-Index")).contains("byCamera");
        assertThat(csv.headers().firstValue("X-Items-Read")).contains("1");
        assertThat(csv.headers().firstValue("X-Next")).isEmpty();
        assertThat(new String(csv.body(), UTF_8)).contains("objectKey", "\r\n").contains("uploads/samples/camera.webp");
        assertThat(new String(csv.body(), UTF_8)).doesNotContain("latitude", "place");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text/csv                                  | text/csv
                    TEXT/CSV; charset=utf-8                   | text/csv
                    */*, text/csv                             | text/csv
                    application/json;q=0.5, text/csv          | text/csv
                    text/*                                    | text/csv
                    application/json, text/csv;q=0            | application/json
                    */*, text/csv;q=0                         | application/json
                    application/json, text/csv;q=0.9          | application/json
                    text/csv-schema                           | application/json
                    text/html,application/xml;q=0.9,*/*;q=0.8 | application/json
                    """)
    void photos_come_in_the_form_that_the_request_prefers(String accepted, String mediaType) throws Exception {
        HttpResponse<byte[]> answer = pipeline.get("/photos?limit=1", "Accept", accepted);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(mediaType);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    iso     | fast                 | a number such as 100 or a range such as 100-800
                    f       | -1                   | a number such as 2.8
                    focal   | 70-24                | millimetres such as 50
                    from    | yesterday            | a year, month or day such as 2026-01-31
                    to      | 2026-02-30           | a year, month or day such as 2026-01-31
                    from    | 2026-05-01T25:00Z    | with an offset such as
                    to      | -0001-01-01T00:00    | a year, month or day such as 2026-01-31
                    from    | %2B999999999-12-31T23:59:59-18:00 | a year, month or day such as 2026-01-31
                    near    | here                 | latitude,longitude such as 47.37,8.54
                    near    | 91,0                 | latitude,longitude
                    within  | 0                    | a distance in kilometres
                    state   | LOST                 | one or more of PENDING, READY
                    state   | DELETED              | deleted photos are not listed
                    camera  | %20%20               | the camera's name, exactly
                    missing | ''                   | one or more of camera, lens
                    reason  | BAD                  | one of EMPTY
                    format  | jpg                  | one of jpeg, png
                    missing | colour               | one or more of camera, lens, date, offset, position, keywords
                    limit   | 0                    | a number from 1 to 1000
                    next    | of%20another         | the token that came with the page before
                    colour  | red                  | one of camera, lens, from, to, near
                    iso     | 100&iso=200          | to be given once
                    """)
    void a_wrong_parameter_is_refused_by_name_with_its_value_and_what_is_expected(
            String name, String value, String expected) throws Exception {
        HttpResponse<byte[]> answer = pipeline.getAsOperator("/photos?" + name + "=" + value);
        assertProblem(
                answer,
                400,
                "parameter \"" + name + "\" is \""
                        + value.split("&", -1)[0].replace("%20", " ").replace("%2B", "+"));
        assertProblem(answer, 400, expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/photos?limit=3&camera=%zz", "/photos?camera=%f", "/photos?camera=K%FCrbis"})
    void a_query_that_is_badly_encoded_is_refused_by_name(String target) throws Exception {
        assertThat(answerTo("GET " + target + " HTTP/1.1"))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json")
                .contains("parameter \\\"camera\\\" is")
                .contains("percent-encoded UTF-8");
    }

    @Test
    void a_path_that_is_badly_encoded_is_refused() throws Exception {
        assertThat(answerTo("GET /photos/uploads/K%FCrbis.jpg HTTP/1.1"))
                .startsWith("HTTP/1.1 400 ")
                .contains("UTF-8");
    }

    /// What no HTTP client would send.
    private String answerTo(String requestLine) throws Exception {
        try (Socket socket = connected()) {
            send(socket, requestLine + "\r\nHost: a\r\nConnection: close\r\n\r\n");
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private Socket connected() throws IOException {
        return new Socket(
                InetAddress.getLoopbackAddress(), pipeline.settings().ports().processor());
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    /// In parts, as clients send it; whether the second part comes before the answer is a matter of luck.
    @ParameterizedTest
    @ValueSource(strings = {"PUT /jobs", "POST /jobs/", "DELETE /photos/uploads/a.jpg", "POST /nothing"})
    void a_body_that_nobody_asked_for_does_not_break_the_next_request(String refused) throws Exception {
        for (int i = 0; i < 50; i++) {
            try (Socket socket = connected()) {
                socket.setTcpNoDelay(true);
                send(socket, refused + " HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n");
                send(socket, "hello");
                send(socket, "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

                assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                        .containsSubsequence("HTTP/1.1 404 ", "there is nothing at", "HTTP/1.1 200 ", "\"live\"");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PUT /jobs, Content-Length: 1048577, '', 404, false",
        "PUT /jobs, Transfer-Encoding: chunked, no length, 404, false",
        "PUT /jobs, Content-Length: 100, too short, 404, true",
        "PUT /jobs, Content-Length: 100, too short, 404, false",
        "GET /nothing, Content-Length: 100, '', 404, true",
        "PUT /jobs, 'Expect: 100-continue\r\nContent-Length: 100', '', 404, true",
        "POST /jobs, Transfer-Encoding: chunked, no length, 400, false",
        "POST /jobs, Content-Length: 100, too short, 400, false"
    })
    void after_a_body_that_cannot_be_read_to_its_end_the_connection_is_said_to_end(
            String requested, String length, String body, int status, boolean waits) throws Exception {
        try (Socket socket = connected()) {
            send(socket, requested + " HTTP/1.1\r\nHost: a\r\n" + length + "\r\n\r\n" + body + "\r\n");
            if (!waits) {
                socket.shutdownOutput();
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .startsWith("HTTP/1.1 " + status)
                    .contains("application/problem+json")
                    .containsIgnoringCase("connection: close");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/photos?limit=1", "/photos?limit=no", "/nothing", "/"})
    void an_answer_says_how_long_it_is(String path) throws Exception {
        HttpResponse<byte[]> answer = pipeline.get(path);
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length);
    }

    @Test
    void a_time_with_an_offset_needs_no_encoding() throws Exception {
        assertThat(pipeline.runSamples()).isEmpty();
        for (String offset : new String[] {"+02:00", "%2B02:00"}) {
            assertThat(json(pipeline.get("/photos?from=2017-10-27T08:00" + offset + "&to=2017-10-27T09:00" + offset))
                            .toString())
                    .contains("camera.webp");
        }
    }

    @Test
    void what_is_missing_can_be_asked_for() throws Exception {
        assertThat(pipeline.runSamples()).isEmpty();
        Map<String, Object> page = json(pipeline.get("/photos?missing=camera&limit=1000"));
        assertThat(page).containsEntry("index", "byUpload");
        assertThat(page.toString()).doesNotContain("camera.webp").doesNotContain("camera=");
    }

    @Test
    void positions_are_for_the_operator_alone() throws Exception {
        assertThat(pipeline.runSamples()).isEmpty();

        assertThat(json(pipeline.get(WITH_POSITION)))
                .containsKey("camera")
                .doesNotContainKeys("latitude", "longitude", "geohash", "geohash4", "altitude", "tags")
                .doesNotContainKeys("place", "placeKilometres");
        assertThat(json(pipeline.get(WITH_POSITION, "Authorization", "Bearer wrong")))
                .doesNotContainKeys("latitude", "longitude");
        assertThat(json(pipeline.getAsOperator(WITH_POSITION)))
                .containsKeys("latitude", "longitude", "place", "placeKilometres", "tags");
        assertThat(new String(pipeline.get("/photos").body(), UTF_8)).doesNotContain("latitude", "geohash", "\"place");
        assertProblem(pipeline.get("/photos?near=46.9,-1.3"), 403, "token");
        assertThat(json(pipeline.getAsOperator("/photos?near=46.9,-1.3&within=5"))
                        .toString())
                .contains("action-camera.JPG", "byPlace", "place=");
    }

    @Test
    void originals_are_for_the_operator_alone() throws Exception {
        assertThat(pipeline.runSamples()).isEmpty();

        assertProblem(pipeline.get("/originals/samples/drone.jpg"), 403, "token");
        assertThat(pipeline.getAsOperator("/originals/samples/drone.jpg").body())
                .isEqualTo(Photo.sample("drone.jpg"));
    }

    @Test
    void health_and_metrics_say_that_it_is_ready_and_what_it_has_done() throws Exception {
        assertThat(json(pipeline.get("/health/live"))).containsEntry("status", "live");
        assertThat(json(pipeline.get("/health/ready")))
                .containsEntry("status", "ready")
                .extractingByKey("codecs")
                .asString()
                .contains("libwebp");
        HttpResponse<byte[]> metrics = pipeline.get("/metrics");
        assertThat(metrics.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
        assertThat(new String(metrics.body(), UTF_8))
                .contains("# TYPE photos_jobs_total counter", "photos_jobs_total{state=\"ready\"} ");
    }

    @Test
    void the_gallery_is_a_page() throws Exception {
        HttpResponse<byte[]> page = pipeline.get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(new String(page.body(), UTF_8)).containsIgnoringCase("<!doctype html>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/photos/uploads/unknown.jpg",
                "/results/unknown/thumb.jpg",
                "/results/",
                "/results/../uploads/samples/drone.jpg",
                "/results/%2e%2e%2Fuploads/samples/drone.jpg"
            })
    void what_is_not_there_is_answered_with_404(String path) throws Exception {
        assertThat(pipeline.runSamples()).isEmpty();
        assertProblem(pipeline.get(path), 404, "");
    }

    private String jobKey() {
        return pipeline.pipeline().secrets().jobKey();
    }

    private HttpRequest.Builder job(String body) {
        return HttpRequest.newBuilder(pipeline.uri("/jobs")).POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest signed(String body, String key, Instant when) {
        String timestamp = Long.toString(when.getEpochSecond());
        return job(body)
                .header(JobSignature.TIMESTAMP_HEADER, timestamp)
                .header(
                        JobSignature.SIGNATURE_HEADER,
                        JobSignature.sign(key, "POST", "/jobs", timestamp, body.getBytes(UTF_8)))
                .build();
    }

    private static Map<String, Object> json(HttpResponse<byte[]> answer) throws Exception {
        assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);
        return Json.object(new String(answer.body(), UTF_8));
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String named) throws Exception {
        String body = new String(answer.body(), UTF_8);
        assertThat(answer.statusCode()).as(body).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(Json.object(body)).containsEntry("status", status).containsKey("title");
        assertThat(Json.object(body).get("detail")).asString().contains(named);
    }
}
