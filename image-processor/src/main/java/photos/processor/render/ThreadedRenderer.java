package photos.processor.render;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Renders on threads of its own. Requests are answered by virtual threads, which share as many carriers as there are
/// cores; a render never blocks, so on such a thread it would keep its carrier from all other requests until its end.
public final class ThreadedRenderer implements Renderer {
    private final Renderer renderer;
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("render-", 0).factory());

    public ThreadedRenderer(Renderer renderer) {
        this.renderer = renderer;
    }

    @Override
    public RenderOutcome render(RenderTask task, Memory memory) throws IOException {
        return await(threads.submit(() -> renderer.render(task, memory)));
    }

    /// An interrupt is kept until the render has ended: it still uses the caller's directory and memory.
    private static RenderOutcome await(Future<RenderOutcome> render) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return render.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException("a render threw what it does not declare", e);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
