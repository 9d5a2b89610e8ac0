package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.iptc.IptcDirectory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import photos.ledger.Description;

/// What somebody wrote about the photo: in EXIF, else in XMP, else in IPTC, else in a text of the container.
final class DescriptionReader {
    private static final Class<ExifIFD0Directory> EXIF = ExifIFD0Directory.class;
    private static final int RATING = 0x4746;
    private static final int MOST_KEYWORDS = 100;
    private static final int MOST_KEYWORD_CHARACTERS = 100;

    private final Tags tags;
    private final Map<String, String> texts;

    private DescriptionReader(Tags tags, Map<String, String> texts) {
        this.tags = tags;
        this.texts = texts;
    }

    static Description read(Tags tags, Map<String, String> texts) {
        DescriptionReader reader = new DescriptionReader(tags, texts);
        return new Description(
                reader.windows(ExifDirectoryBase.TAG_WIN_TITLE)
                        .or(() -> reader.elsewhere("dc:title", IptcDirectory.TAG_OBJECT_NAME, "Title")),
                reader.exif(ExifDirectoryBase.TAG_IMAGE_DESCRIPTION)
                        .or(() -> reader.elsewhere("dc:description", IptcDirectory.TAG_CAPTION, "Description")),
                reader.exif(ExifDirectoryBase.TAG_ARTIST)
                        .or(() -> reader.elsewhere("dc:creator", IptcDirectory.TAG_BY_LINE, "Author")),
                reader.exif(ExifDirectoryBase.TAG_COPYRIGHT)
                        .or(() -> reader.elsewhere("dc:rights", IptcDirectory.TAG_COPYRIGHT_NOTICE, "Copyright")),
                reader.keywords(),
                reader.rating());
    }

    private Optional<String> exif(int tag) {
        return tags.text(EXIF, tag);
    }

    private Optional<String> windows(int tag) {
        return tags.bytes(EXIF, tag).flatMap(b -> Texts.cleaned(new String(b, UTF_16LE)));
    }

    private Optional<String> elsewhere(String xmp, int iptc, String text) {
        return tags.xmp()
                .text(xmp)
                .or(() -> tags.text(IptcDirectory.class, iptc))
                .or(() -> Optional.ofNullable(texts.get(text)).flatMap(Texts::cleaned));
    }

    private NavigableSet<String> keywords() {
        List<String> written = windows(ExifDirectoryBase.TAG_WIN_KEYWORDS)
                .map(k -> Arrays.asList(k.split(";", MOST_KEYWORDS + 1)))
                .orElse(List.of());
        if (written.isEmpty()) {
            written = tags.xmp().texts("dc:subject");
        }
        if (written.isEmpty()) {
            written = tags.texts(IptcDirectory.class, IptcDirectory.TAG_KEYWORDS);
        }
        NavigableSet<String> keywords = new TreeSet<>();
        written.stream()
                .flatMap(k -> Texts.cleaned(k, MOST_KEYWORD_CHARACTERS).stream())
                .distinct()
                .limit(MOST_KEYWORDS)
                .forEach(keywords::add);
        return keywords;
    }

    /// 1 to 5; 0 means that nobody has rated it.
    private Optional<Integer> rating() {
        return tags.positiveInteger(EXIF, RATING)
                .or(() -> tags.xmp()
                        .text("xmp:Rating")
                        .filter(r -> r.matches("[1-5](\\.0+)?"))
                        .map(r -> r.charAt(0) - '0'))
                .filter(r -> r <= 5);
    }
}
