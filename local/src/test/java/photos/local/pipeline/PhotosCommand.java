package photos.local.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The launcher `./photos`, run as people run it: a process of its own.
///
/// @param directory where it is run, which gets its outputs
/// @param environment beside this process's own
/// @param launcher the script
record PhotosCommand(Path directory, Map<String, String> environment, Path launcher) {
    private static final int LONGEST_SECONDS = 120;
    private static final Pattern EXPORT = Pattern.compile("export (\\w+)='(.*)'");

    /// How a command ended.
    record Ended(int status, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    PhotosCommand {
        environment = Map.copyOf(environment);
    }

    /// The checkout's own.
    PhotosCommand(Path directory, Map<String, String> environment) {
        this(directory, environment, ProjectCopy.REAL.resolve("photos"));
    }

    /// The variables that `photos env` exports for a pipeline.
    static PhotosCommand of(Path directory, LocalPorts ports) throws Exception {
        Ended env = new PhotosCommand(directory, Map.of()).run("env", "--port-base", Integer.toString(ports.base()));
        if (env.status() != 0) {
            throw new IllegalStateException("photos env failed: " + env);
        }
        Map<String, String> variables = env.out()
                .lines()
                .map(EXPORT::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(m -> m.group(1), m -> m.group(2)));
        return new PhotosCommand(directory, variables);
    }

    Ended run(String... arguments) throws Exception {
        Process process = start(arguments);
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("photos " + Arrays.toString(arguments) + " did not end");
            }
            return new Ended(process.exitValue(), text("out"), text("err"));
        } finally {
            process.destroyForcibly();
        }
    }

    /// Starts it and does not wait; its outputs are in the files `out` and `err`.
    Process start(String... arguments) throws IOException {
        sayBuilt();
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    String text(String name) throws IOException {
        return Files.readString(directory.resolve(name), UTF_8);
    }

    /// Tests run on what Maven has just built: the launcher shall not begin another build inside that one.
    private static void sayBuilt() throws IOException {
        Path built = Path.of("target/built");
        if (!Files.exists(built)) {
            Files.createFile(built);
        }
        Files.setLastModifiedTime(built, FileTime.from(Instant.now()));
    }
}
