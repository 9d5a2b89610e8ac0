package photos.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A model that never fails proves nothing: with any one rule of the protocol broken, some schedule breaks a promise.
class MutantsTest {
    private static final Path TABLE = Path.of("target", "mutants.txt");
    private static final int MAX_SCHEDULES = Integer.getInteger("mutant.schedules", 30_000);

    private static final Map<String, Supplier<Mutation>> MUTANTS = new TreeMap<>(Map.ofEntries(
            Map.entry("HEAD before the ledger is read", Mutations::headBeforeTheLedgerIsRead),
            Map.entry("an unfenced commit", Mutations::anUnfencedCommit),
            Map.entry("a commit fenced by the generation only", Mutations::aCommitFencedByGenerationOnly),
            Map.entry("no ledger read after LIST", () -> Mutations.noLedgerReadAfterTheList(false)),
            Map.entry(
                    "a manifest written without reading the ledger last",
                    Mutations::aManifestWrittenWithoutReadingTheLedgerLast),
            Map.entry("a duplicate that writes", Mutations::aDuplicateWrites),
            Map.entry("a joined job that returns the other's answer", Mutations::aJoinedJobReturnsTheOthersAnswer),
            Map.entry("a write that is the last word", Mutations::aWriteIsTheLastWord),
            Map.entry("an unconditional hand-over", Mutations::anUnconditionalHandOver),
            Map.entry("an attempt that is not given back", Mutations::noAttemptIsGivenBack),
            Map.entry("a commit that clears a suspect", Mutations::aCommitClearsASuspect),
            Map.entry("a job that goes on after a death", Mutations::aJobGoesOnAfterADeath),
            Map.entry("no photo rests after a death", Mutations::noPhotoRests),
            Map.entry("no attempt is counted", Mutations::noAttemptIsCounted)));

    @BeforeAll
    static void beginTheTable() throws IOException {
        Files.writeString(TABLE, "");
    }

    static Stream<String> mutants() {
        return MUTANTS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void a_schedule_finds(String mutant) throws IOException {
        Supplier<Mutation> mutation = MUTANTS.getOrDefault(mutant, () -> Mutation.NONE);
        Schedules.Outcome outcome = Schedules.fixedNumber(0, MAX_SCHEDULES, mutation);
        assertThat(outcome.broken()).as(mutant + ": not found").isPresent();
        long seed = outcome.broken().orElseThrow();
        String promise =
                new Schedule(seed, mutation.get(), false).run().broken().orElse("nothing, the second time");
        Files.writeString(
                TABLE,
                "%s: seed %d, after %,d schedules: %s%n".formatted(mutant, seed, outcome.schedules(), promise),
                StandardOpenOption.APPEND);
        assertThat(promise).isNotEqualTo("nothing, the second time");
    }
}
