package photos.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What was run, in a file under `target/`.
final class Report {
    private Report() {}

    static void write(String name, Schedules.Outcome outcome) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("%,d schedules in %d s, %,d steps%n"
                .formatted(outcome.schedules(), outcome.took().toSeconds(), outcome.steps()));
        outcome.counts().forEach((what, count) -> text.append("%,12d %s%n".formatted(count, what)));
        text.append(outcome.broken().map(seed -> "broken by seed " + seed).orElse("every promise was kept"))
                .append(System.lineSeparator());
        Files.writeString(Path.of("target", name), text);
    }
}
