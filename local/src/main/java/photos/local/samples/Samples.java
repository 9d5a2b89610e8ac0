package photos.local.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import photos.storage.ObjectKey;
import photos.upload.Uploads.Upload;

/// The samples of a checkout.
public final class Samples {
    static final String EXPECTATION_SUFFIX = ".expected.json";

    private Samples() {}

    /// Every file that has its expectation beside it, to be put under `uploads/samples/`.
    ///
    /// @throws IOException if the directory cannot be read, or holds none
    public static List<Upload> in(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Upload> samples = files.filter(
                            file -> Files.exists(file.resolveSibling(file.getFileName() + EXPECTATION_SUFFIX)))
                    .sorted()
                    .map(file -> new Upload(file, new ObjectKey(ObjectKey.UPLOADS + "samples/" + file.getFileName())))
                    .toList();
            if (samples.isEmpty()) {
                throw new IOException("there are no samples in " + directory);
            }
            return samples;
        }
    }
}
