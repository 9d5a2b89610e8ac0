package photos.ingest.metadata;

import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.PanasonicRawIFD0Directory;
import com.drew.metadata.exif.makernotes.CanonMakernoteDirectory;
import com.drew.metadata.exif.makernotes.LeicaType5MakernoteDirectory;
import com.drew.metadata.exif.makernotes.NikonType2MakernoteDirectory;
import com.drew.metadata.exif.makernotes.OlympusEquipmentMakernoteDirectory;
import com.drew.metadata.exif.makernotes.PanasonicMakernoteDirectory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import photos.ledger.Camera;

/// What took the photo.
final class CameraReader {
    private static final Set<String> NO_NAME =
            Set.of("unknown", "none", "n/a", "no lens", "null", "manual lens no cpu");

    private CameraReader() {}

    static Camera read(Tags tags) {
        Optional<String> make = tags.text(ExifIFD0Directory.class, ExifDirectoryBase.TAG_MAKE)
                .or(() -> tags.text(PanasonicRawIFD0Directory.class, PanasonicRawIFD0Directory.TagMake))
                .or(() -> tags.xmp().text("tiff:Make"));
        Optional<String> model = tags.text(ExifIFD0Directory.class, ExifDirectoryBase.TAG_MODEL)
                .or(() -> tags.text(PanasonicRawIFD0Directory.class, PanasonicRawIFD0Directory.TagModel))
                .or(() -> tags.xmp().text("tiff:Model"));
        return new Camera(make, model, CameraName.of(make, model), lens(tags));
    }

    /// What the lens calls itself, in EXIF or XMP; else its specification; else what the maker's own notes say.
    private static Optional<String> lens(Tags tags) {
        return tags.text(ExifSubIFDDirectory.class, ExifDirectoryBase.TAG_LENS_MODEL)
                .filter(CameraReader::names)
                .or(() -> tags.xmp().text("exifEX:LensModel").filter(CameraReader::names))
                .or(() -> tags.xmp().text("aux:Lens").filter(CameraReader::names))
                .or(() -> specification(
                        tags.numbers(ExifSubIFDDirectory.class, ExifDirectoryBase.TAG_LENS_SPECIFICATION)))
                .or(() -> makerNote(tags));
    }

    /// Only texts and numbers that say it outright: a lens number of Canon's or Pentax' stands for several lenses.
    private static Optional<String> makerNote(Tags tags) {
        return Stream.of(
                        tags.text(CanonMakernoteDirectory.class, CanonMakernoteDirectory.TAG_LENS_MODEL),
                        tags.text(
                                OlympusEquipmentMakernoteDirectory.class,
                                OlympusEquipmentMakernoteDirectory.TAG_LENS_MODEL),
                        tags.text(PanasonicMakernoteDirectory.class, PanasonicMakernoteDirectory.TAG_LENS_TYPE),
                        tags.text(LeicaType5MakernoteDirectory.class, LeicaType5MakernoteDirectory.TagLensModel))
                .flatMap(Optional::stream)
                .filter(CameraReader::names)
                .findFirst()
                .or(() -> specification(
                        tags.numbers(NikonType2MakernoteDirectory.class, NikonType2MakernoteDirectory.TAG_LENS)));
    }

    /// Cameras without a contact to the lens write `----` or `0.0 mm f/0.0`.
    private static boolean names(String lens) {
        return lens.chars().anyMatch(c -> Character.isLetter(c) || (c >= '1' && c <= '9'))
                && !lens.matches("0(\\.0+)? ?mm.*0(\\.0+)?")
                && !NO_NAME.contains(lens.toLowerCase(Locale.ROOT));
    }

    /// Shortest and longest focal length, and the widest aperture at each (EXIF 2.32, tag 0xA432).
    private static Optional<String> specification(List<Double> numbers) {
        if (numbers.size() != 4 || !(numbers.get(0) > 0)) {
            return Optional.empty();
        }
        String length = range(numbers.get(0), numbers.get(1)) + "mm";
        return Optional.of(numbers.get(2) > 0 ? length + " f/" + range(numbers.get(2), numbers.get(3)) : length);
    }

    private static String range(double from, double to) {
        return to > from ? plain(from) + "-" + plain(to) : plain(from);
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
