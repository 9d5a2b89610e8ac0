package photos.processor.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.List;
import photos.json.MalformedJson;
import photos.processor.heif.Libheif;
import photos.processor.nativelib.Search;
import photos.processor.render.Codecs;
import photos.processor.render.Memory;
import photos.processor.render.RenderTask;
import photos.processor.render.ThumbnailatorRenderer;
import photos.processor.turbo.TurboJpeg;
import photos.processor.worker.WorkerMessages.Answer;
import photos.processor.worker.WorkerMessages.Request;

/// A worker process: says that it has started, takes one request from standard input, and gives one answer to standard
/// output. Ends as soon as its input does, so that it never outlives its parent.
public final class WorkerMain {
    /// The argument that lets the worker decode HEIC and AVIF.
    static final String WITH_HEIF = "heif";

    /// Beyond the cost of one photo: code, threads, most of what a file may have.
    private static final long ELBOW_ROOM = 256 << 20;

    private WorkerMain() {}

    public static void main(String[] arguments) throws IOException, MalformedJson {
        PrintStream answers = System.out;
        // Nothing that a library prints may look like an answer.
        System.setOut(System.err);
        send(answers, WorkerMessages.STARTED);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        String line = input.readLine();
        if (line == null) {
            return;
        }
        endWith(input);
        Request request = Request.of(line);
        boolean decodesHeif = List.of(arguments).contains(WITH_HEIF);
        Search<Libheif> heif = decodesHeif ? Libheif.find() : Libheif.off();
        if (decodesHeif) {
            MemoryCeiling.raiseAtMost(request.limits().costBytes() + ELBOW_ROOM);
        }
        send(answers, WorkerMessages.toJson(answer(request, heif)));
    }

    /// On a line of its own, whatever native code has left there without an end.
    private static void send(PrintStream answers, String message) throws IOException {
        answers.write(("\n" + message + "\n").getBytes(UTF_8));
        answers.flush();
    }

    private static Answer answer(Request request, Search<Libheif> heif) {
        try {
            RenderTask task =
                    new RenderTask(request.original(), request.orientation(), request.presets(), request.directory());
            return new Answer.Outcome(new ThumbnailatorRenderer(request.limits(), new Codecs(TurboJpeg.find(), heif))
                    .render(task, Memory.UNSHARED));
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
