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

    private static final String LAST_SETTING_OF_THE_PROCESSOR = "PHOTOS_RENDER_DEADLINE_SECONDS=30";
    private static final String LAST_SETTING_OF_THE_LAMBDA = "          PHOTOS_HTTP_TIMEOUT_SECONDS: '80'\n";
    private static final String VISIBILITY = "VisibilityTimeout: 660";

    private ProjectCopy() {}

    /// A replacement for [#with]: superseded variants are swept after so many seconds.
    static Map.Entry<String, String> grace(int seconds) {
        return processorSetting("PHOTOS_GRACE_SECONDS=" + seconds);
    }

    /// A replacement for [#with]: one setting more in the image processor's environment.
    static Map.Entry<String, String> processorSetting(String setting) {
        return Map.entry(LAST_SETTING_OF_THE_PROCESSOR, LAST_SETTING_OF_THE_PROCESSOR + "\n            " + setting);
    }

    /// A replacement for [#with]: what the Lambda gives back rests so long at most, unless it is asked to wait longer.
    static Map.Entry<String, String> longestRest(int seconds) {
        return Map.entry(
                LAST_SETTING_OF_THE_LAMBDA,
                LAST_SETTING_OF_THE_LAMBDA + "          PHOTOS_LONGEST_REST_SECONDS: '" + seconds + "'\n");
    }

    /// A replacement for [#with]: what a Lambda process held that was killed rests so long at most.
    static Map.Entry<String, String> longestRestOfTheKilled(int seconds) {
        return Map.entry(VISIBILITY, "VisibilityTimeout: " + seconds);
    }

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
