package photos.local.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import photos.local.account.LocalAccount;
import photos.local.template.LocalNames;
import photos.local.template.Stack;
import photos.local.template.TemplateReader;
import photos.local.template.UnreadableTemplate;

/// Where a local pipeline has its things.
///
/// @param project the checkout: the template, the samples and what the build made
/// @param data what is stored survives a restart here
public record LocalSettings(Path project, Path data, LocalPorts ports) {
    static final String ENVIRONMENT = "local";

    /// Where the data is, unless said otherwise: in the checkout.
    public static final String USUAL_DATA = ".photos";

    /// Of a local pipeline; AWS gives out no such account.
    public static final LocalAccount ACCOUNT = new LocalAccount("us-east-1", "000000000000", "local", "local-secret");

    public LocalSettings {
        project = project.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
    }

    /// With the data where it usually is.
    public static LocalSettings of(Path project, LocalPorts ports) {
        return new LocalSettings(project, project.resolve(USUAL_DATA), ports);
    }

    public Path template() {
        return project.resolve("template.yaml");
    }

    public Path samples() {
        return project.resolve("samples");
    }

    Path lambdaJar() {
        return project.resolve("lambda/target/lambda.jar");
    }

    Path processorJar() {
        return project.resolve("image-processor/target/image-processor.jar");
    }

    /// A copy of a deployable jar, which a build in another shell does not change under the processes that run from it.
    Path deployed(Path jar) throws IOException {
        Path copy = data.resolve("lib").resolve(jar.getFileName());
        Files.createDirectories(copy.getParent());
        return Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
    }

    Path dynamoDbLibrary() {
        return project.resolve("local/parts/dynamodb-local/target/lib");
    }

    Path lambdaRuntime() {
        return project.resolve("local/parts/lambda-runtime/target/lib");
    }

    /// The template's stack, as it would be on this machine.
    ///
    /// @param secrets what stands for the stack's secrets; not needed to tell names
    public Stack stack(Optional<LocalSecrets> secrets) throws UnreadableTemplate {
        return TemplateReader.read(
                template(), ENVIRONMENT, ACCOUNT.region(), ACCOUNT.number(), new Names(ports, secrets));
    }

    public String queueUrl(String queueName) {
        return new Names(ports, Optional.empty()).queueUrl(queueName);
    }

    /// What any program needs to work with this pipeline as if it were AWS.
    public Map<String, String> environment(Stack stack) {
        Map<String, String> environment = ACCOUNT.environment(
                LocalPorts.url(ports.s3()), LocalPorts.url(ports.dynamoDb()), LocalPorts.url(ports.sqs()));
        environment.put("PHOTOS_BUCKET", stack.bucket().name());
        environment.put("PHOTOS_TABLE", stack.table().name());
        environment.put("PHOTOS_QUEUE_URL", queueUrl(stack.mapping().queueName()));
        for (String setting : List.of("PHOTOS_PRESETS", "PHOTOS_GRACE_SECONDS")) {
            Optional.ofNullable(stack.processorSettings().get(setting))
                    .ifPresent(value -> environment.put(setting, value));
        }
        environment.put("PHOTOS_URL", LocalPorts.url(ports.processor()).toString());
        return environment;
    }

    /// Where the account's parts are, as the two programs see them.
    Map<String, String> surroundings(Between between) {
        Map<String, String> surroundings = ACCOUNT.environment(
                LocalPorts.url(ports.s3()), LocalPorts.url(ports.dynamoDb()), LocalPorts.url(ports.sqs()));
        between.putInto(surroundings);
        return surroundings;
    }

    /// @throws IllegalStateException if the build has not made what is to be run
    void requireBuilt() {
        for (Path made : new Path[] {lambdaJar(), processorJar(), dynamoDbLibrary(), lambdaRuntime()}) {
            if (!Files.exists(made)) {
                throw new IllegalStateException(
                        made + " is missing; build first: mvn -DskipTests package (./photos local does so by itself)");
            }
        }
    }

    private record Names(LocalPorts ports, Optional<LocalSecrets> secrets) implements LocalNames {
        private static final String NO_ARTIFACTS = "none";

        @Override
        public String queueUrl(String queueName) {
            return LocalPorts.url(ports.sqs()) + "/" + ACCOUNT.number() + "/" + queueName;
        }

        @Override
        public String processorHost() {
            return "127.0.0.1";
        }

        @Override
        public String secret(String secret, String key) {
            return secrets.map(LocalSecrets::jobKey).orElse("not-needed-for-names");
        }

        /// What is deployed comes from the build here and not from an artifact bucket.
        @Override
        public Optional<String> parameter(String name) {
            return switch (name) {
                case "ArtifactBucket" -> Optional.of(NO_ARTIFACTS);
                case "ProcessorJarSha256" -> Optional.of("0".repeat(64));
                default -> Optional.empty();
            };
        }
    }
}
