package photos.benchmarks.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.zip.ZipFile;
import photos.benchmarks.Project;

/// Starts the deployable jar under the official Runtime Interface Client again and again, on one processor, and prints
/// the medians: until it asks for work, until its first event is answered, and its second.
final class LambdaStart {
    private static final int RUNS = 10;
    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String HANDLER = "photos.ingest.IngestHandler::handleRequest";
    private static final String EVENT = """
            {"Records":[{"messageId":"1","receiptHandle":"r","body":"{\\"objectKey\\":\\"uploads/a.jpg\\"}",
             "attributes":{"ApproximateReceiveCount":"1"},"eventSource":"aws:sqs","awsRegion":"eu-central-1"}]}""";

    private LambdaStart() {}

    /// In milliseconds; the peak of resident memory in 10^6 bytes.
    private record Times(double init, double first, double second, double cpu, double peakMb) {}

    /// @param args flags for the function's JVM; `--cds` stands for an archive of the classes of a run before, `--aot`
    ///     for one that also has them linked and knows which methods were called (JEP 483 and 515)
    public static void main(String[] args) throws Exception {
        List<String> options = new ArrayList<>(List.of(args));
        if (options.remove("--cds")) {
            options.add("-XX:SharedArchiveFile=" + recorded("-XX:ArchiveClassesAtExit=", "lambda.jsa"));
        }
        if (options.remove("--aot")) {
            options.add("-XX:AOTCache=" + recorded("-XX:AOTCacheOutput=", "lambda.aot"));
        }
        run(options); // what is read from the disk now is in the page cache afterwards
        List<Times> runs = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            runs.add(run(options));
        }
        System.out.printf(Locale.ROOT, "lambda.jar has %,d bytes%n", Files.size(jar()));
        print("start to ready for work, ms", runs, Times::init);
        print("first event, ms", runs, Times::first);
        print("both, ms", runs, t -> t.init() + t.first());
        print("processor time of both, ms", runs, Times::cpu);
        print("second event, ms", runs, Times::second);
        print("peak memory, MB", runs, Times::peakMb);
    }

    private static void print(String what, List<Times> runs, ToDoubleFunction<Times> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        double median = (sorted[(RUNS - 1) / 2] + sorted[RUNS / 2]) / 2;
        System.out.printf(
                Locale.ROOT,
                "%-28s median %6.0f   least %6.0f   most %6.0f%n",
                what,
                median,
                sorted[0],
                sorted[RUNS - 1]);
    }

    private static Times run(List<String> options) throws IOException, InterruptedException {
        return run(options, Process::destroyForcibly);
    }

    private static Times run(List<String> options, Consumer<Process> end) throws IOException, InterruptedException {
        byte[] photo = Files.readAllBytes(Project.sample("phone-lens-and-position.jpg"));
        Path log = Project.target().resolve("lambda-start.log");
        try (Surroundings surroundings = Surroundings.start(photo)) {
            ProcessBuilder builder = new ProcessBuilder(command(options))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment(surroundings.address()));
            long start = System.nanoTime();
            Process process = builder.start();
            try {
                double init = (surroundings.awaitQuestion() - start) / 1e6;
                double first = event(surroundings);
                double cpu = process.toHandle()
                        .info()
                        .totalCpuDuration()
                        .orElseThrow()
                        .toMillis();
                double _ = surroundings.awaitQuestion();
                double second = event(surroundings);
                return new Times(init, first, second, cpu, peakMb(process));
            } finally {
                end.accept(process);
                process.waitFor();
            }
        }
    }

    /// Has the JVM write down the classes of a run as it ends.
    private static Path recorded(String option, String name) throws IOException, InterruptedException {
        Path archive = Project.target().resolve(name);
        Files.deleteIfExists(archive);
        run(List.of(option + archive), Process::destroy);
        if (!Files.exists(archive)) {
            throw new IllegalStateException("the JVM wrote no " + archive + ", see target/lambda-start.log");
        }
        return archive;
    }

    private static double event(Surroundings surroundings) throws InterruptedException {
        long start = System.nanoTime();
        String answer = surroundings.invoke(EVENT);
        if (!answer.equals("{\"batchItemFailures\":[]}")) {
            throw new IllegalStateException("the function answered " + answer + ", see target/lambda-start.log");
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private static double peakMb(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
                .sum();
    }

    /// Lambda's own flags: the first compiler only, the serial collector, 85 % of the memory for the heap.
    private static List<String> command(List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", "0"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx870m",
                "--enable-native-access=ALL-UNNAMED",
                "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=" + nativeLibrary()));
        command.addAll(options);
        command.addAll(List.of("-cp", jar() + ":" + runtime() + "/*", CLIENT, HANDLER));
        return command;
    }

    private static Path jar() {
        return Project.root().resolve("lambda/target/lambda.jar");
    }

    private static Path runtime() {
        return Project.root().resolve("local/parts/lambda-runtime/target/lib");
    }

    private static Path nativeLibrary() throws IOException {
        Path library = Project.target().resolve("libaws-lambda-jni.so");
        String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        try (var jars = Files.newDirectoryStream(runtime(), "aws-lambda-java-runtime-interface-client-*.jar");
                ZipFile client = new ZipFile(jars.iterator().next().toFile());
                var bytes =
                        client.getInputStream(client.getEntry("jni/libaws-lambda-jni.linux-" + processor + ".so"))) {
            Files.write(library, bytes.readAllBytes());
        }
        return library;
    }

    private static Map<String, String> environment(String address) {
        String http = "http://" + address;
        return Map.ofEntries(
                Map.entry("AWS_LAMBDA_RUNTIME_API", address),
                Map.entry("_HANDLER", HANDLER),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", "f"),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/f"),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "s"),
                Map.entry("AWS_LAMBDA_LOG_FORMAT", "JSON"),
                Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
                Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
                Map.entry("LAMBDA_TASK_ROOT", Project.target().toString()),
                Map.entry("AWS_REGION", "eu-central-1"),
                Map.entry("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "example"),
                Map.entry("AWS_ENDPOINT_URL_S3", http),
                Map.entry("AWS_ENDPOINT_URL_DYNAMODB", http),
                Map.entry("AWS_ENDPOINT_URL_SQS", http),
                Map.entry("PHOTOS_BUCKET", "photos"),
                Map.entry("PHOTOS_TABLE", "PhotoMetadata"),
                Map.entry("PHOTOS_QUEUE_URL", http + "/1/uploads"),
                Map.entry("PHOTOS_PROCESSOR_URL", http),
                Map.entry("PHOTOS_JOB_KEY", "a key of at least thirty-two characters"),
                Map.entry("PHOTOS_HTTP_TIMEOUT_SECONDS", "80"));
    }
}
