package photos.ingest.metadata;

import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.PanasonicRawIFD0Directory;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import photos.image.Dimensions;
import photos.image.ImageFormat;
import photos.image.RawTiff;

/// Which camera's raw file it is, and the size of the picture in it: that of the largest directory that is no preview,
/// as developed where it says so.
final class RawPicture {
    private static final int NEW_SUBFILE_TYPE = 0x00FE;
    private static final int DNG_VERSION = 0xC612;
    private static final int DNG_DEFAULT_CROP_SIZE = 0xC620;

    private RawPicture() {}

    static Optional<ImageFormat> format(Metadata metadata, Findings found) {
        Directory first = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        if (first == null) {
            return Optional.empty();
        }
        Tags tags = new Tags(metadata, new Xmp(Map.of()), found);
        return new RawTiff(
                        first.containsTag(DNG_VERSION),
                        number(first, ExifDirectoryBase.TAG_PHOTOMETRIC_INTERPRETATION),
                        isPreview(first),
                        directories(metadata).anyMatch(d -> d instanceof ExifSubIFDDirectory && area(d) > 0),
                        tags.text(ExifIFD0Directory.class, ExifDirectoryBase.TAG_MAKE)
                                .orElse(""))
                .format();
    }

    static void size(ImageFormat format, Metadata metadata, Findings found) {
        Directory panasonic = metadata.getFirstDirectoryOfType(PanasonicRawIFD0Directory.class);
        if (panasonic != null) {
            found.size(
                    number(panasonic, PanasonicRawIFD0Directory.TagSensorRightBorder)
                            - number(panasonic, PanasonicRawIFD0Directory.TagSensorLeftBorder),
                    number(panasonic, PanasonicRawIFD0Directory.TagSensorBottomBorder)
                            - number(panasonic, PanasonicRawIFD0Directory.TagSensorTopBorder));
            return;
        }
        // Canon's first directory is a preview that does not call itself one, and may be smaller than the picture.
        Optional<Dimensions> size = format == ImageFormat.CR2 ? canons(metadata) : Optional.empty();
        size.or(() -> largest(metadata))
                .ifPresentOrElse(
                        s -> found.size(s.width(), s.height()),
                        () -> found.error("the raw file does not say how large its picture is"));
    }

    private static Optional<Dimensions> canons(Metadata metadata) {
        return Optional.ofNullable(metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class))
                .flatMap(exif -> dimensions(
                        number(exif, ExifDirectoryBase.TAG_EXIF_IMAGE_WIDTH),
                        number(exif, ExifDirectoryBase.TAG_EXIF_IMAGE_HEIGHT)));
    }

    private static Optional<Dimensions> dimensions(long width, long height) {
        return width >= 1 && height >= 1 && width <= Integer.MAX_VALUE && height <= Integer.MAX_VALUE
                ? Optional.of(new Dimensions((int) width, (int) height))
                : Optional.empty();
    }

    private static Optional<Dimensions> largest(Metadata metadata) {
        return directories(metadata)
                .filter(d -> area(d) > 0 && !isPreview(d))
                .max(Comparator.comparingLong(RawPicture::area))
                .map(RawPicture::developed);
    }

    private static Dimensions developed(Directory directory) {
        List<Integer> crop = Tags.numbers(directory, DNG_DEFAULT_CROP_SIZE).stream()
                .filter(side -> side >= 1 && side <= Integer.MAX_VALUE)
                .map(side -> (int) Math.round(side))
                .toList();
        return crop.size() == 2
                ? new Dimensions(crop.getFirst(), crop.getLast())
                : new Dimensions((int) number(directory, ExifDirectoryBase.TAG_IMAGE_WIDTH), (int)
                        number(directory, ExifDirectoryBase.TAG_IMAGE_HEIGHT));
    }

    private static Stream<Directory> directories(Metadata metadata) {
        return StreamSupport.stream(metadata.getDirectories().spliterator(), false)
                .filter(d -> d instanceof ExifIFD0Directory || d instanceof ExifSubIFDDirectory);
    }

    private static boolean isPreview(Directory directory) {
        return (number(directory, NEW_SUBFILE_TYPE) & 1) == 1;
    }

    private static long area(Directory directory) {
        return dimensions(
                        number(directory, ExifDirectoryBase.TAG_IMAGE_WIDTH),
                        number(directory, ExifDirectoryBase.TAG_IMAGE_HEIGHT))
                .map(Dimensions::pixels)
                .orElse(0L);
    }

    private static long number(Directory directory, int tag) {
        return Tags.numbers(directory, tag).stream()
                .findFirst()
                .map(Double::longValue)
                .orElse(0L);
    }
}
