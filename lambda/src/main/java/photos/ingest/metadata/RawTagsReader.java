package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.drew.lang.Rational;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.Tag;
import com.drew.metadata.exif.ExifDirectoryBase;
import java.lang.reflect.Array;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import photos.ledger.RawTags;

/// Every tag as it was read, as text: not as the library would describe it, which depends on the machine's language.
final class RawTagsReader {
    /// Of longer texts only the beginning is kept.
    private static final int MAX_CHARACTERS = 1_000;

    /// Longer lists, of makers' tables and of thumbnails' bytes, tell nobody anything and are left out.
    private static final int MAX_NUMBERS = 500;

    private final Map<String, Map<String, String>> directories = new LinkedHashMap<>();
    private int bytes;
    private boolean truncated;

    private RawTagsReader() {}

    /// @param texts what the container holds by name
    static RawTags read(Metadata metadata, Xmp xmp, Map<String, String> texts) {
        RawTagsReader reader = new RawTagsReader();
        for (Directory directory : metadata.getDirectories()) {
            for (Tag tag : directory.getTags()) {
                Optional.ofNullable(directory.getObject(tag.getTagType()))
                        .flatMap(value -> reader.text(directory, tag, value))
                        .ifPresent(text -> reader.add(directory.getName(), tag.getTagName(), text));
            }
        }
        texts.forEach((name, text) -> reader.add("Text", name, text));
        xmp.properties().forEach((path, text) -> reader.add("XMP", path, text));
        return new RawTags(Collections.unmodifiableMap(reader.directories), reader.truncated);
    }

    /// The first of a name counts, as everywhere.
    private void add(String directory, String tag, String text) {
        Optional<String> name = Texts.cleaned(tag, MAX_CHARACTERS);
        Optional<String> value = Texts.cleaned(text, MAX_CHARACTERS);
        boolean known = directories.getOrDefault(directory, Map.of()).containsKey(name.orElse(""));
        if (name.isEmpty() || value.isEmpty() || known) {
            return;
        }
        truncated |=
                Texts.cleaned(text).filter(t -> t.length() > MAX_CHARACTERS).isPresent();
        int more =
                length(name.get()) + length(value.get()) + (directories.containsKey(directory) ? 0 : length(directory));
        if (bytes + more > RawTags.MAX_BYTES) {
            truncated = true;
            return;
        }
        bytes += more;
        directories.computeIfAbsent(directory, _ -> new LinkedHashMap<>()).put(name.get(), value.get());
    }

    private static int length(String text) {
        return text.getBytes(UTF_8).length;
    }

    private Optional<String> text(Directory directory, Tag tag, Object value) {
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
        int count = Array.getLength(value);
        if (count > MAX_NUMBERS) {
            truncated = true;
            return Optional.empty();
        }
        StringJoiner numbers = new StringJoiner(" ");
        for (int i = 0; i < count; i++) {
            Object element = Array.get(value, i);
            numbers.add(element == null ? "" : single(element));
        }
        return Optional.of(numbers.toString());
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
