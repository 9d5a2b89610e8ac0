package photos.ingest.metadata;

import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.PanasonicRawIFD0Directory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import photos.ledger.Exposure;

/// How the photo was taken.
final class ExposureReader {
    private static final Class<ExifSubIFDDirectory> EXIF = ExifSubIFDDirectory.class;

    /// What a 16-bit sensitivity says when it is larger than that.
    private static final int ISO_OVERFLOW = 65_535;

    private ExposureReader() {}

    static Exposure read(Tags tags) {
        Xmp xmp = tags.xmp();
        Optional<Double> seconds =
                tags.positive(EXIF, ExifDirectoryBase.TAG_EXPOSURE_TIME).or(() -> xmp.positive("exif:ExposureTime"));
        return new Exposure(
                seconds.map(ExposureReader::text),
                seconds,
                rounded(tags.positive(EXIF, ExifDirectoryBase.TAG_FNUMBER).or(() -> xmp.positive("exif:FNumber"))),
                iso(tags)
                        .or(() ->
                                tags.positiveInteger(PanasonicRawIFD0Directory.class, PanasonicRawIFD0Directory.TagIso))
                        .or(() -> whole(xmp.positive("exifEX:PhotographicSensitivity")))
                        .or(() -> whole(xmp.positive("exif:ISOSpeedRatings"))),
                rounded(tags.positive(EXIF, ExifDirectoryBase.TAG_FOCAL_LENGTH)
                        .or(() -> xmp.positive("exif:FocalLength"))),
                tags.positiveInteger(EXIF, ExifDirectoryBase.TAG_35MM_FILM_EQUIV_FOCAL_LENGTH)
                        .or(() -> whole(xmp.positive("exif:FocalLengthIn35mmFilm"))),
                flash(tags));
    }

    /// Bit 0 of the tag says whether it fired, bit 5 that there is none to fire (EXIF 2.32, tag 0x9209).
    private static Optional<Boolean> flash(Tags tags) {
        return tags.numbers(EXIF, ExifDirectoryBase.TAG_FLASH).stream()
                .findFirst()
                .map(n -> n.intValue() % 2 != 0)
                .or(() -> tags.xmp().text("exif:Flash/exif:Fired").map(fired -> fired.equalsIgnoreCase("true")));
    }

    private static Optional<Integer> whole(Optional<Double> number) {
        return number.filter(n -> n <= Integer.MAX_VALUE)
                .map(n -> (int) Math.round(n))
                .filter(n -> n > 0);
    }

    /// A sensitivity too large for its tag stands in one of the newer ones (EXIF 2.32, 4.6.5, tags 0x8831 to 0x8833).
    private static Optional<Integer> iso(Tags tags) {
        Optional<Integer> iso = tags.positiveInteger(EXIF, ExifDirectoryBase.TAG_ISO_EQUIVALENT);
        if (iso.filter(i -> i >= ISO_OVERFLOW).isEmpty()) {
            return iso;
        }
        return tags.positiveInteger(EXIF, ExifDirectoryBase.TAG_RECOMMENDED_EXPOSURE_INDEX)
                .or(() -> tags.positiveInteger(EXIF, ExifDirectoryBase.TAG_STANDARD_OUTPUT_SENSITIVITY))
                .or(() -> iso);
    }

    /// To two decimals, as people ask: telephones write fractions such as 1244236/699009 for 1.78.
    private static Optional<Double> rounded(Optional<Double> number) {
        return number.map(n ->
                        BigDecimal.valueOf(n).setScale(2, RoundingMode.HALF_UP).doubleValue())
                .filter(n -> n > 0);
    }

    /// `1/250` where the time is close to such a fraction, else `2.5`, `30`.
    static String text(double seconds) {
        long denominator = Math.round(1 / seconds);
        if (denominator > 1 && Math.abs(seconds * denominator - 1) < 0.01) {
            return "1/" + denominator;
        }
        BigDecimal exact = BigDecimal.valueOf(seconds);
        BigDecimal rounded = seconds < 1
                ? exact.round(new MathContext(3, RoundingMode.HALF_UP))
                : exact.setScale(1, RoundingMode.HALF_UP);
        return rounded.stripTrailingZeros().toPlainString();
    }
}
