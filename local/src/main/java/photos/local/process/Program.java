package photos.local.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What to run and how.
///
/// @param name for messages
/// @param environment the whole of it; nothing is inherited
/// @param directory the working directory, made if absent
/// @param log the file that gets both its outputs, appended to
/// @param grace how long it may take to end when asked, before it is killed
public record Program(
        String name, List<String> command, Map<String, String> environment, Path directory, Path log, Duration grace) {
    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
