package photos.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// The Java of this process, to run other programs with. Whatever it runs ends when this process does, even when this
/// one is killed ([ParentWatch]).
public final class Jvm {
    private static final Path SETSID = Path.of("/usr/bin/setsid");

    private final Path agent;

    private Jvm(Path agent) {
        this.agent = agent;
    }

    /// @param directory where to put the little jar that a child loads to watch its parent
    public static Jvm in(Path directory) {
        Path agent = directory.toAbsolutePath().resolve("parent-watch.jar");
        writeJar(agent, Map.of("Premain-Class", ParentWatch.class.getName()), List.of(ParentWatch.class));
        return new Jvm(agent);
    }

    /// A command line.
    ///
    /// @param options the JVM's own
    /// @param launch what follows them: `-jar` and a file, or a main class, and its arguments
    public List<String> command(List<String> options, List<String> launch) {
        List<String> command = new ArrayList<>();
        // In a session of its own: Ctrl-C at a terminal is for this process, which ends the others in order.
        if (Files.isExecutable(SETSID)) {
            command.add(SETSID.toString());
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-javaagent:" + agent + "=" + ProcessHandle.current().pid());
        command.addAll(options);
        command.addAll(launch);
        return command;
    }

    /// Writes a jar of single classes of ours, for the class path of a program that must not get the whole of it.
    public static void writeJar(Path jar, Map<String, String> attributes, List<Class<?>> classes) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        try {
            Files.createDirectories(jar.getParent());
            // Written aside and moved: a child of another run may just be reading it.
            Path part = Files.createTempFile(jar.getParent(), "part-", ".jar");
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(part), manifest)) {
                for (Class<?> type : classes) {
                    addClass(out, type);
                }
            }
            Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + jar + ": " + e.getMessage(), e);
        }
    }

    private static void addClass(JarOutputStream out, Class<?> type) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        try (InputStream bytes = type.getResourceAsStream("/" + file)) {
            if (bytes == null) {
                throw new IOException("the class file " + file + " is not on the class path");
            }
            out.putNextEntry(new JarEntry(file));
            bytes.transferTo(out);
            out.closeEntry();
        }
    }
}
