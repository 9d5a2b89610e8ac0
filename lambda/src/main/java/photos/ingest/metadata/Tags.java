package photos.ingest.metadata;

import com.drew.lang.Rational;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.StringValue;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The tags the library has read, by what they mean instead of how they were stored.
record Tags(Metadata metadata, Xmp xmp, Findings found) {
    /// What is larger, or nearer to zero without being zero, is nothing that a photo has. The ledger takes no more than
    /// 1e126, and no less than 1e-130.
    private static final double LARGEST = 1e30;

    private static final double SMALLEST = 1e-30;

    /// What tells how and when a photo was taken: the Exif directory, and in TIFF/EP (ISO 12234-2), which has
    /// none, the first directory of all. Never the second, which is of a thumbnail.
    private static final List<Class<? extends Directory>> OF_EXIF =
            List.of(ExifSubIFDDirectory.class, ExifIFD0Directory.class);

    /// The first answer that one of these directories has to a question about its kind.
    <T> Optional<T> ofExif(Function<Class<? extends Directory>, Optional<T>> question) {
        return OF_EXIF.stream().flatMap(kind -> question.apply(kind).stream()).findFirst();
    }

    /// The first directory of a kind that has a tag, alone: what belongs to a value is said beside it.
    Tags beside(Class<? extends Directory> kind, int tag) {
        Metadata alone = new Metadata();
        directories(kind)
                .filter(directory -> directory.containsTag(tag))
                .findFirst()
                .ifPresent(alone::addDirectory);
        return new Tags(alone, xmp, found);
    }

    /// The text of the first directory of a kind that has one.
    Optional<String> text(Class<? extends Directory> kind, int tag) {
        return texts(kind, tag).stream().findFirst();
    }

    /// The same, if there is nothing but white space in it an empty one.
    Optional<String> textOrBlank(Class<? extends Directory> kind, int tag) {
        return text(kind, tag)
                .or(() -> values(kind, tag).stream()
                        .filter(v -> v instanceof StringValue || v instanceof String)
                        .findFirst()
                        .map(_ -> ""));
    }

    /// All texts of a tag that may be repeated.
    List<String> texts(Class<? extends Directory> kind, int tag) {
        return values(kind, tag).stream()
                .filter(v -> v instanceof StringValue || v instanceof String)
                .flatMap(v -> Texts.cleaned(asText(v)).stream())
                .toList();
    }

    /// The numbers of the first directory that has any; not a number (NaN) where the file divides by zero, or names one
    /// that no photo has, which is an error.
    List<Double> numbers(Class<? extends Directory> kind, int tag) {
        List<Double> written = numbers(values(kind, tag));
        if (written.stream().anyMatch(n -> !n.isNaN() && !isBelievable(n))) {
            String name =
                    directories(kind).findFirst().map(d -> d.getTagName(tag)).orElse("a tag");
            found.error(name + " is too large or too small a number");
        }
        return written.stream().map(Tags::believed).toList();
    }

    /// The numbers of one directory.
    static List<Double> numbers(Directory directory, int tag) {
        return numbers(Optional.ofNullable(directory.getObject(tag))
                        .map(Tags::elements)
                        .orElse(List.of()))
                .stream()
                .map(Tags::believed)
                .toList();
    }

    private static double believed(double number) {
        return isBelievable(number) ? number : Double.NaN;
    }

    private static boolean isBelievable(double number) {
        double magnitude = Math.abs(number);
        return number == 0 || (magnitude >= SMALLEST && magnitude <= LARGEST);
    }

    private static List<Double> numbers(List<Object> values) {
        List<Double> numbers = new ArrayList<>();
        for (Object value : values) {
            switch (value) {
                case Rational r -> numbers.add(r.getDenominator() == 0 ? Double.NaN : r.doubleValue());
                case Number n -> numbers.add(n.doubleValue());
                default -> {}
            }
        }
        return numbers;
    }

    /// The first number, if it is one and more than zero, which everywhere means unknown.
    Optional<Double> positive(Class<? extends Directory> kind, int tag) {
        return numbers(kind, tag).stream().findFirst().filter(n -> n > 0);
    }

    /// The same as a whole number.
    Optional<Integer> positiveInteger(Class<? extends Directory> kind, int tag) {
        return whole(positive(kind, tag));
    }

    static Optional<Integer> whole(Optional<Double> number) {
        return number.filter(n -> n <= Integer.MAX_VALUE)
                .map(n -> (int) Math.round(n))
                .filter(n -> n > 0);
    }

    /// Bytes, whichever way the library keeps them.
    Optional<byte[]> bytes(Class<? extends Directory> kind, int tag) {
        return directories(kind)
                .flatMap(d -> Optional.ofNullable(d.getObject(tag)).stream())
                .flatMap(value -> asBytes(value).stream())
                .findFirst();
    }

    /// Undefined values are kept as bytes, and unsigned octets as wider numbers.
    static Optional<byte[]> asBytes(Object value) {
        return switch (value) {
            case byte[] bytes -> Optional.of(bytes);
            case short[] octets -> {
                byte[] bytes = new byte[octets.length];
                for (int i = 0; i < octets.length; i++) {
                    bytes[i] = (byte) octets[i];
                }
                yield Optional.of(bytes);
            }
            default -> Optional.empty();
        };
    }

    static String asText(Object value) {
        return value instanceof StringValue bytes ? Texts.decoded(bytes.getBytes()) : value.toString();
    }

    private List<Object> values(Class<? extends Directory> kind, int tag) {
        return directories(kind)
                .flatMap(d -> Optional.ofNullable(d.getObject(tag)).stream())
                .map(Tags::elements)
                .findFirst()
                .orElse(List.of());
    }

    private Stream<? extends Directory> directories(Class<? extends Directory> kind) {
        return StreamSupport.stream(metadata.getDirectories().spliterator(), false)
                .filter(kind::isInstance);
    }

    private static List<Object> elements(Object value) {
        if (!value.getClass().isArray()) {
            return List.of(value);
        }
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < Array.getLength(value); i++) {
            elements.add(Array.get(value, i));
        }
        return elements;
    }
}
