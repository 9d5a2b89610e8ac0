package photos.ingest.metadata;

import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.PanasonicRawIFD0Directory;
import com.drew.metadata.exif.makernotes.CanonMakernoteDirectory;
import com.drew.metadata.exif.makernotes.FujifilmMakernoteDirectory;
import com.drew.metadata.exif.makernotes.LeicaType5MakernoteDirectory;
import com.drew.metadata.exif.makernotes.NikonType2MakernoteDirectory;
import com.drew.metadata.exif.makernotes.OlympusEquipmentMakernoteDirectory;
import com.drew.metadata.exif.makernotes.PanasonicMakernoteDirectory;
import com.drew.metadata.exif.makernotes.SonyType1MakernoteDirectory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HexFormat;
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

    /// What DNG adds to the first directory (Adobe, DNG Specification); the library has no names for it.
    private static final int DNG_UNIQUE_CAMERA_MODEL = 0xC614;

    private static final int DNG_LENS_INFO = 0xC630;

    /// What is longer, in millimetres, is no lens.
    private static final double LONGEST_MM = 100_000;

    private CameraReader() {}

    static Camera read(Tags tags) {
        Optional<String> make = tags.text(ExifIFD0Directory.class, ExifDirectoryBase.TAG_MAKE)
                .or(() -> tags.text(PanasonicRawIFD0Directory.class, PanasonicRawIFD0Directory.TagMake))
                .or(() -> tags.xmp().text("tiff:Make"));
        Optional<String> model = tags.text(ExifIFD0Directory.class, ExifDirectoryBase.TAG_MODEL)
                .or(() -> tags.text(PanasonicRawIFD0Directory.class, PanasonicRawIFD0Directory.TagModel))
                .or(() -> tags.xmp().text("tiff:Model"))
                .or(() -> tags.text(ExifIFD0Directory.class, DNG_UNIQUE_CAMERA_MODEL));
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
                .or(() -> specification(tags.numbers(ExifIFD0Directory.class, DNG_LENS_INFO)))
                .or(() -> specification(tags.xmp().numbers("exifEX:LensSpecification")))
                .or(() -> specification(tags.xmp().numbers("aux:LensInfo")))
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
                        tags.numbers(NikonType2MakernoteDirectory.class, NikonType2MakernoteDirectory.TAG_LENS)))
                .or(() -> specification(fujifilms(tags)))
                .or(() -> tags.bytes(SonyType1MakernoteDirectory.class, SonyType1MakernoteDirectory.TAG_LENS_SPEC)
                        .flatMap(spec -> specification(sonys(spec))));
    }

    private static List<Double> fujifilms(Tags tags) {
        return Stream.of(
                        FujifilmMakernoteDirectory.TAG_MIN_FOCAL_LENGTH,
                        FujifilmMakernoteDirectory.TAG_MAX_FOCAL_LENGTH,
                        FujifilmMakernoteDirectory.TAG_MAX_APERTURE_AT_MIN_FOCAL,
                        FujifilmMakernoteDirectory.TAG_MAX_APERTURE_AT_MAX_FOCAL)
                .map(tag -> tags.positive(FujifilmMakernoteDirectory.class, tag).orElse(Double.NaN))
                .toList();
    }

    /// Eight bytes of two decimal digits each: flags, the focal lengths in two bytes each, ten times the
    /// apertures, and flags again (as exiftool reads tag 0xB02A). A second number of 0 means that it is the
    /// same as the first.
    private static List<Double> sonys(byte[] spec) {
        String digits = HexFormat.of().formatHex(spec);
        return digits.matches("[0-9a-f]{2}\\d{12}[0-9a-f]{2}")
                ? List.of(
                        Double.parseDouble(digits.substring(2, 6)),
                        Double.parseDouble(digits.substring(6, 10)),
                        Double.parseDouble(digits.substring(10, 12)) / 10,
                        Double.parseDouble(digits.substring(12, 14)) / 10)
                : List.of();
    }

    /// Cameras without a contact to the lens write `----` or `0.0 mm f/0.0`.
    private static boolean names(String lens) {
        return lens.chars().anyMatch(c -> Character.isLetter(c) || (c >= '1' && c <= '9'))
                && !lens.matches("0(\\.0+)? ?mm.*0(\\.0+)?")
                && !NO_NAME.contains(lens.toLowerCase(Locale.ROOT));
    }

    /// Shortest and longest focal length, and the widest aperture at each (EXIF 2.32, tag 0xA432).
    private static Optional<String> specification(List<Double> numbers) {
        if (numbers.size() != 4 || !(numbers.get(0) > 0) || numbers.stream().anyMatch(n -> n > LONGEST_MM)) {
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
