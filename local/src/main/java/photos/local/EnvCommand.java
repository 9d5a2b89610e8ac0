package photos.local;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import photos.local.pipeline.LocalPorts;
import photos.local.pipeline.LocalSettings;
import photos.local.template.UnreadableTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `photos env`.
@Command(
        name = "env",
        mixinStandardHelpOptions = true,
        description = "Prints what lets aws, boto3 and SDKs work with the local pipeline.")
final class EnvCommand implements Callable<Integer> {
    private final Path project;
    private final PrintStream out;

    @Option(names = "--port-base", paramLabel = "N", description = "As given to photos local; ${DEFAULT-VALUE}.")
    private int portBase = LocalPorts.USUAL.base();

    /// @param project the checkout
    EnvCommand(Path project, PrintStream out) {
        this.project = project;
        this.out = out;
    }

    @Override
    public Integer call() throws UnreadableTemplate {
        LocalSettings settings = LocalSettings.of(project, new LocalPorts(portBase));
        settings.environment(settings.stack(Optional.empty()))
                .forEach((name, value) -> out.println("export " + name + "='" + value.replace("'", "'\\''") + "'"));
        return 0;
    }
}
