package photos.local.process;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Runs inside a child JVM, as a Java agent, and ends it when its parent is gone: nobody else would after a
/// `kill -9` of the parent. Needs nothing but the JDK.
public final class ParentWatch {
    private static final int STATUS = 143;
    private static final int GRACE_SECONDS = 10;

    private ParentWatch() {}

    /// Called by the JVM before the program's own `main`.
    ///
    /// @param parent the parent's process id
    public static void premain(String parent) {
        Optional<ProcessHandle> handle = ProcessHandle.of(Long.parseLong(parent));
        if (handle.isEmpty()) {
            Runtime.getRuntime().halt(STATUS);
        }
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> {
            handle.orElseThrow().onExit().join();
            end();
        });
    }

    private static void end() {
        Thread.ofPlatform().daemon().name("parent-gone").start(() -> System.exit(STATUS));
        try {
            // Shutdown hooks may hang; the parent that would have killed us is no more.
            new CountDownLatch(1).await(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(STATUS);
    }
}
