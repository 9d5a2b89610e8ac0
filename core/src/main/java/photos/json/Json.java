package photos.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/// Text and values: a JSON object is a `Map<String, Object>` whose values are `String`, `Number`, `Boolean`, `List`
/// or such maps again.
public final class Json {
    private static final JSON COMPACT = JSON.std;
    private static final JSON PRETTY = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT);

    private Json() {}

    /// @throws MalformedJson if the text is not one JSON object and nothing else
    public static Map<String, Object> object(String text) throws MalformedJson {
        try (JsonParser parser = COMPACT.createParser(text)) {
            // JSON's null is an object to the library.
            Map<String, Object> object = Optional.ofNullable(COMPACT.mapFrom(parser))
                    .orElseThrow(() -> new MalformedJson("expected a JSON object, got: null"));
            if (parser.nextToken() != null) {
                throw new MalformedJson("expected nothing behind the JSON object, got: " + excerpt(text));
            }
            return object;
        } catch (IOException e) {
            throw new MalformedJson("expected a JSON object, got: " + excerpt(text), e);
        }
    }

    /// On one line.
    public static String write(Map<String, ?> object) {
        return text(COMPACT, object);
    }

    /// For people to read.
    public static String pretty(Map<String, ?> object) {
        return text(PRETTY, object);
    }

    /// The text at a name of an object.
    ///
    /// @throws MalformedJson if it is missing or no text
    public static String text(Map<String, Object> object, String name) throws MalformedJson {
        if (object.get(name) instanceof String text) {
            return text;
        }
        throw new MalformedJson("expected text at \"" + name + "\", got: " + object.get(name));
    }

    private static String text(JSON style, Map<String, ?> object) {
        try {
            return style.asString(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String excerpt(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}
