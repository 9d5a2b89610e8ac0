package photos.local.process;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Runs inside a child JVM, as a Java agent, and ends it when its parent is gone: nothing else would after a
/// `kill -9` of the parent. Needs nothing but the JDK.
public final class ParentWatch {
    private static final int STATUS = 143;
    private static final int GRACE_SECONDS = 10;
    private static final int LOOK_AGAIN_MILLIS = 250;

    private ParentWatch() {}

    /// Called by the JVM before the program's own `main`.
    ///
    /// @param parent the parent's process id
    public static void premain(String parent) {
        long expected = Long.parseLong(parent);
        Thread.ofPlatform().daemon().name("parent-watch").start(() -> watch(expected));
    }

    private static void watch(long expected) {
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (isParent(expected)) {
                boolean _ = never.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            }
            Thread.ofPlatform().daemon().name("parent-gone").start(() -> System.exit(STATUS));
            // Shutdown hooks may hang; the parent that would have killed us is no more.
            boolean _ = never.await(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(STATUS);
    }

    /// An orphan gets another parent at once, even while its own is not yet buried.
    private static boolean isParent(long expected) {
        return ProcessHandle.current().parent().map(ProcessHandle::pid).equals(Optional.of(expected));
    }
}
