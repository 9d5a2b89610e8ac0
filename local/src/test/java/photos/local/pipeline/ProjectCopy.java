package photos.local.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The checkout with another template: everything else is linked.
final class ProjectCopy {
    static final Path REAL = Path.of("..").toAbsolutePath().normalize();

    private static final List<String> LINKED =
            List.of("photos", "core", "lambda", "image-processor", "local", "samples");

    private ProjectCopy() {}

    /// @param directory where it is made
    /// @param replacements of texts that the template has to contain
    static Path with(Map<String, String> replacements, Path directory) throws IOException {
        String template = Files.readString(REAL.resolve("template.yaml"));
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            if (!template.contains(replacement.getKey())) {
                throw new IllegalArgumentException("the template does not contain: " + replacement.getKey());
            }
            template = template.replace(replacement.getKey(), replacement.getValue());
        }
        return withTemplate(template, directory);
    }

    static Path withTemplate(String template, Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("template.yaml"), template);
        for (String name : LINKED) {
            Files.createSymbolicLink(directory.resolve(name), REAL.resolve(name));
        }
        return directory;
    }
}
