package photos.cli;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import photos.json.MalformedJson;
import photos.ledger.LedgerItem;
import photos.ledger.QueryLedger;
import photos.ledger.WholeLedger;
import photos.queue.DeadLetters;
import photos.queue.HintQueue;
import photos.queue.Hints;
import photos.storage.ObjectKey;

/// How a pipeline stands: photos by state, the queue, and what was given up.
///
/// @param photos how many there are of each state and reason
/// @param longestPending the photo that waits for longest, and for how long
/// @param deadLetters some of them, if there are any
/// @param log where the Lambda said more of one, and below it the command that finds it
record PipelineStatus(
        List<Map.Entry<QueryLedger.StateCount, Long>> photos,
        HintQueue.Depth queue,
        Optional<Pending> longestPending,
        List<Letter> deadLetters,
        String log) {
    private static final int MAX_LETTERS = 100;

    /// As long as the reconciler leaves a pending photo alone, unless it is told otherwise.
    private static final Duration LONG = Duration.ofMinutes(15);

    private static final int LONGEST_EXCERPT = 60;

    PipelineStatus {
        photos = List.copyOf(photos);
        deadLetters = List.copyOf(deadLetters);
    }

    record Pending(ObjectKey key, Duration since) {}

    /// One key of a dead letter.
    ///
    /// @param key or the start of a message that names none
    /// @param receives how often it was received
    /// @param ledger what the ledger says of the key
    record Letter(String key, int receives, Instant sent, String ledger) {}

    static PipelineStatus of(Pipeline pipeline, Map<String, String> environment, Clock clock) {
        HintQueue.Depth depth = pipeline.queue().depth();
        List<Map.Entry<QueryLedger.StateCount, Long>> photos = pipeline.ledger().count().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(QueryLedger.StateCount::state)
                        .thenComparing(count -> count.reason().map(Enum::name).orElse(""))))
                .toList();
        Optional<Pending> pending = pipeline.ledger()
                .longestPending()
                .map(waiting -> new Pending(waiting.key(), Duration.between(waiting.since(), clock.instant())));
        boolean anyDead = depth.deadLetters().filter(dead -> dead > 0).isPresent();
        List<Letter> letters = anyDead
                ? letters(
                        pipeline.ledger(),
                        pipeline.queue().look(MAX_LETTERS),
                        new Hints(Pipeline.value(environment, "PHOTOS_BUCKET")))
                : List.of();
        return new PipelineStatus(photos, depth, pending, letters, log(environment));
    }

    /// The ledger holds what photos do wrong. What went wrong around them only the log does.
    private static String log(Map<String, String> environment) {
        if (environment.containsKey("AWS_ENDPOINT_URL_SQS")) {
            return "(in the directory that --data of ./photos local names, .photos by default):"
                    + System.lineSeparator() + "  grep -hF KEY .photos/lambda/lambda-*.log";
        }
        String stage = environment.getOrDefault("PHOTOS_TABLE", "").replace("PhotoMetadata-", "");
        return "(as an administrator, since the instance may not read logs):" + System.lineSeparator()
                + "  aws logs tail /aws/lambda/" + stage + "-photos-ingest --since 14d --filter-pattern '\"KEY\"'";
    }

    private static List<Letter> letters(WholeLedger ledger, List<DeadLetters.DeadLetter> dead, Hints hints) {
        List<Letter> letters = new ArrayList<>();
        for (DeadLetters.DeadLetter letter : dead) {
            try {
                List<ObjectKey> keys = hints.read(letter.body());
                Map<ObjectKey, LedgerItem> items = ledger.findAll(keys);
                for (ObjectKey key : keys) {
                    letters.add(new Letter(
                            key.value(), letter.receives(), letter.sent(), says(Optional.ofNullable(items.get(key)))));
                }
                if (keys.isEmpty()) {
                    letters.add(strange(letter, "names no original of this bucket"));
                }
            } catch (MalformedJson _) {
                letters.add(strange(letter, "is no hint"));
            }
        }
        return letters;
    }

    private static Letter strange(DeadLetters.DeadLetter letter, String why) {
        String body = letter.body();
        String excerpt = body.length() <= LONGEST_EXCERPT ? body : body.substring(0, LONGEST_EXCERPT) + "…";
        return new Letter(excerpt, letter.receives(), letter.sent(), why);
    }

    private static String says(Optional<LedgerItem> item) {
        return item.map(i -> i.state()
                        + i.failure()
                                .map(failure -> " " + failure.reason() + ": " + failure.message())
                                .orElse("")
                        + (i.attempts() > 0 ? ", " + i.attempts() + " attempts without an answer" : "")
                        + (i.workerDeaths() > 0 ? ", " + i.workerDeaths() + " worker deaths" : ""))
                .orElse("nothing: it was never ingested");
    }

    String text() {
        TextTable table = new TextTable("STATE", "REASON", "PHOTOS");
        photos.forEach(entry -> table.row(
                entry.getKey().state().name(),
                entry.getKey().reason().map(Enum::name).orElse(""),
                Long.toString(entry.getValue())));
        StringBuilder text = new StringBuilder(table.text()).append(sentence()).append(System.lineSeparator());
        longestPending.ifPresent(pending -> text.append("Pending for longest: ")
                .append(pending.key().value().replaceAll("\\p{Cntrl}", "?"))
                .append(", for ")
                .append(inWords(pending.since()))
                .append(pending.since().compareTo(LONG) < 0 ? "" : "; ./photos reconcile --run hints at it again")
                .append(System.lineSeparator()));
        if (!deadLetters.isEmpty()) {
            text.append(lettersTable())
                    .append("Where the ledger does not say why, the log of the Lambda does ")
                    .append(log)
                    .append(System.lineSeparator())
                    .append("./photos status --redrive puts dead letters back into the queue.")
                    .append(System.lineSeparator());
        }
        return text.toString();
    }

    private String sentence() {
        return String.format(
                Locale.ROOT,
                "Queue: %d waiting, %d being worked on or resting%s",
                queue.waiting(),
                queue.inFlight(),
                queue.deadLetters().map(dead -> ", " + dead + " dead letters").orElse(""));
    }

    private String lettersTable() {
        TextTable table = new TextTable("DEAD LETTER", "RECEIVED", "SENT", "THE LEDGER SAYS");
        deadLetters.forEach(letter -> table.row(
                letter.key(), Integer.toString(letter.receives()), letter.sent().toString(), letter.ledger()));
        return table.text();
    }

    private static String inWords(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 120 ? seconds + " s" : seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("photos", photos.stream().map(PipelineStatus::json).toList());
        Map<String, Object> inQueue = new LinkedHashMap<>();
        inQueue.put("waiting", queue.waiting());
        inQueue.put("inFlight", queue.inFlight());
        queue.deadLetters().ifPresent(dead -> inQueue.put("deadLetters", dead));
        json.put("queue", inQueue);
        longestPending.ifPresent(pending -> json.put(
                "longestPending",
                Map.of(
                        "objectKey",
                        pending.key().value(),
                        "seconds",
                        pending.since().toSeconds())));
        json.put(
                "deadLetters",
                deadLetters.stream()
                        .map(letter -> Map.of(
                                "objectKey", letter.key(),
                                "receives", letter.receives(),
                                "sent", letter.sent().toString(),
                                "ledger", letter.ledger()))
                        .toList());
        return json;
    }

    private static Map<String, Object> json(Map.Entry<QueryLedger.StateCount, Long> entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", entry.getKey().state().name());
        entry.getKey().reason().ifPresent(reason -> json.put("reason", reason.name()));
        json.put("photos", entry.getValue());
        return json;
    }
}
