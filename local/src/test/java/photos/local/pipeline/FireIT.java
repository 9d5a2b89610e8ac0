package photos.local.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import photos.ledger.Ledger;
import photos.ledger.LedgerItem;
import photos.ledger.PublishedVariant;
import photos.ledger.State;
import photos.local.fire.Dialect;
import photos.local.fire.Fault;
import photos.local.fire.FaultyProxy;
import photos.local.fire.MemoryCurve;
import photos.local.fire.Promises;
import photos.local.fire.ShuffledEvents;
import photos.local.fire.Weather;
import photos.local.process.Backoff;
import photos.storage.Generation;
import photos.storage.ObjectKey;

/// The promises under fire: S3 and DynamoDB fail, hang, and lose answers; events are lost, doubled and shuffled;
/// programs are killed; the work volume comes and goes; photos are overwritten and deleted meanwhile; and somebody
/// watches. A minute and a half as it stands, much more with `-Psoak`.
class FireIT {
    private static final Map<Fault, Double> S3_FAULTS = new EnumMap<>(Map.of(
            Fault.SERVER_ERROR, 0.03,
            Fault.THROTTLED, 0.01,
            Fault.RESET, 0.005,
            Fault.ANSWER_LOST, 0.01,
            Fault.ANSWER_CUT, 0.005,
            Fault.ANSWER_SLOW, 0.01));
    private static final Map<Fault, Double> DYNAMODB_FAULTS = new EnumMap<>(Map.of(
            Fault.THROTTLED, 0.10,
            Fault.SERVER_ERROR, 0.01,
            Fault.RESET, 0.005,
            Fault.ANSWER_LOST, 0.02,
            Fault.ANSWER_CUT, 0.005,
            Fault.ANSWER_SLOW, 0.01));
    private static final double LOST_EVENTS = 0.01;
    private static final int LONGEST_PAUSE_MILLIS = 3_000;

    /// For each photo, so that looking leaves the machine to those that work.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    /// Programs that are killed all the time are to be there again soon.
    private static final Backoff SOON =
            new Backoff(Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(5));

    private static final int GRACE_SECONDS = 2;

    /// After a smaller fire programs are still warming up.
    private static final int PHOTOS_ENOUGH_FOR_MEMORY = 1_000;

    private static final double MAX_GROWTH = 1.25;

    private static final Path REPORTS = Path.of("target/fire");

    private final FireOptions options = FireOptions.given();

    @TempDir
    private Path directory = Path.of("");

    @Test
    void the_promises_are_kept_under_fire() throws Exception {
        Path project = ProjectCopy.with(Map.ofEntries(ProjectCopy.grace(GRACE_SECONDS)), directory.resolve("project"));
        LocalSettings settings = new LocalSettings(project, directory.resolve("data"), FreePorts.fourInARow());
        Weather s3Weather = Weather.of(options.seed(), S3_FAULTS).hanging(options.hangEvery(), options.hangs());
        Weather dynamoDbWeather =
                Weather.of(options.seed() + 1, DYNAMODB_FAULTS).hanging(options.hangEvery(), options.hangs());
        try (FaultyProxy s3 = FaultyProxy.start(settings.ports().s3(), Dialect.S3, s3Weather);
                FaultyProxy dynamoDb =
                        FaultyProxy.start(settings.ports().dynamoDb(), Dialect.DYNAMODB, dynamoDbWeather);
                ShuffledEvents events = new ShuffledEvents(options.seed() + 2, LOST_EVENTS);
                TroubledVolume volume = TroubledVolume.in(settings.data(), options.seed() + 3);
                TestPipeline pipeline = TestPipeline.start(
                        settings, new Between(_ -> s3.address(), _ -> dynamoDb.address(), events::before, SOON))) {
            Fire fire = new Fire(pipeline, volume, events, s3Weather, dynamoDbWeather);
            Promises promises = fire.burn();
            String name = options.photos() + "-photos-" + fire.killer.kills() + "-kills-seed-" + options.seed();
            fire.memory.write(REPORTS, name);
            promises.tell(fire.heading(), REPORTS.resolve(name + ".md"));
            assertThat(promises.broken()).isEmpty();
            assertThat(fire.looks).as("looks meanwhile").isGreaterThan(options.photos());
            assertThat(fire.ingredients())
                    .allSatisfy((what, count) -> assertThat(count).as(what).isPositive());
            if (options.photos() >= PHOTOS_ENOUGH_FOR_MEMORY) {
                fire.requireFlatMemory();
            }
        }
    }

    private final class Fire {
        private final TestPipeline pipeline;
        private final TroubledVolume volume;
        private final ShuffledEvents events;
        private final Weather s3;
        private final Weather dynamoDb;
        private final Ledger ledger;
        private final List<Life> lives;
        private final Uploader uploader;
        private final Killer killer;
        private final Onlooker onlooker;
        private final MemoryCurve memory;
        private final Instant start = Instant.now();
        private int settledUnderFire;
        private int looks;
        private Duration burnt = Duration.ZERO;
        private Duration healed = Duration.ZERO;
        private Map<String, Long> leftToPutRight = Map.of();

        Fire(TestPipeline pipeline, TroubledVolume volume, ShuffledEvents events, Weather s3, Weather dynamoDb) {
            this.pipeline = pipeline;
            this.volume = volume;
            this.events = events;
            this.s3 = s3;
            this.dynamoDb = dynamoDb;
            this.ledger = pipeline.ledger();
            this.lives = Life.random(options.photos(), new SplittableRandom(options.seed()));
            this.uploader = new Uploader(pipeline);
            this.killer = new Killer(pipeline, options.seed() + 4);
            this.onlooker = new Onlooker(
                    pipeline, uploader, lives.stream().map(Life::key).toList(), options.seed() + 5);
            this.memory = MemoryCurve.of(pipeline.programs());
        }

        Promises burn() throws Exception {
            CompletableFuture<Void> watching = CompletableFuture.runAsync(
                    onlooker, task -> Thread.ofVirtual().name("onlooker").start(task));
            volume.begin();
            uploadAndKill();
            smoulder();
            volume.close();
            s3.clear();
            dynamoDb.clear();
            burnt = Duration.between(start, Instant.now());
            Duration patience = Duration.ofSeconds(200 + options.photos() / 2);
            Operator operator = Operator.of(pipeline, directory.resolve("reconcile"), GRACE_SECONDS, patience);
            operator.reconcile();
            awaitSettled(patience);
            healed = Duration.between(start, Instant.now()).minus(burnt);
            memory.close();
            leftToPutRight = leftToPutRight(operator);
            onlooker.stop();
            watching.join(); // throws what has ended it before
            looks = onlooker.reads();
            return promises();
        }

        /// Every photo's first step comes in its turn, and the later ones a little later, while kill follows kill.
        private void uploadAndKill() throws Exception {
            SplittableRandom random = new SplittableRandom(options.seed() + 6);
            List<List<Runnable>> turns = turns(random);
            Instant end = start.plus(options.minutes());
            for (List<Runnable> turn : turns) {
                turn.forEach(Runnable::run);
                if (killer.kills() < options.kills() && Instant.now().isBefore(end)) {
                    LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE_MILLIS) * 1_000_000);
                    killer.strike();
                }
            }
        }

        /// Nobody is killed any more, and everything else goes on until most photos are as they should be.
        private void smoulder() {
            Instant end = Instant.now().plusSeconds(20 + options.photos() / 10);
            List<Life> open = new ArrayList<>(lives);
            while (open.size() * 20 > lives.size() && Instant.now().isBefore(end)) {
                lookAgain(open);
            }
            settledUnderFire = lives.size() - open.size();
        }

        private List<List<Runnable>> turns(SplittableRandom random) {
            List<List<Runnable>> turns = new ArrayList<>();
            for (int i = 0; i < options.kills() + 2; i++) {
                turns.add(new ArrayList<>());
            }
            for (int i = 0; i < lives.size(); i++) {
                Life life = lives.get(i);
                int turn = (int) ((long) i * options.kills() / lives.size());
                for (Life.Step step : life.steps()) {
                    turns.get(Math.min(turn, turns.size() - 1)).add(() -> uploader.take(life, step));
                    turn += random.nextInt(2);
                }
            }
            return turns;
        }

        /// One reconcile leaves nothing but leftovers, of those that failed to tidy up just before it; one more
        /// leaves nothing.
        private Map<String, Long> leftToPutRight(Operator operator) throws Exception {
            Map<String, Long> plan = operator.plan();
            if (!plan.isEmpty() && Operator.withoutLeftovers(plan).isEmpty()) {
                operator.reconcile();
                Instant end = Instant.now().plus(TestPipeline.SETTLED);
                while (!plan.isEmpty() && Instant.now().isBefore(end)) {
                    plan = operator.plan();
                }
            }
            return plan;
        }

        /// Takes out those that are as they should be.
        private void lookAgain(List<Life> open) {
            open.removeIf(life -> wrong(life).isEmpty());
            LockSupport.parkNanos(LOOK_AGAIN.multipliedBy(open.size()).toNanos());
        }

        private void awaitSettled(Duration patience) {
            Instant end = Instant.now().plus(patience);
            List<Life> open = new ArrayList<>(lives);
            while (!open.isEmpty() && Instant.now().isBefore(end)) {
                lookAgain(open);
            }
        }

        /// What is not as the photo's last step wants it.
        private Optional<String> wrong(Life life) {
            ObjectKey key = life.key();
            Optional<LedgerItem> item = ledger.find(key);
            List<String> results = pipeline.keysUnder(key.resultsPrefix());
            String state = item.map(i ->
                            i.state() + i.failure().map(f -> "/" + f.reason()).orElse(""))
                    .orElse("not in the ledger");
            String said = key + " is " + state + " with " + results.size() + " objects after " + life.steps();
            boolean right = switch (life.last()) {
                case Life.Step.Delete() ->
                    item.filter(i -> i.state() != State.DELETED).isEmpty() && results.isEmpty();
                case Life.Step.PutPoison() ->
                    item.filter(i -> i.state() == State.REJECTED && isOfTheLastUpload(i))
                                    .isPresent()
                            && item.filter(this::isInTheManifest).isPresent();
                case Life.Step.Put(int number) ->
                    item.filter(i -> i.state() == State.READY && isOfTheLastUpload(i) && shows(i, number))
                                    .isPresent()
                            && item.filter(this::isInTheManifest).isPresent();
            };
            return right ? Optional.empty() : Optional.of(said);
        }

        private boolean isOfTheLastUpload(LedgerItem item) {
            Optional<String> last = uploader.lastVersion(item.key());
            return last.equals(Optional.of(item.generation().text()))
                    && last.equals(item.published().map(Generation::text));
        }

        private boolean isInTheManifest(LedgerItem item) {
            return pipeline.findManifest(item.key())
                    .filter(manifest -> item.state().name().equals(manifest.get("state"))
                            && manifest.get("original") instanceof Map<?, ?> original
                            && item.generation().text().equals(original.get("generation")))
                    .isPresent();
        }

        private boolean shows(LedgerItem item, int number) {
            return item.variants().stream()
                    .filter(v -> v.name().equals("small"))
                    .map(PublishedVariant::dimensions)
                    .anyMatch(Life.sizeOf(number)::equals);
        }

        private Promises promises() {
            for (Life life : lives) {
                onlooker.look(life.key());
            }
            Promises promises = new Promises();
            promises.add(
                    "an uploaded photo is never lost, the last upload wins",
                    lives.size() + " photos, " + uploader.steps() + " uploads and deletes",
                    lives.stream()
                            .filter(life -> !(life.last() instanceof Life.Step.Delete))
                            .flatMap(life -> wrong(life).stream())
                            .toList());
            promises.add(
                    "nothing half-published",
                    onlooker.reads() + " reads of manifest and ledger, " + onlooker.objects() + " objects hashed",
                    onlooker.missing());
            promises.add("nothing mixed", "the same reads", onlooker.mixed());
            List<String> notGone = new ArrayList<>(onlooker.resurrected());
            List<Life> deleted = lives.stream()
                    .filter(life -> life.last() instanceof Life.Step.Delete)
                    .toList();
            deleted.forEach(life -> wrong(life).ifPresent(notGone::add));
            promises.add("a delete stays deleted", deleted.size() + " photos deleted for good", notGone);
            promises.add(
                    "no healthy photo is rejected, every poison one is",
                    count(Life.Step.Put.class) + " healthy, " + count(Life.Step.PutPoison.class) + " poison",
                    misjudged());
            promises.add(
                    "a second reconcile finds nothing to put right but leftovers, a third nothing",
                    leftToPutRight.values().stream().mapToLong(Long::longValue).sum() + " photos",
                    leftToPutRight.entrySet().stream().map(Object::toString).toList());
            int dead = pipeline.deadLetters();
            promises.add(
                    "nothing dead-letters", dead + " dead letters", dead == 0 ? List.of() : List.of(dead + " of them"));
            return promises;
        }

        /// What the fire was made of: without any one of these it proves less than it says.
        Map<String, Long> ingredients() {
            Map<String, Long> ingredients = new LinkedHashMap<>();
            ingredients.put("kills of the image processor", (long) killer.processors());
            ingredients.put("kills of Lambda processes", (long) killer.lambdas());
            ingredients.put("events lost; with so few photos some seeds lose none", events.dropped());
            ingredients.put("messages more than events", events.told() - events.events());
            ingredients.put("troubles of the work volume", (long) volume.troubles());
            ingredients.put("requests to S3 that hung", s3.count(Fault.HANG));
            ingredients.put("requests to DynamoDB that hung", dynamoDb.count(Fault.HANG));
            for (Fault fault : List.of(Fault.ANSWER_LOST, Fault.THROTTLED)) {
                ingredients.put("requests: " + fault, s3.count(fault) + dynamoDb.count(fault));
            }
            return ingredients;
        }

        /// In the halves of the time after the fire, since nobody is warm while programs are killed all the time.
        void requireFlatMemory() {
            for (String program : pipeline.programs().keySet()) {
                assertThat(calmMb(program, 0.5, 1))
                        .as("memory of " + program + ", the second half beside the first")
                        .isLessThanOrEqualTo(MAX_GROWTH * calmMb(program, 0, 0.5));
            }
        }

        /// The median in a part of the time after the fire, both from 0 to 1.
        private double calmMb(String program, double from, double to) {
            double calm = (double) burnt.toMillis() / burnt.plus(healed).toMillis();
            return memory.medianMb(program, calm + from * (1 - calm), calm + to * (1 - calm));
        }

        private long count(Class<? extends Life.Step> last) {
            return lives.stream().filter(life -> last.isInstance(life.last())).count();
        }

        private List<String> misjudged() {
            return lives.stream()
                    .filter(life -> !(life.last() instanceof Life.Step.Delete))
                    .flatMap(life -> ledger.find(life.key()).stream()
                            .filter(item ->
                                    (item.state() == State.REJECTED) != (life.last() instanceof Life.Step.PutPoison)))
                    .map(item -> item.key() + " is " + item.state() + " " + item.failure())
                    .toList();
        }

        String heading() {
            return """
                    Fire test, seed %d: %d photos, %d kills (image processor %d, Lambda processes %d), %s on fire, in which \
                    %d photos got as they should be; with one reconcile all others %s later.

                    - events: %d, of these %d lost; %d messages told in any order
                    - S3: %s
                    - DynamoDB: %s
                    - work volume: %s
                    - memory, RSS in MB: image processor %s; Lambda %s; %s""".formatted(
                            options.seed(),
                            lives.size(),
                            killer.kills(),
                            killer.processors(),
                            killer.lambdas(),
                            seconds(burnt),
                            settledUnderFire,
                            seconds(healed),
                            events.events(),
                            events.dropped(),
                            events.told(),
                            told(s3),
                            told(dynamoDb),
                            volume.told(),
                            memory("processor"),
                            memory("lambda_1"),
                            memory("lambda_2"));
        }

        /// While programs are killed all the time, none is ever warm.
        private String memory(String program) {
            return String.format(
                    Locale.ROOT,
                    "%.0f and %.0f (medians of the two halves of the time after the fire), %.0f at most",
                    calmMb(program, 0, 0.5),
                    calmMb(program, 0.5, 1),
                    memory.peakMb(program));
        }

        private static String seconds(Duration duration) {
            return duration.toSeconds() + " s";
        }

        private static String told(Weather weather) {
            List<String> counts = new ArrayList<>();
            for (Fault fault : Fault.values()) {
                if (fault != Fault.NONE) {
                    counts.add(weather.count(fault) + " " + fault);
                }
            }
            return weather.requests() + " requests, of these " + String.join(", ", counts);
        }
    }
}
