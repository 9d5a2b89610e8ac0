package photos.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// The jars of the official Runtime Interface Client, and the native library in one of them. The library is taken out
/// of its jar because the client itself would put it at a fixed place under `/tmp`, which belongs to the first user of
/// the machine.
///
/// @param directory with the jars
/// @param nativeLibrary the one for this machine
record RuntimeLibrary(Path directory, Path nativeLibrary) {
    private static final String CLIENT = "aws-lambda-java-runtime-interface-client-";

    /// @param into where to put the native library
    static RuntimeLibrary open(Path directory, Path into) {
        Path absolute = directory.toAbsolutePath();
        try (JarFile client = new JarFile(client(absolute).toFile())) {
            String name = nativeName();
            JarEntry entry = client.getJarEntry("jni/" + name);
            if (entry == null) {
                throw new IOException("the Lambda runtime has no native library " + name
                        + "; it runs on Linux with an x86-64 or ARM64 processor");
            }
            Path library = into.toAbsolutePath().resolve(name);
            Files.createDirectories(library.getParent());
            Path part = Files.createTempFile(library.getParent(), "part-", ".so");
            try (InputStream bytes = client.getInputStream(entry)) {
                Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(part, library, StandardCopyOption.ATOMIC_MOVE);
            return new RuntimeLibrary(absolute, library);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot prepare the Lambda runtime in " + absolute + ": " + e.getMessage(), e);
        }
    }

    private static Path client(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IOException("there is no such directory; its jars are fetched by the build (mvn package)");
        }
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> clients = files.filter(
                            file -> file.getFileName().toString().startsWith(CLIENT))
                    .toList();
            if (clients.size() != 1) {
                throw new IOException("expected one " + CLIENT + "*.jar, found " + clients);
            }
            return clients.getFirst();
        }
    }

    private static String nativeName() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        return "libaws-lambda-jni." + (system.equals("linux") && isMusl() ? "linux_musl" : system) + "-" + processor
                + ".so";
    }

    private static boolean isMusl() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/lib"))) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith("ld-musl-"));
        }
    }
}
