package photos.image;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Which cameras' raw file a TIFF is, by tags of its first directory. Its first picture is then no more than a preview,
/// or not developed.
///
/// @param dng whether it has the tag DNGVersion (0xC612, Adobe DNG Specification)
/// @param photometric its tag PhotometricInterpretation (0x0106), 0 if it has none
/// @param preview whether NewSubfileType (0x00FE) says that this is a reduced picture
/// @param subPictures whether it has the tag SubIFDs (0x014A)
/// @param make its tag Make (0x010F), empty if it has none
public record RawTiff(boolean dng, long photometric, boolean preview, boolean subPictures, String make) {
    private static final long COLOUR_FILTER_ARRAY = 32803;
    private static final long LINEAR_RAW = 34892;

    private static final Map<String, ImageFormat> BY_MAKER = Map.of(
            "nikon",
            ImageFormat.NEF,
            "sony",
            ImageFormat.ARW,
            "pentax",
            ImageFormat.PEF,
            "ricoh",
            ImageFormat.PEF,
            "samsung",
            ImageFormat.SRW);

    public Optional<ImageFormat> format() {
        boolean undeveloped = photometric == COLOUR_FILTER_ARRAY || photometric == LINEAR_RAW;
        if (dng) {
            return Optional.of(ImageFormat.DNG);
        }
        if (!undeveloped && !(preview && subPictures)) {
            return Optional.empty();
        }
        String maker = make.strip().toLowerCase(Locale.ROOT);
        Optional<ImageFormat> known = BY_MAKER.entrySet().stream()
                .filter(entry -> maker.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        // Nothing but a raw file is undeveloped; the one name that is none of a maker's is DNG's.
        return undeveloped ? known.or(() -> Optional.of(ImageFormat.DNG)) : known;
    }
}
