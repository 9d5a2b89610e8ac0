package photos.local.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import photos.json.Json;
import photos.json.MalformedJson;
import photos.ledger.Attributes;

/// What has to become of a sample: attributes of its ledger item.
///
/// @param attributes names and values; what is not named may be anything
public record Expectation(Map<String, Object> attributes) {
    private static final double RELATIVE_TOLERANCE = 0.02;
    private static final double DEGREES_TOLERANCE = 0.0001;
    private static final Set<String> DEGREES = Set.of(Attributes.LATITUDE, Attributes.LONGITUDE);
    private static final Set<String> EXACT = Set.of(
            Attributes.UPRIGHT_WIDTH,
            Attributes.UPRIGHT_HEIGHT,
            Attributes.ORIENTATION,
            Attributes.ISO,
            Attributes.WIDTH,
            Attributes.HEIGHT);

    public Expectation {
        attributes = new TreeMap<>(attributes);
    }

    /// @throws IOException if it is not there or not JSON
    public static Expectation beside(Path sample) throws IOException {
        Path file = sample.resolveSibling(sample.getFileName() + Samples.EXPECTATION_SUFFIX);
        try {
            return new Expectation(Json.object(Files.readString(file, UTF_8)));
        } catch (MalformedJson e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /// What is otherwise in an item, a phrase each; none if all is as expected.
    public List<String> differences(Map<String, Object> item) {
        List<String> differences = new ArrayList<>();
        attributes.forEach((name, expected) -> {
            Optional<Object> actual = Optional.ofNullable(item.get(name));
            if (actual.filter(value -> agree(name, expected, value)).isEmpty()) {
                differences.add(
                        name + " is " + actual.map(Object::toString).orElse("absent") + ", expected " + expected);
            }
        });
        return differences;
    }

    private static boolean agree(String name, Object expected, Object actual) {
        if (!(expected instanceof Number wanted) || !(actual instanceof Number is)) {
            return expected.equals(actual);
        }
        double apart = Math.abs(wanted.doubleValue() - is.doubleValue());
        if (EXACT.contains(name)) {
            return apart == 0;
        }
        return apart
                <= (DEGREES.contains(name) ? DEGREES_TOLERANCE : RELATIVE_TOLERANCE * Math.abs(wanted.doubleValue()));
    }
}
