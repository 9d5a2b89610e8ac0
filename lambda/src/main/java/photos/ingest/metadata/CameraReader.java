package photos.ingest.metadata;

import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import photos.ledger.Camera;

/// What took the photo.
final class CameraReader {
    private CameraReader() {}

    static Camera read(Tags tags) {
        Optional<String> make = tags.text(ExifIFD0Directory.class, ExifDirectoryBase.TAG_MAKE);
        Optional<String> model = tags.text(ExifIFD0Directory.class, ExifDirectoryBase.TAG_MODEL);
        return new Camera(make, model, CameraName.of(make, model), lens(tags));
    }

    private static Optional<String> lens(Tags tags) {
        return tags.text(ExifSubIFDDirectory.class, ExifDirectoryBase.TAG_LENS_MODEL)
                .or(() -> tags.xmp().text("exifEX:LensModel"))
                .or(() -> tags.xmp().text("aux:Lens"))
                .filter(CameraReader::names)
                .or(() -> specification(
                        tags.numbers(ExifSubIFDDirectory.class, ExifDirectoryBase.TAG_LENS_SPECIFICATION)));
    }

    /// Cameras without a contact to the lens write `----` or `0.0 mm f/0.0`.
    private static boolean names(String lens) {
        return lens.chars().anyMatch(c -> Character.isLetter(c) || (c >= '1' && c <= '9'))
                && !lens.matches("0(\\.0+)? ?mm.*0(\\.0+)?");
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
