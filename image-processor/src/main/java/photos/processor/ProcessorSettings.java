package photos.processor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import photos.processor.preset.Presets;

/// The image processor's settings, from its environment.
///
/// @param bucket the photo bucket
/// @param table the ledger's table
/// @param host the address it listens at; every one of the machine's unless set
/// @param port where it answers; 0 for any
/// @param workDirectory on the work volume
/// @param presets what is made of each original
/// @param jobKeys what jobs may be signed with: the current key and, during a rotation, the previous one
/// @param operatorToken what the operator's requests bear
/// @param renderDeadline how long one photo may take
/// @param grace how long superseded variants stay
/// @param renderers most photos rendered at a time
/// @param heif whether HEIC and AVIF are decoded, if libheif is there
record ProcessorSettings(
        String bucket,
        String table,
        String host,
        int port,
        Path workDirectory,
        Presets presets,
        List<String> jobKeys,
        String operatorToken,
        Duration renderDeadline,
        Duration grace,
        int renderers,
        boolean heif) {

    /// @throws IllegalArgumentException naming the variable that is missing or wrong
    static ProcessorSettings from(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        return new ProcessorSettings(
                variables.text("PHOTOS_BUCKET"),
                variables.text("PHOTOS_TABLE"),
                environment.getOrDefault("PHOTOS_BIND", "0.0.0.0"),
                variables.number("PHOTOS_PORT", "8080", 0, 65535),
                Path.of(variables.text("PHOTOS_WORK_DIR")),
                variables.presets("PHOTOS_PRESETS"),
                variables.keys("PHOTOS_JOB_KEYS"),
                variables.text("PHOTOS_OPERATOR_TOKEN"),
                Duration.ofSeconds(variables.number("PHOTOS_RENDER_DEADLINE_SECONDS", "30", 1, 600)),
                Duration.ofSeconds(variables.number("PHOTOS_GRACE_SECONDS", "600", 0, 86_400)),
                variables.number(
                        "PHOTOS_RENDERERS",
                        Integer.toString(Runtime.getRuntime().availableProcessors()),
                        1,
                        256),
                variables.isOn("PHOTOS_HEIF"));
    }

    /// Without the secrets.
    @Override
    public String toString() {
        return "bucket " + bucket + ", table " + table + ", " + host + ":" + port + ", work directory " + workDirectory;
    }

    private record Variables(Map<String, String> environment) {
        String text(String name) {
            String value = environment.getOrDefault(name, "");
            if (value.isBlank()) {
                throw new IllegalArgumentException("the environment variable " + name + " is not set");
            }
            return value;
        }

        int number(String name, String usual, int least, int most) {
            String value = environment.getOrDefault(name, usual);
            if (!value.matches("\\d{1,6}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
                throw new IllegalArgumentException(
                        name + " is \"" + value + "\", expected a whole number from " + least + " to " + most);
            }
            return Integer.parseInt(value);
        }

        /// An empty key would sign nothing, and its job would fail rather than be refused.
        List<String> keys(String name) {
            List<String> keys = List.of(text(name).split(",", -1));
            if (keys.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException(
                        name + " has an empty part, expected one key, or two with a comma between them");
            }
            return keys;
        }

        /// Off unless set.
        boolean isOn(String name) {
            String value = environment.getOrDefault(name, "off");
            if (!value.equals("on") && !value.equals("off")) {
                throw new IllegalArgumentException(name + " is \"" + value + "\", expected \"on\" or \"off\"");
            }
            return value.equals("on");
        }

        Presets presets(String name) {
            try {
                return Presets.parse(text(name));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
            }
        }
    }
}
