package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.drew.lang.Rational;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.Tag;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.xmp.XmpDirectory;
import java.lang.reflect.Array;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import photos.ledger.RawTags;

/// Every tag as it was read, as text: not as the library would describe it, which depends on the machine's language.
final class RawTagsReader {
    /// Of longer texts only the beginning is kept.
    private static final int MAX_CHARACTERS = 1_000;

    /// Longer lists, of makers' tables and of thumbnails' bytes, tell nobody anything and are left out. That is
    /// said, unless they are structure.
    private static final int MAX_NUMBERS = 500;

    private final Map<String, Map<String, String>> directories = new LinkedHashMap<>();
    private int bytes;
    private boolean truncated;

    private RawTagsReader(boolean truncated) {
        this.truncated = truncated;
    }

    /// Where a tag may be listed.
    private record Place(String directory, String tag) {}

    static RawTags read(Metadata metadata, Xmp xmp, Findings found) {
        RawTagsReader reader = new RawTagsReader(found.isTagLeftOut());
        Map<String, Integer> numbers = new HashMap<>();
        for (Directory directory : metadata.getDirectories()) {
            reader.truncated |= directory.hasErrors(); // behind which the library did not read on
            if (directory instanceof XmpDirectory) {
                continue; // Its only tag is no tag of the file: how many properties a packet has.
            }
            int number = numbers.merge(directory.getName(), 1, Integer::sum);
            for (Tag tag : directory.getTags()) {
                Optional.ofNullable(directory.getObject(tag.getTagType()))
                        .flatMap(value -> reader.text(directory, tag, value))
                        .ifPresent(text -> reader.add(text, places(tag, number)));
            }
        }
        found.texts().forEach((name, text) -> reader.add(text, List.of(new Place("Text", name))));
        xmp.properties().forEach((path, text) -> reader.add(text, List.of(new Place("XMP", path))));
        return new RawTags(Collections.unmodifiableMap(reader.directories), reader.truncated);
    }

    /// The first of a name counts, as everywhere. What the second directory of the same name says otherwise is
    /// kept too, as `Exif SubIFD (2)`; what only that one says is found where it would be if there were no other.
    ///
    /// @param number of the directory among those of its name
    private static List<Place> places(Tag tag, int number) {
        String directory = tag.getDirectoryName();
        String numbered = number == 1 ? directory : directory + " (" + number + ")";
        return List.of(
                new Place(directory, tag.getTagName()),
                new Place(numbered, tag.getTagName()),
                new Place(numbered, tag.getTagName() + " (" + tag.getTagTypeHex() + ")"));
    }

    /// @param places the first that does not say otherwise already takes it
    private void add(String text, List<Place> places) {
        Texts.cleaned(text, MAX_CHARACTERS)
                .ifPresent(value -> truncated |= places.stream().noneMatch(place -> keep(place, value)));
        truncated |=
                Texts.cleaned(text).filter(t -> t.length() > MAX_CHARACTERS).isPresent();
    }

    /// @return whether the tag says so now, or did before
    private boolean keep(Place place, String text) {
        String tag = Texts.cleaned(place.tag(), MAX_CHARACTERS).orElse("");
        Map<String, String> tags = directories.getOrDefault(place.directory(), Map.of());
        if (tag.isEmpty() || tags.containsKey(tag)) {
            return text.equals(tags.get(tag));
        }
        int more = length(tag) + length(text) + (tags.isEmpty() ? length(place.directory()) : 0);
        if (bytes + more > RawTags.MAX_BYTES) {
            return false;
        }
        bytes += more;
        directories
                .computeIfAbsent(place.directory(), _ -> new LinkedHashMap<>())
                .put(tag, text);
        return true;
    }

    private static int length(String text) {
        return text.getBytes(UTF_8).length;
    }

    private Optional<String> text(Directory directory, Tag tag, Object value) {
        if (isLong(value) && PictureStructure.has(directory, tag.getTagType())) {
            return Optional.empty();
        }
        if (directory instanceof ExifDirectoryBase) {
            if (tag.getTagType() == ExifDirectoryBase.TAG_USER_COMMENT) {
                return Tags.asBytes(value).map(Texts::ofUserComment).or(() -> text(value));
            }
            if (tag.getTagType() >= ExifDirectoryBase.TAG_WIN_TITLE
                    && tag.getTagType() <= ExifDirectoryBase.TAG_WIN_SUBJECT) {
                return Tags.asBytes(value).map(Texts::ofWindows).or(() -> text(value));
            }
        }
        return text(value);
    }

    private Optional<String> text(Object value) {
        if (!value.getClass().isArray()) {
            return Optional.of(single(value));
        }
        if (isLong(value)) {
            truncated = true;
            return Optional.empty();
        }
        StringJoiner numbers = new StringJoiner(" ");
        for (int i = 0; i < Array.getLength(value); i++) {
            Object element = Array.get(value, i);
            numbers.add(element == null ? "" : single(element));
        }
        return Optional.of(numbers.toString());
    }

    private static boolean isLong(Object value) {
        return value.getClass().isArray() && Array.getLength(value) > MAX_NUMBERS;
    }

    private static String single(Object value) {
        return switch (value) {
            case Rational r ->
                r.getDenominator() == 1 ? "" + r.getNumerator() : r.getNumerator() + "/" + r.getDenominator();
            case Byte b -> Integer.toString(b & 0xFF);
            default -> Tags.asText(value);
        };
    }
}
