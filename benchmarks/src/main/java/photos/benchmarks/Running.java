package photos.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A contender's process. It says `ready`, then answers each `go N` by the figures of N photos, until its input ends.
final class Running implements AutoCloseable {
    private final Contender contender;
    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;
    private final Path log;

    private Running(Contender contender, Process process, Path log) {
        this.contender = contender;
        this.log = log;
        this.process = process;
        this.commands = new OutputStreamWriter(process.getOutputStream(), UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    }

    static Running start(Contender contender, Path input, Path directory, Path log) throws IOException {
        List<String> command = contender.start().command(input, directory);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("VIPS_CONCURRENCY", "1");
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("MAGICK_THREAD_LIMIT", "1");
        Running running = new Running(contender, builder.start(), log);
        running.answer();
        return running;
    }

    Turn go(int photos) throws IOException {
        return asked("go " + photos, photos);
    }

    /// Two threads with that many photos each; the figures are for each photo of one thread.
    Turn twoAtOnce(int photos) throws IOException {
        return asked("two " + photos, photos);
    }

    /// The most memory that was resident, in 10^6 bytes.
    double peakMb() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
                .findFirst()
                .orElseThrow(() -> new IOException(status + " has no VmHWM"));
    }

    private Turn asked(String command, int photos) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        return Turn.parse(answer(), photos);
    }

    private String answer() throws IOException {
        return Optional.ofNullable(answers.readLine())
                .orElseThrow(() -> new IOException(contender.name() + " has ended, see " + log));
    }

    @Override
    public void close() throws IOException {
        try {
            commands.close();
        } finally {
            process.destroy();
        }
    }
}
