package photos.local.lambda;

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import photos.local.process.ChildProcess;
import photos.local.process.Jvm;
import photos.local.process.Program;
import photos.local.process.Running;

/// One run of one process of the function: what Lambda calls an execution environment.
final class LambdaProcess implements Running {
    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String NATIVE_LIBRARY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration START = Duration.ofSeconds(30);

    private final RuntimeApi api;
    private final ChildProcess child;
    private final Duration timeout;

    private LambdaProcess(RuntimeApi api, ChildProcess child, Duration timeout) {
        this.api = api;
        this.child = child;
        this.timeout = timeout;
    }

    static LambdaProcess start(LambdaSettings settings, RuntimeLibrary runtime, Jvm jvm, int number) {
        RuntimeApi api = RuntimeApi.start(
                settings.account().functionArn(settings.function().name()));
        try {
            ChildProcess child = ChildProcess.start(new Program(
                    "the Lambda process " + number,
                    command(settings, runtime, jvm),
                    settings.environment(number, api.address()),
                    settings.directory(),
                    settings.log(number),
                    GRACE));
            LambdaProcess process = new LambdaProcess(
                    api, child, Duration.ofSeconds(settings.function().timeoutSeconds()));
            CompletableFuture<Void> _ =
                    child.ended().thenAccept(status -> api.processGone("it ended with status " + status));
            return process;
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
    }

    private static List<String> command(LambdaSettings settings, RuntimeLibrary runtime, Jvm jvm) {
        return jvm.command(
                List.of(
                        "-Xmx" + heapMegabytes(settings.function().memoryMegabytes()) + "m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-D" + NATIVE_LIBRARY + "=" + runtime.nativeLibrary()),
                List.of(
                        "-cp",
                        settings.code() + File.pathSeparator + runtime.directory() + "/*",
                        CLIENT,
                        settings.function().handler()));
    }

    /// Lambda's memory is the whole process's; its Java runtimes give the heap 85 % of it.
    private static int heapMegabytes(int memoryMegabytes) {
        return memoryMegabytes * 85 / 100;
    }

    boolean awaitIdle(Duration atMost) throws InterruptedException {
        return api.awaitIdle(atMost);
    }

    /// Runs the function once. If it takes too long, the process is killed.
    Outcome invoke(String event) throws InterruptedException {
        Outcome outcome = api.invoke(event, timeout, START);
        if (outcome instanceof Outcome.TimedOut) {
            child.kill();
        }
        return outcome;
    }

    @Override
    public long pid() {
        return child.pid();
    }

    @Override
    public CompletableFuture<Integer> ended() {
        return child.ended();
    }

    @Override
    public void close() {
        child.close();
        api.close();
    }
}
