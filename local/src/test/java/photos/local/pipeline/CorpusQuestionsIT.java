package photos.local.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import photos.json.Json;
import photos.local.await.Await;

/// Questions over the corpus, answered by the running pipeline, and by a filter over what exiftool and the manifest say
/// of each file. The corpus does not lie in this repository; `-Dcorpus=DIR` says where it is.
class CorpusQuestionsIT {
    private static final Path CORPUS = Path.of(System.getProperty("corpus", "../../shared/corpus"), "public");
    private static final Path SUMMARY = Path.of("target", "corpus-questions.txt");
    private static final Path SUMMARY_OF_STATES = Path.of("target", "corpus-questions-of-states.txt");
    private static final String FOLDER = "uploads/corpus/";

    /// Its only keyword stands in XPKeywords.
    private static final String KEYWORDS_OF_WINDOWS = "exr__issue-exifr-13.jpg";

    @TempDir
    private static Path data;

    private static List<CorpusRow> rows = List.of();

    private static @Nullable TestPipeline running;

    private static Map<String, Predicate<CorpusRow>> questions() {
        Map<String, Predicate<CorpusRow>> questions = new LinkedHashMap<>();
        questions.put("camera=Pentax K-3 II", row -> row.is("Model", "PENTAX K-3 II"));
        questions.put("camera=Nikon D750", row -> row.is("Model", "NIKON D750"));
        questions.put("camera=Canon EOS R5", row -> row.is("Model", "Canon EOS R5"));
        questions.put("camera=Canon PowerShot S40", row -> row.is("Model", "Canon PowerShot S40"));
        questions.put("camera=Apple iPhone 7", row -> row.is("Model", "iPhone 7"));
        questions.put("camera=Google Pixel", row -> row.is("Model", "Pixel"));
        questions.put("camera=GoPro HERO11 Black", row -> row.is("Model", "HERO11 Black"));
        questions.put("camera=Minolta DiMAGE E223", row -> row.is("Model", "DiMAGE E223"));
        questions.put("camera=Nikon D800", row -> row.is("Model", "NIKON D800"));
        questions.put("camera=nikon d750", _ -> false);
        questions.put("from=2017&to=2017", row -> row.takenBetween("2017-01-01T00:00", "2018-01-01T00:00"));
        questions.put("from=2018-04&to=2018-04", row -> row.takenBetween("2018-04-01T00:00", "2018-05-01T00:00"));
        questions.put("from=2022-05-14&to=2022-05-14", row -> row.takenBetween("2022-05-14T00:00", "2022-05-15T00:00"));
        questions.put("from=2024", row -> row.takenBetween("2024-01-01T00:00", "9999-01-01T00:00"));
        questions.put("to=2004-12-31", row -> row.takenBetween("0001-01-01T00:00", "2005-01-01T00:00"));
        questions.put("to=1999", row -> row.takenBetween("0001-01-01T00:00", "2000-01-01T00:00"));
        questions.put(
                "from=2014-09-01T15:03:47.88&to=2014-09-01T15:03:48",
                row -> row.takenBetween("2014-09-01T15:03:47.88", "2014-09-01T15:03:48"));
        questions.put(
                "from=2019-11-28T06:00Z&to=2019-11-28T07:00Z",
                row -> row.takenBetween(Instant.parse("2019-11-28T06:00:00Z"), Instant.parse("2019-11-28T07:00:00Z")));
        questions.put(
                "from=2019-06-01T12:00+09:00&to=2019-06-01T12:30+09:00",
                row -> row.takenBetween(Instant.parse("2019-06-01T03:00:00Z"), Instant.parse("2019-06-01T03:30:00Z")));
        questions.put(
                "from=2022-01-01T00:00Z&to=2023-01-01T00:00Z",
                row -> row.takenBetween(Instant.parse("2022-01-01T00:00:00Z"), Instant.parse("2023-01-01T00:00:00Z")));
        questions.put("near=36.6,-4.5&within=5", row -> row.isWithin(5, 36.6, -4.5));
        questions.put("near=59.33,18.06&within=1", row -> row.isWithin(1, 59.33, 18.06));
        questions.put("near=47,10&within=600", row -> row.isWithin(600, 47, 10));
        questions.put("near=40,-90&within=3000", row -> row.isWithin(3000, 40, -90));
        questions.put("near=0,0&within=100", row -> row.isWithin(100, 0, 0));
        questions.put("near=-80,180&within=20000", row -> row.isWithin(20_000, -80, 180));
        questions.put("iso=100", row -> row.between("ISO", 100, 100));
        questions.put("iso=400-1000", row -> row.between("ISO", 400, 1000));
        questions.put("f=5.6", row -> row.between("FNumber", 5.6, 5.6));
        questions.put("f=7-22", row -> row.between("FNumber", 7, 22));
        questions.put("focal=4-5", row -> row.between("FocalLength", 4, 5));
        questions.put("focal=200-500", row -> row.between("FocalLength", 200, 500));
        questions.put("lens=pentax-da", row -> row.mentions("LensModel", "pentax-da"));
        questions.put("format=webp", row -> row.mediaType().equals("image/webp"));
        questions.put("format=gif", row -> row.mediaType().equals("image/gif"));
        questions.put(
                "format=heic&from=2020",
                row -> row.mediaType().equals("image/heic")
                        && row.takenBetween("2020-01-01T00:00", "9999-01-01T00:00"));
        questions.put("missing=camera", row -> !row.has("Make") && !row.has("Model"));
        questions.put("missing=date", row -> row.taken().isEmpty());
        questions.put(
                "missing=position&from=2023",
                row -> row.position().isEmpty() && row.takenBetween("2023-01-01T00:00", "9999-01-01T00:00"));
        questions.put(
                "camera=Pentax K-3 II&iso=50-200&f=5.6&near=36.6,-4.5&within=5&from=2017-10&format=webp",
                row -> row.is("Model", "PENTAX K-3 II")
                        && row.between("ISO", 50, 200)
                        && row.between("FNumber", 5.6, 5.6)
                        && row.isWithin(5, 36.6, -4.5)
                        && row.takenBetween("2017-10-01T00:00", "9999-01-01T00:00")
                        && row.mediaType().equals("image/webp"));
        return questions;
    }

    /// What exiftool does not say: how each photo ended, as the manifest expects it, and its keywords, as they stand in
    /// the file's own XMP.
    private static Map<String, Predicate<CorpusRow>> questionsOfStateAndKeyword() {
        Map<String, Predicate<CorpusRow>> questions = new LinkedHashMap<>();
        questions.put("state=READY", CorpusRow::isWhole);
        questions.put("state=DEGRADED", _ -> false);
        questions.put("state=REJECTED", row -> !row.isWhole());
        questions.put("state=DEGRADED,REJECTED&format=png", row -> !row.isWhole() && isPng(row));
        questions.put("state=PENDING", _ -> false);
        questions.put("reason=CORRUPT", row -> row.reason().equals("CORRUPT"));
        questions.put("reason=EMPTY", row -> row.reason().equals("EMPTY"));
        questions.put("reason=UNSUPPORTED_FORMAT", row -> row.reason().equals("UNSUPPORTED_FORMAT"));
        questions.put("reason=TOO_MANY_PIXELS&format=png", row -> row.reason().equals("TOO_MANY_PIXELS"));
        questions.put("reason=TRUNCATED&format=png", row -> row.reason().equals("TRUNCATED") && isPng(row));
        questions.put(
                "reason=TRUNCATED&camera=Nikon D750",
                row -> row.reason().equals("TRUNCATED") && row.is("Model", "NIKON D750"));
        questions.put(
                "state=READY&missing=date", row -> row.isWhole() && row.taken().isEmpty());
        questions.put(
                "state=REJECTED&to=2026", row -> !row.isWhole() && row.taken().isPresent());
        questions.put("keyword=Malaga", row -> row.keywords().contains("Malaga"));
        questions.put("keyword=forest", row -> row.keywords().contains("forest"));
        questions.put("keyword=prairie falcons", row -> row.keywords().contains("prairie falcons"));
        questions.put("keyword=FOREST", row -> row.keywords().contains("forest"));
        questions.put(
                "keyword=nature&from=2025",
                row -> row.keywords().contains("nature") && row.takenBetween("2025-01-01T00:00", "9999-01-01T00:00"));
        questions.put("keyword=Malaga&format=avif", row -> row.keywords().contains("Malaga") && isAvif(row));
        questions.put(
                "missing=keywords",
                row -> row.keywords().isEmpty() && !row.file().endsWith(KEYWORDS_OF_WINDOWS));
        return questions;
    }

    private static boolean isPng(CorpusRow row) {
        return row.mediaType().equals("image/png");
    }

    private static boolean isAvif(CorpusRow row) {
        return row.mediaType().equals("image/avif");
    }

    @BeforeAll
    static void upload_the_corpus() throws Exception {
        rows = rows();
        // One of its own: other tests count what is in the shared one.
        TestPipeline pipeline = TestPipeline.start(ProjectCopy.REAL, data);
        running = pipeline;
        for (CorpusRow row : rows) {
            pipeline.put(key(row), Files.readAllBytes(CORPUS.resolve(row.file())));
        }
        for (CorpusRow row : rows) {
            Await.until(
                    key(row) + " is settled",
                    Duration.ofMinutes(5),
                    () -> !Set.of("", "PENDING").contains(pipeline.text(key(row), "state")));
        }
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
    }

    @Test
    void forty_questions_are_answered_as_by_a_filter_over_what_exiftool_says() throws Exception {
        assertThat(questions()).hasSize(40);
        assertThat(differences(questions(), SUMMARY)).isEmpty();
    }

    @Test
    void twenty_questions_of_state_and_keyword_are_answered_as_by_a_filter_over_manifest_and_files() throws Exception {
        assertThat(questionsOfStateAndKeyword()).hasSize(20);
        assertThat(differences(questionsOfStateAndKeyword(), SUMMARY_OF_STATES)).isEmpty();
    }

    /// Whatever index answers, pages of two neither skip nor repeat what one page holds.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "format=jpeg",
                "camera=Pentax K-3 II",
                "from=2017",
                "to=2026",
                "near=47,10&within=2000",
                "near=0,0&within=20000",
                "state=READY",
                "state=DEGRADED,REJECTED",
                "reason=UNSUPPORTED_FORMAT",
                "missing=date",
                "missing=keywords&iso=50-400"
            })
    void small_pages_hold_what_one_large_one_holds(String question) throws Exception {
        List<String> whole = keys(ask(question + "&limit=1000"));
        assertThat(whole).hasSizeGreaterThan(2);
        List<String> pieces = new ArrayList<>();
        Object next = "";
        for (int pages = 0; next != null; pages++) {
            assertThat(pages).as("pages").isLessThan(100);
            Map<String, Object> page = ask(question + "&limit=2" + (next.equals("") ? "" : "&next=" + next));
            assertThat(keys(page)).hasSizeLessThanOrEqualTo(2);
            pieces.addAll(keys(page));
            next = page.get("next");
        }
        assertThat(pieces).containsExactlyInAnyOrderElementsOf(whole);
    }

    private static List<String> differences(Map<String, Predicate<CorpusRow>> questions, Path summary)
            throws Exception {
        StringBuilder lines = new StringBuilder();
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, Predicate<CorpusRow>> question : questions.entrySet()) {
            List<String> expected = rows.stream()
                    .filter(question.getValue())
                    .map(CorpusQuestionsIT::key)
                    .sorted()
                    .toList();
            Map<String, Object> page = ask(question.getKey() + "&limit=1000");
            List<String> found = keys(page).stream().sorted().toList();
            String outcome = found.equals(expected) ? "equal" : "DIFFERENT: expected " + expected + ", found " + found;
            if (!found.equals(expected)) {
                differences.add(question.getKey() + ": " + outcome);
            }
            lines.append("%-100s %2d photos, index %-8s %s%n"
                    .formatted(question.getKey(), found.size(), page.get("index"), outcome));
        }
        Files.writeString(summary, lines);
        return differences;
    }

    private static List<CorpusRow> rows() throws Exception {
        Path manifest = CORPUS.resolve("MANIFEST.json");
        assumeTrue(Files.exists(manifest), "no corpus at " + manifest + "; -Dcorpus=DIR says where it is");
        Object files = Json.object(Files.readString(manifest)).get("files");
        List<CorpusRow> rows = new ArrayList<>();
        if (files instanceof List<?> list) {
            for (Object row : list) {
                rows.add(CorpusRow.of((Map<?, ?>) row, CORPUS));
            }
        }
        return rows;
    }

    private static String key(CorpusRow row) {
        return FOLDER + row.file().substring("files/".length());
    }

    private static Map<String, Object> ask(String question) throws Exception {
        String encoded = Arrays.stream(question.split("&", -1))
                .map(parameter -> parameter.substring(0, parameter.indexOf('=') + 1)
                        + URLEncoder.encode(parameter.substring(parameter.indexOf('=') + 1), UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<byte[]> answer = Objects.requireNonNull(running).getAsOperator("/photos?" + encoded);
        assertThat(answer.statusCode()).as(question).isEqualTo(200);
        return Json.object(new String(answer.body(), UTF_8));
    }

    private static List<String> keys(Map<String, Object> page) {
        List<String> keys = new ArrayList<>();
        if (page.get("photos") instanceof List<?> photos) {
            for (Object photo : photos) {
                keys.add(String.valueOf(((Map<?, ?>) photo).get("objectKey")));
            }
        }
        return keys;
    }
}
