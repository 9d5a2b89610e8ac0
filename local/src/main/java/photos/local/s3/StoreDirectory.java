package photos.local.s3;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;

/// Where the objects lie. Their types and ETags lie in extended attributes and their keys in file names, and both
/// would vanish silently where the system cannot hold them.
final class StoreDirectory {
    private static final String ATTRIBUTE = "photos.probe";

    private StoreDirectory() {}

    /// Makes the directory and checks that it can hold objects.
    ///
    /// @param fileNames the encoding of file names, the system property `sun.jnu.encoding`
    /// @throws UnfitDirectory if it cannot
    static Path prepare(Path directory, String fileNames) {
        if (!fileNames.equalsIgnoreCase("UTF-8")) {
            throw new UnfitDirectory("cannot store photos: file names are written in " + fileNames
                    + " under this locale, which has no letters but ASCII's; expected UTF-8: set LC_ALL=C.UTF-8");
        }
        Path absolute = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            probe(absolute);
            return absolute;
        } catch (IOException | UnsupportedOperationException e) {
            throw new UnfitDirectory(
                    "cannot store photos in " + absolute + ": no file with user extended attributes can be kept there ("
                            + e + "); expected a writable directory on a file system that has them, such as ext4",
                    e);
        }
    }

    private static void probe(Path directory) throws IOException {
        Path file = Files.createTempFile(directory.getParent(), ".probe-", "");
        try {
            UserDefinedFileAttributeView view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
            if (view == null) {
                throw new UnsupportedOperationException("the file system offers none");
            }
            byte[] written = "\u00fc".getBytes(StandardCharsets.UTF_8);
            view.write(ATTRIBUTE, ByteBuffer.wrap(written));
            ByteBuffer read = ByteBuffer.allocate(view.size(ATTRIBUTE));
            view.read(ATTRIBUTE, read);
            if (!read.flip().equals(ByteBuffer.wrap(written))) {
                throw new IOException("an attribute came back changed");
            }
        } finally {
            Files.delete(file);
        }
    }
}
