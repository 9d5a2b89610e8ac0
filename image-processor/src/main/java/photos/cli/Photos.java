package photos.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
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
    /// @param more objects whose methods are further commands
    public static CommandLine commandLine(Map<String, String> environment, List<Object> more) {
        CommandSpec photos = CommandSpec.forAnnotatedObject(new Root());
        CommandLine line = new CommandLine(photos);
        PrintStream out = System.out;
        more.forEach(commands -> addMethods(line, commands));
        addMethods(line, new UploadCommand(environment, out));
        addMethods(line, new QueryCommand(environment, out));
        addMethods(line, new StatusCommand(environment, out));
        line.setExecutionExceptionHandler(Photos::explain);
        line.setOut(new PrintWriter(out, true));
        return line;
    }

    private static void addMethods(CommandLine line, Object commands) {
        CommandLine.getCommandMethods(commands.getClass(), "").forEach(method -> {
            CommandLine command = new CommandLine(CommandSpec.forAnnotatedObject(commands).subcommands()
                    .get(method.getAnnotation(Command.class).name())
                    .getCommandSpec());
            line.addSubcommand(method.getAnnotation(Command.class).name(), command);
        });
    }

    /// People get a sentence, not a stack trace.
    private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
        String hint = failure instanceof Unavailable ? " (is the pipeline running? See \"photos local\")" : "";
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
