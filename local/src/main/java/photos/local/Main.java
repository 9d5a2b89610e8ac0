package photos.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import photos.cli.Photos;
import photos.local.pipeline.LocalClients;
import photos.local.pipeline.LocalPorts;
import photos.local.pipeline.LocalSettings;
import photos.local.template.UnreadableTemplate;

/// The `photos` command of a checkout: everything that works on any pipeline, and local mode.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Path project = Path.of(System.getProperty("photos.project", "."));
        List<Object> here = List.of(new LocalCommand(project, System.out), new EnvCommand(project, System.out));
        System.exit(
                Photos.commandLine(environment(project, System.getenv()), here).execute(arguments));
    }

    /// Without a pipeline in the environment, a local one at the usual ports is meant.
    private static Map<String, String> environment(Path project, Map<String, String> given) {
        if (given.containsKey("PHOTOS_BUCKET") || given.containsKey("PHOTOS_TABLE")) {
            return given;
        }
        try {
            LocalSettings settings = LocalSettings.of(project, LocalPorts.USUAL);
            Map<String, String> local = settings.environment(settings.stack(Optional.empty()));
            LocalClients.use(local);
            return local;
        } catch (UnreadableTemplate _) {
            return given; // the command that needs it says so
        }
    }
}
