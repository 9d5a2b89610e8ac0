package photos.processor.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import photos.image.Orientation;
import photos.ledger.Reason;
import photos.ledger.Rendering;
import photos.outage.Unavailable;
import photos.processor.preset.Presets;

final class ThreadedRendererTest {
    private static final Path ANY = Path.of("any");
    private static final Rendering.Failure EMPTY = new Rendering.Failure(Reason.EMPTY, "nothing");

    @Test
    void virtual_threads_go_on_while_every_core_renders() throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        CountDownLatch rendering = new CountDownLatch(2 * cores);
        AtomicBoolean ended = new AtomicBoolean();
        Renderer busy = new ThreadedRenderer((_, _) -> {
            rendering.countDown();
            while (!ended.get()) {
                Thread.onSpinWait();
            }
            return new RenderOutcome.Unrenderable(EMPTY);
        });
        List<Thread> renders = new ArrayList<>();
        try {
            for (int i = 0; i < 2 * cores; i++) {
                renders.add(Thread.ofVirtual().start(() -> rendered(busy)));
            }
            rendering.await();
            Thread answer = Thread.ofVirtual().start(() -> {});
            assertThat(answer.join(Duration.ofSeconds(30))).isTrue();
        } finally {
            ended.set(true);
        }
        for (Thread render : renders) {
            render.join();
        }
    }

    @Test
    void what_a_render_throws_is_thrown_as_it_was() {
        assertThatThrownBy(() -> rendered(new ThreadedRenderer((_, _) -> {
                    throw new Unavailable("no room");
                })))
                .isInstanceOf(Unavailable.class)
                .hasMessage("no room");
        assertThatThrownBy(() -> new ThreadedRenderer((_, _) -> {
                            throw new IOException("the disk is full");
                        })
                        .render(new RenderTask(ANY, Orientation.UPRIGHT, Presets.DEFAULTS, ANY), Memory.UNSHARED))
                .isInstanceOf(IOException.class)
                .hasMessage("the disk is full");
        assertThatThrownBy(() -> rendered(new ThreadedRenderer((_, _) -> {
                    throw new StackOverflowError();
                })))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void an_interrupt_ends_no_render_and_is_kept() throws Exception {
        AtomicBoolean kept = new AtomicBoolean();
        Thread render = Thread.ofVirtual().start(() -> {
            Thread.currentThread().interrupt();
            assertThat(rendered(new ThreadedRenderer((_, _) -> new RenderOutcome.Unrenderable(EMPTY))))
                    .isEqualTo(new RenderOutcome.Unrenderable(EMPTY));
            kept.set(Thread.currentThread().isInterrupted());
        });
        render.join();
        assertThat(kept).isTrue();
    }

    private static RenderOutcome rendered(Renderer renderer) {
        try {
            return renderer.render(new RenderTask(ANY, Orientation.UPRIGHT, Presets.DEFAULTS, ANY), Memory.UNSHARED);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
