package photos.ingest.metadata;

import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.PanasonicRawIFD0Directory;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// How sensitive the sensor was set. One number of 16 bits says it (EXIF 2.32, tag 0x8827). Where it is too small
/// for that, one of three larger ones does, and SensitivityType says which (tags 0x8830 to 0x8833).
final class IsoReader {
    /// What the number of 16 bits says when it is larger than that.
    private static final int TOO_LARGE = 65_535;

    /// @param types the values of SensitivityType that name it
    private record Measure(int tag, String property, Set<Integer> types) {}

    /// In the order they are asked in where SensitivityType names none.
    private static final List<Measure> MEASURES = List.of(
            new Measure(
                    ExifDirectoryBase.TAG_RECOMMENDED_EXPOSURE_INDEX,
                    "exifEX:RecommendedExposureIndex",
                    Set.of(2, 4, 6, 7)),
            new Measure(
                    ExifDirectoryBase.TAG_STANDARD_OUTPUT_SENSITIVITY,
                    "exifEX:StandardOutputSensitivity",
                    Set.of(1, 4, 5, 7)),
            new Measure(ExifDirectoryBase.TAG_ISO_SPEED, "exifEX:ISOSpeed", Set.of(3, 5, 6, 7)));

    private IsoReader() {}

    static Optional<Integer> read(Tags tags) {
        Xmp xmp = tags.xmp();
        return fitting(exif(tags, ExifDirectoryBase.TAG_ISO_EQUIVALENT))
                .or(() -> measured(
                        exif(tags, ExifDirectoryBase.TAG_SENSITIVITY_TYPE), measure -> exif(tags, measure.tag())))
                .or(() -> fitting(
                        tags.positiveInteger(PanasonicRawIFD0Directory.class, PanasonicRawIFD0Directory.TagIso)))
                .or(() -> fitting(Tags.whole(xmp.positive("exifEX:PhotographicSensitivity"))))
                .or(() -> fitting(Tags.whole(xmp.positive("exif:ISOSpeedRatings"))))
                .or(() -> measured(
                        Tags.whole(xmp.positive("exifEX:SensitivityType")),
                        measure -> Tags.whole(xmp.positive(measure.property()))));
    }

    private static Optional<Integer> exif(Tags tags, int tag) {
        return tags.ofExif(kind -> tags.positiveInteger(kind, tag));
    }

    private static Optional<Integer> fitting(Optional<Integer> sensitivity) {
        return sensitivity.filter(s -> s != TOO_LARGE);
    }

    private static Optional<Integer> measured(
            Optional<Integer> type, Function<Measure, Optional<Integer>> sensitivity) {
        return MEASURES.stream()
                .sorted(Comparator.comparing(
                        m -> type.filter(m.types()::contains).isEmpty()))
                .flatMap(m -> sensitivity.apply(m).stream())
                .findFirst();
    }
}
