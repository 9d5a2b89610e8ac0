package photos.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// What the output is shown on.
final class Terminal {
    private static final int USUAL = 80;

    private Terminal() {}

    /// How many columns it has; nothing if the output goes into a file or to another program.
    static OptionalInt columns(Map<String, String> environment) {
        if (Optional.ofNullable(System.console()).filter(Console::isTerminal).isEmpty()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(number(environment.getOrDefault("COLUMNS", ""))
                .or(() -> lastWord(sttySize()).flatMap(Terminal::number))
                .orElse(USUAL));
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[1-9]\\d{0,4}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static Optional<String> lastWord(String text) {
        String[] words = text.strip().split("\\s+", -1);
        return words.length == 2 ? Optional.of(words[1]) : Optional.empty();
    }

    /// Rows and columns, as the system's own tool says; the JDK has no way to ask.
    private static String sttySize() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return stty.waitFor(1, TimeUnit.SECONDS)
                    ? new String(stty.getInputStream().readAllBytes(), US_ASCII)
                    : "";
        } catch (IOException _) {
            return "";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
