package photos.processor.job;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import photos.processor.render.Memory;
import photos.processor.render.RenderOutcome;
import photos.processor.render.RenderTask;
import photos.processor.render.Renderer;

/// Renders as another does, once it may.
final class HaltingRenderer implements Renderer {
    private final Renderer then;
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    HaltingRenderer(Renderer then) {
        this.then = then;
    }

    @Override
    public RenderOutcome render(RenderTask task, Memory memory) throws IOException {
        begun.countDown();
        await(mayGoOn);
        return then.render(task, memory);
    }

    void awaitBegun() {
        await(begun);
    }

    void goOn() {
        mayGoOn.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
