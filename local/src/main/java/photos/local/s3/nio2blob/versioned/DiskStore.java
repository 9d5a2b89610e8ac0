package photos.local.s3.nio2blob.versioned;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;

/// Objects as files below a directory, their metadata in extended attributes, older versions beside them. S3Proxy can
/// do versions on disk but does not offer them, so as to promise no layout of files; here the store itself is the
/// only reader.
///
/// One thing it does not do by itself: it numbers versions from 1 in every run, so that after a restart an upload would
/// get the version id of another one and replace it. Here the numbers go on from the clock.
public final class DiskStore extends AbstractNio2BlobStore {

    /// @param directory absolute; below a relative one every listing is empty
    public DiskStore(Path directory) {
        super(requireAbsolute(directory));
        continueVersions();
    }

    private static void continueVersions() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        try {
            Field sequence = AbstractNio2BlobStore.class.getDeclaredField("VERSION_SEQUENCE");
            sequence.setAccessible(true);
            ((AtomicLong) Objects.requireNonNull(sequence.get(null))).updateAndGet(last -> Math.max(last, micros));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("this version of S3Proxy numbers versions otherwise than 4.1.0 does", e);
        }
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
