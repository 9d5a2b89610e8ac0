package photos.local.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives test classes one pipeline, which is started for the first and stopped after the last of them.
final class SharedPipeline implements ParameterResolver {
    /// How long superseded variants stay in the shared pipeline: tests wait for it.
    private static final int GRACE_SECONDS = 1;

    /// Tests wait for messages that failed before, however often, a quarter longer than this.
    private static final int LONGEST_REST_SECONDS = 15;

    /// What rests shortly is received often, and would rest the longer when its Lambda is killed. An invocation that
    /// takes longer is not ended: its message comes twice.
    static final int LONGEST_REST_OF_THE_KILLED_SECONDS = 20;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestPipeline.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedPipeline.class))
                .computeIfAbsent(SharedPipeline.class, _ -> new Running(), Running.class)
                .pipeline;
    }

    /// Closed by the store.
    private static final class Running implements AutoCloseable {
        private final Path directory;
        private final TestPipeline pipeline;

        Running() {
            try {
                this.directory = Files.createTempDirectory("photos");
                Path project = ProjectCopy.with(
                        Map.ofEntries(
                                ProjectCopy.grace(GRACE_SECONDS),
                                ProjectCopy.longestRest(LONGEST_REST_SECONDS),
                                ProjectCopy.longestRestOfTheKilled(LONGEST_REST_OF_THE_KILLED_SECONDS)),
                        directory.resolve("project"));
                this.pipeline = TestPipeline.start(project, directory.resolve("data"));
            } catch (Exception e) {
                throw new IllegalStateException("the shared pipeline did not start", e);
            }
        }

        @Override
        public void close() throws IOException {
            pipeline.close();
            Files.walkFileTree(directory, new Removing());
        }
    }

    private static final class Removing extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) {
            try {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
