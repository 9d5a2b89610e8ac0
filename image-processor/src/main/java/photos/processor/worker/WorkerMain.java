package photos.processor.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import photos.json.MalformedJson;
import photos.processor.render.ThumbnailatorRenderer;
import photos.processor.worker.WorkerMessages.Answer;
import photos.processor.worker.WorkerMessages.Request;

/// A worker process: one request from standard input, one answer to standard output. Ends as soon as its input does, so
/// that it never outlives its parent.
public final class WorkerMain {
    private WorkerMain() {}

    public static void main(String[] arguments) throws IOException, MalformedJson {
        PrintStream answers = System.out;
        // Nothing that a library prints may look like an answer.
        System.setOut(System.err);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        String line = input.readLine();
        if (line == null) {
            return;
        }
        endWith(input);
        String answer = WorkerMessages.toJson(answer(Request.of(line)));
        answers.write((answer + "\n").getBytes(UTF_8));
        answers.flush();
    }

    private static Answer answer(Request request) {
        try {
            return new Answer.Outcome(new ThumbnailatorRenderer(request.limits())
                    .render(request.original(), request.orientation(), request.presets(), request.directory()));
        } catch (IOException e) {
            return new Answer.Failed(e.toString());
        }
    }

    private static void endWith(BufferedReader input) {
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            try {
                while (input.read() >= 0) {
                    // nothing more is expected
                }
            } catch (IOException e) {
                // the parent is gone as well
            }
            Runtime.getRuntime().halt(1);
        });
    }
}
