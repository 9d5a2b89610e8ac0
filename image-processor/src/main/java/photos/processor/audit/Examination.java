package photos.processor.audit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import photos.image.ImageFormat;
import photos.storage.Download;
import photos.storage.ObjectKey;

/// Looks through one object, whatever its name and declared type say it is.
final class Examination {
    private static final String MANIFEST = "/manifest.json";
    private static final int BUFFER_BYTES = 1 << 16;

    private Examination() {}

    /// @return what was found; empty if the object is clean
    static List<String> of(ObjectKey key, Download object) throws IOException {
        Findings findings = new Findings();
        try {
            check(key, object, findings);
        } catch (Damaged e) {
            findings.add("cannot be certified: " + e.getMessage());
        }
        return findings.list();
    }

    private static void check(ObjectKey key, Download object, Findings findings) throws IOException, Damaged {
        BufferedInputStream in = new BufferedInputStream(object.body(), BUFFER_BYTES);
        in.mark(ImageFormat.MAGIC_BYTES);
        Optional<ImageFormat> format = ImageFormat.recognise(in.readNBytes(ImageFormat.MAGIC_BYTES));
        in.reset();
        try {
            checkBytes(key, object, new Bytes(in), format, findings);
        } finally {
            new HeaderCheck(findings).run(object, format);
        }
    }

    private static void checkBytes(
            ObjectKey key, Download object, Bytes bytes, Optional<ImageFormat> format, Findings findings)
            throws IOException, Damaged {
        if (format.isEmpty() && key.value().endsWith(MANIFEST)) {
            new ManifestCheck(findings).run(bytes, object.size());
            return;
        }
        switch (format.orElseThrow(() -> new Damaged("neither a picture nor a manifest"))) {
            case JPEG -> new JpegCheck(bytes, findings).run();
            case PNG -> new PngCheck(bytes, findings).run();
            case WEBP -> new WebpCheck(bytes, findings).run();
            default ->
                throw new Damaged("a picture of a format that is never made here: "
                        + format.get().label());
        }
    }
}
