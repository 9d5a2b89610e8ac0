package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.drew.lang.ByteArrayReader;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import com.drew.metadata.exif.PanasonicRawIFD0Directory;
import com.drew.metadata.exif.makernotes.CanonMakernoteDirectory;
import com.drew.metadata.iptc.IptcReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import photos.image.ImageFormat;
import photos.image.Orientation;
import photos.ledger.Camera;
import photos.ledger.Description;
import photos.ledger.Exposure;
import photos.ledger.PhotoMetadata;
import photos.ledger.Picture;
import photos.ledger.RawTags;
import photos.storage.ObjectMoved;

/// Reads what a photo says about itself.
///
/// Content never makes it throw: what is broken or hostile is absent from the result and has a sentence among its
/// errors. It reads as few bytes as it can, 64 KB for most photos and 32 MB at most.
public final class MetadataReader {
    private static final int MAX_LIBRARY_ERRORS = 10;

    /// @throws ObjectMoved if the original is gone or another before all is read
    /// @throws photos.outage.Unavailable as the bytes' source does
    public PhotoMetadata read(OriginalBytes original) throws ObjectMoved {
        LazyBytes file = new LazyBytes(original);
        Findings found = new Findings();
        Optional<ImageFormat> format = found.attempt(
                "the first bytes", Optional.empty(), () -> ImageFormat.recognise(file.head(ImageFormat.MAGIC_BYTES)));
        if (format.isEmpty()) {
            found.error(file.size() == 0 ? "the file is empty" : "the file has no format that is known here");
            return PhotoMetadata.none(found.errors());
        }
        Metadata metadata = new Metadata();
        found.attempt("the file's structure", () -> walk(format.get(), file, metadata, found));
        readBlocks(metadata, found);
        ImageFormat exact = found.attempt("the kind of file", format.get(), () -> kind(format.get(), metadata, found));
        if (isTiff(format.get()) || exact == ImageFormat.CR3) {
            found.attempt(false, "the picture's size", () -> size(exact, file, metadata, found));
        }
        return assembled(exact, metadata, found);
    }

    private static void walk(ImageFormat format, LazyBytes file, Metadata metadata, Findings found) throws Exception {
        switch (format) {
            case JPEG -> JpegSegments.walk(file, found);
            case PNG -> PngChunks.walk(file, found);
            case GIF -> GifBlocks.walk(file, found);
            case WEBP -> WebpChunks.walk(file, found);
            case BMP -> BitmapHeader.read(file, found);
            case HEIC, AVIF -> HeifBoxes.walk(file, found);
            case CR3 -> CanonBoxes.walk(file, found);
            case RAF -> FujiRaw.walk(file, found);
            case TIFF, DNG, NEF, ARW, PEF, SRW, CR2, ORF, RW2 -> {
                if (TiffSize.isBig(file)) {
                    found.tagLeftOut("of a BigTIFF file only the size is read");
                } else {
                    BoundedExif.read(new WindowReader(file), metadata, found);
                    if (found.preview().isPresent()) {
                        JpegSegments.walkPreview(file, found.preview().get(), found);
                    }
                }
            }
        }
    }

    private static boolean isTiff(ImageFormat format) {
        return switch (format) {
            case TIFF, DNG, NEF, ARW, PEF, SRW, CR2, ORF, RW2 -> true;
            case JPEG, PNG, GIF, WEBP, BMP, HEIC, AVIF, CR3, RAF -> false;
        };
    }

    private static ImageFormat kind(ImageFormat format, Metadata metadata, Findings found) {
        return format == ImageFormat.TIFF ? RawPicture.format(metadata, found).orElse(format) : format;
    }

    private static void size(ImageFormat format, LazyBytes file, Metadata metadata, Findings found) throws Exception {
        if (format.isRaw()) {
            RawPicture.size(format, metadata, found);
        } else {
            TiffSize.read(file, found);
        }
    }

    /// Reading a block may find others in it: Photoshop's hold IPTC, EXIF holds any but itself.
    private static void readBlocks(Metadata metadata, Findings found) throws ObjectMoved {
        for (int i = 0; i < found.blocks().size(); i++) {
            Block block = found.blocks().get(i);
            found.attempt(block.kind().hasTags(), block.kind().label(), () -> readBlock(block, metadata, found));
        }
    }

    private static void readBlock(Block block, Metadata metadata, Findings found) throws Exception {
        byte[] bytes = block.bytes();
        switch (block.kind()) {
            case EXIF -> BoundedExif.read(new ByteArrayReader(withoutPreamble(bytes)), metadata, found);
            case EXIF_ALONE -> BoundedExif.read(new ByteArrayReader(bytes), metadata, ExifSubIFDDirectory.class, found);
            case GPS_ALONE -> BoundedExif.read(new ByteArrayReader(bytes), metadata, GpsDirectory.class, found);
            case CANON_ALONE ->
                BoundedExif.read(new ByteArrayReader(bytes), metadata, CanonMakernoteDirectory.class, found);
            case XMP -> Xmp.read(bytes, metadata, found);
            case IPTC -> new IptcReader().extract(new SequentialByteArrayReader(bytes), metadata, bytes.length);
            case PHOTOSHOP -> PhotoshopResources.read(bytes, found);
            case ICC -> IccProfile.description(bytes).ifPresent(found::profile);
        }
    }

    /// Some writers of other formats copy the whole segment of a JPEG.
    private static byte[] withoutPreamble(byte[] exif) {
        boolean preamble = exif.length > 6 && new String(exif, 0, 4, ISO_8859_1).equals("Exif");
        return preamble ? Arrays.copyOfRange(exif, 6, exif.length) : exif;
    }

    private static PhotoMetadata assembled(ImageFormat format, Metadata metadata, Findings found) throws ObjectMoved {
        Xmp xmp = new Xmp(found.properties());
        Tags tags = new Tags(metadata, xmp, found);
        Orientation orientation =
                found.attempt("the orientation", Orientation.UPRIGHT, () -> orientation(format, tags));
        return new PhotoMetadata(
                found.size().map(size -> new Picture(format, size, orientation)),
                found.attempt("the camera", Camera.UNKNOWN, () -> CameraReader.read(tags)),
                found.attempt("the exposure", Exposure.UNKNOWN, () -> ExposureReader.read(tags)),
                found.attempt("the time", Optional.empty(), () -> CaptureTimeReader.read(tags, found)),
                found.attempt("the position", Optional.empty(), () -> PositionReader.position(tags, found)),
                found.attempt("the altitude", Optional.empty(), () -> PositionReader.altitude(tags, found)),
                Optional.empty(),
                found.attempt("the description", Description.NONE, () -> DescriptionReader.read(tags, found)),
                found.profile(),
                found.attempt("the raw tags", RawTags.NONE, () -> RawTagsReader.read(metadata, xmp, found)),
                errors(metadata, found));
    }

    /// HEIC and AVIF are turned by their container alone, which the size already follows; their EXIF orientation is a
    /// leftover (ISO/IEC 23008-12, A.2.1). A thumbnail's orientation, in IFD1, is never the picture's.
    private static Orientation orientation(ImageFormat format, Tags tags) throws IOException {
        boolean turnedByContainer = format == ImageFormat.HEIC || format == ImageFormat.AVIF;
        return turnedByContainer
                ? Orientation.UPRIGHT
                : Stream.concat(
                                tags.numbers(ExifIFD0Directory.class, ExifDirectoryBase.TAG_ORIENTATION).stream(),
                                tags
                                        .numbers(
                                                PanasonicRawIFD0Directory.class,
                                                PanasonicRawIFD0Directory.TagOrientation)
                                        .stream())
                        .findFirst()
                        .map(n -> Orientation.ofExif(n.intValue()))
                        .orElse(Orientation.UPRIGHT);
    }

    /// Once everything has been looked for; the library's own come last.
    private static List<String> errors(Metadata metadata, Findings found) {
        int reported = 0;
        for (Directory directory : metadata.getDirectories()) {
            for (String error : directory.getErrors()) {
                if (reported++ < MAX_LIBRARY_ERRORS) {
                    found.error(directory.getName() + ": " + error);
                }
            }
        }
        return found.errors();
    }
}
