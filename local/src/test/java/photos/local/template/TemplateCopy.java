package photos.local.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The project's template, as it is or with a text replaced, read with fixed local names.
final class TemplateCopy {

    static final Path REAL = Path.of("../template.yaml");
    static final Target TARGET = new Target("local", "us-east-1", "000000000000");
    static final LocalNames NAMES = new FixedNames();

    private final Path file;

    private TemplateCopy(Path file) {
        this.file = file;
    }

    static TemplateCopy real() {
        return new TemplateCopy(REAL);
    }

    static TemplateCopy of(String yaml, Path directory) throws IOException {
        return new TemplateCopy(Files.writeString(directory.resolve("template.yaml"), yaml));
    }

    /// The real template with every `text` replaced, which must occur.
    static TemplateCopy with(String text, String replacement, Path directory) throws IOException {
        String original = Files.readString(REAL);
        if (!original.contains(text)) {
            throw new IllegalArgumentException("the template does not contain: " + text);
        }
        return of(original.replace(text, replacement), directory);
    }

    Stack stack() throws UnreadableTemplate {
        return TemplateReader.read(file, TARGET.environment(), TARGET.region(), TARGET.accountId(), NAMES);
    }

    ResolvedTemplate resolved() throws UnreadableTemplate {
        return resolved(NAMES);
    }

    ResolvedTemplate resolved(LocalNames names) throws UnreadableTemplate {
        return ResolvedTemplate.read(file, TARGET, names);
    }

    private static final class FixedNames implements LocalNames {

        private static final Map<String, String> PARAMETERS =
                Map.of("ArtifactBucket", "artifacts", "ProcessorJarSha256", "0".repeat(64));

        @Override
        public String queueUrl(String queueName) {
            return "http://127.0.0.1:9002/000000000000/" + queueName;
        }

        @Override
        public String processorHost() {
            return "127.0.0.1";
        }

        @Override
        public String secret(String secret, String key) {
            return "secret of " + secret + ", " + key;
        }

        @Override
        public Optional<String> parameter(String name) {
            return Optional.ofNullable(PARAMETERS.get(name));
        }
    }
}
