package photos.ingest.metadata;

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

/// What somebody wrote about the photo. The Metadata Working Group maps description, artist, copyright, keywords
/// and rating. Of the title, and of what Windows and PNG have, the comment of the package says whose rule it is.
///
/// Several artists, and the copyright of the photographer and that of the editor, are joined by `; `.
///
/// IPTC goes before XMP where the digest by Photoshop says that it was changed by a program that knew no XMP.
final class DescriptionReader {
    private static final Class<ExifIFD0Directory> EXIF = ExifIFD0Directory.class;
    private static final int MAX_KEYWORDS = 100;
    private static final int MAX_KEYWORD_CHARACTERS = 100;

    private final Tags tags;
    private final Map<String, String> texts;

    private final boolean iptcFirst;

    private DescriptionReader(Tags tags, Findings found) {
        this.tags = tags;
        this.texts = found.texts();
        this.iptcFirst = found.iptcIsNewer();
    }

    static Description read(Tags tags, Findings found) {
        DescriptionReader reader = new DescriptionReader(tags, found);
        return new Description(
                reader.xmpOrIptc("dc:title", IptcDirectory.TAG_OBJECT_NAME)
                        .or(() -> reader.windows(ExifDirectoryBase.TAG_WIN_TITLE))
                        .or(() -> reader.container("Title")),
                reader.exif(ExifDirectoryBase.TAG_IMAGE_DESCRIPTION)
                        .or(() -> reader.xmpOrIptc("dc:description", IptcDirectory.TAG_CAPTION))
                        .or(() -> reader.windows(ExifDirectoryBase.TAG_WIN_COMMENT))
                        .or(() -> reader.container("Description")),
                reader.exif(ExifDirectoryBase.TAG_ARTIST)
                        .or(reader::artists)
                        .or(() -> reader.windows(ExifDirectoryBase.TAG_WIN_AUTHOR))
                        .or(() -> reader.container("Author")),
                reader.exif(ExifDirectoryBase.TAG_COPYRIGHT)
                        .or(() -> reader.xmpOrIptc("dc:rights", IptcDirectory.TAG_COPYRIGHT_NOTICE))
                        .or(() -> reader.container("Copyright")),
                reader.keywords(),
                reader.rating());
    }

    private Optional<String> exif(int tag) {
        return tags.text(EXIF, tag);
    }

    private Optional<String> windows(int tag) {
        return tags.bytes(EXIF, tag).map(Texts::ofWindows).flatMap(Texts::cleaned);
    }

    private Optional<String> container(String text) {
        return Optional.ofNullable(texts.get(text)).flatMap(Texts::cleaned);
    }

    private Optional<String> xmpOrIptc(String xmp, int iptc) {
        Optional<String> inIptc = tags.text(IptcDirectory.class, iptc);
        return iptcFirst && inIptc.isPresent() ? inIptc : tags.xmp().text(xmp).or(() -> inIptc);
    }

    private List<String> allOfXmpOrIptc(String xmp, int iptc) {
        List<String> inXmp = tags.xmp().texts(xmp);
        List<String> inIptc = tags.texts(IptcDirectory.class, iptc);
        return inXmp.isEmpty() || (iptcFirst && !inIptc.isEmpty()) ? inIptc : inXmp;
    }

    private Optional<String> artists() {
        return Texts.cleaned(String.join("; ", allOfXmpOrIptc("dc:creator", IptcDirectory.TAG_BY_LINE)));
    }

    private NavigableSet<String> keywords() {
        List<String> written = allOfXmpOrIptc("dc:subject", IptcDirectory.TAG_KEYWORDS);
        if (written.isEmpty()) {
            written = windows(ExifDirectoryBase.TAG_WIN_KEYWORDS)
                    .map(k -> Arrays.asList(k.split(";", MAX_KEYWORDS + 1)))
                    .orElse(List.of());
        }
        NavigableSet<String> keywords = new TreeSet<>();
        written.stream()
                .flatMap(k -> Texts.cleaned(k, MAX_KEYWORD_CHARACTERS).stream())
                .distinct()
                .limit(MAX_KEYWORDS)
                .forEach(keywords::add);
        return keywords;
    }

    /// 1 to 5; 0 means that nobody has rated it, and -1 that somebody has rejected it. XMP's own number decides.
    private Optional<Integer> rating() {
        Optional<Double> inXmp = tags.xmp().number("xmp:Rating");
        Optional<Integer> rating = inXmp.isPresent()
                ? inXmp.map(Double::intValue)
                : tags.positiveInteger(EXIF, ExifDirectoryBase.TAG_RATING);
        return rating.filter(r -> r >= 1 && r <= 5);
    }
}
