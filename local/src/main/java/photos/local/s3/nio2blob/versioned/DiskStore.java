package photos.local.s3.nio2blob.versioned;

import java.nio.file.Path;
import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;

/// Objects as files below a directory, their metadata in extended attributes, older versions beside them. S3Proxy can
/// do versions on disk but does not offer them, so as to promise no layout of files; here the store itself is the
/// only reader.
public final class DiskStore extends AbstractNio2BlobStore {

    /// @param directory absolute; below a relative one every listing is empty
    public DiskStore(Path directory) {
        super(requireAbsolute(directory));
    }

    private static Path requireAbsolute(Path directory) {
        if (!directory.isAbsolute()) {
            throw new IllegalArgumentException("expected an absolute directory, got: " + directory);
        }
        return directory;
    }

    @Override
    public boolean supportsVersioning() {
        return true;
    }

    @Override
    public boolean supportsServerSideEncryption() {
        return true;
    }

    @Override
    public boolean supportsBucketEncryption() {
        return true;
    }
}
