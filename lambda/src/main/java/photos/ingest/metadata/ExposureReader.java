package photos.ingest.metadata;

import com.drew.metadata.exif.ExifDirectoryBase;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import photos.ledger.Exposure;

/// How the photo was taken.
final class ExposureReader {
    private ExposureReader() {}

    static Exposure read(Tags tags) {
        Xmp xmp = tags.xmp();
        Optional<Double> seconds =
                exif(tags, ExifDirectoryBase.TAG_EXPOSURE_TIME).or(() -> xmp.positive("exif:ExposureTime"));
        return new Exposure(
                seconds.map(ExposureReader::text),
                seconds,
                rounded(exif(tags, ExifDirectoryBase.TAG_FNUMBER).or(() -> xmp.positive("exif:FNumber"))),
                IsoReader.read(tags),
                rounded(exif(tags, ExifDirectoryBase.TAG_FOCAL_LENGTH).or(() -> xmp.positive("exif:FocalLength"))),
                Tags.whole(exif(tags, ExifDirectoryBase.TAG_35MM_FILM_EQUIV_FOCAL_LENGTH)
                        .or(() -> xmp.positive("exif:FocalLengthIn35mmFilm"))),
                flash(tags));
    }

    private static Optional<Double> exif(Tags tags, int tag) {
        return tags.ofExif(kind -> tags.positive(kind, tag));
    }

    /// Bit 0 of the tag says whether it fired, bit 5 that there is none to fire (EXIF 2.32, tag 0x9209).
    private static Optional<Boolean> flash(Tags tags) {
        return tags.ofExif(kind ->
                        tags.numbers(kind, ExifDirectoryBase.TAG_FLASH).stream().findFirst())
                .map(n -> n.intValue() % 2 != 0)
                .or(() -> tags.xmp().text("exif:Flash/exif:Fired").map(fired -> fired.equalsIgnoreCase("true")));
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
