package photos.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import photos.outage.Unavailable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/// The `photos` command: what a person asks of a running pipeline, here or on AWS.
public final class Photos {
    private Photos() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(System.getenv(), List.of()).execute(arguments));
    }

    /// The command line with all that works on any pipeline, and more.
    ///
    /// @param environment where bucket, table and queue are named
    /// @param more further commands
    public static CommandLine commandLine(Map<String, String> environment, List<Object> more) {
        CommandLine line = new CommandLine(new Root());
        PrintStream out = System.out;
        more.forEach(line::addSubcommand);
        line.addSubcommand(new UploadCommand(environment, out));
        line.addSubcommand("query", new QueryCommand(environment, out).spec());
        line.addSubcommand(new StatusCommand(environment, out, System.err));
        line.addSubcommand(new ReconcileCommand(environment, out, System.err));
        line.addSubcommand(new AuditCommand(environment, out, System.err));
        line.setExecutionExceptionHandler(Photos::explain);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    /// People get a sentence, not a stack trace.
    private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        String hint =
                failure instanceof Unavailable ? " (is the pipeline running, and is there room on its disk?)" : "";
        line.getErr().println("photos: " + failure.getMessage() + hint);
        return 1;
    }

    @Command(
            name = "photos",
            mixinStandardHelpOptions = true,
            version = "photos 0.1.0",
            description = "A photo in, thumbnails and metadata out.",
            subcommands = CommandLine.HelpCommand.class)
    private static final class Root implements Runnable {
        @CommandLine.Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            spec.commandLine().usage(System.out);
        }
    }
}
