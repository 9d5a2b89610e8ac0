package photos.ingest.metadata;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.XMPSchemaRegistry;
import com.drew.metadata.Metadata;
import com.drew.metadata.xmp.XmpDirectory;
import com.drew.metadata.xmp.XmpReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The properties of a file's XMP packets by path, such as `dc:title[1]`.
record Xmp(Map<String, String> properties) {
    private static final int MAX_NESTED = 64;

    /// The library compares each property with all of its siblings; items of lists it does not.
    private static final int MAX_NAMED = 10_000;

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,30})?(/\\d{1,15})?");

    /// Most attributes of an element, as every JDK before 24 had it. Since then it is 200, and editors that write each
    /// property as an attribute write more.
    private static final String ATTRIBUTE_LIMIT = "jdk.xml.elementAttributeLimit";

    private static final String MAX_ATTRIBUTES = "10000";

    /// The library has one parser, made when its class is first used, and nobody can set its limits but by a system
    /// property; so the property has its value only while that parser is made.
    ///
    /// @return the namespaces which the library knows of itself
    private static Set<?> makeParser() {
        String before = System.getProperty(ATTRIBUTE_LIMIT);
        System.setProperty(ATTRIBUTE_LIMIT, MAX_ATTRIBUTES);
        try {
            XMPMetaFactory.parseFromString("<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>");
            Map<?, ?> namespaces = XMPMetaFactory.getSchemaRegistry().getNamespaces();
            return Set.copyOf(namespaces.keySet());
        } catch (XMPException e) {
            throw new IllegalStateException("the XMP library does not read an empty packet", e);
        } finally {
            if (before == null) {
                System.clearProperty(ATTRIBUTE_LIMIT);
            } else {
                System.setProperty(ATTRIBUTE_LIMIT, before);
            }
        }
    }

    /// Made when the first packet comes: most photos have none, and no event waits for an XML parser without need.
    private static final class Parser {
        static final Set<?> NAMESPACES = makeParser();
    }

    /// Lets the library read a packet that has neither a document type, which can name other files, nor so many nested
    /// elements that the reader's recursion ends badly. What is no XMP at all is passed over.
    static void read(byte[] packet, Metadata metadata, Findings found) throws IOException {
        String xml = new String(packet, UTF_8);
        if (xml.indexOf('\0') >= 0 && xml.indexOf('\0') < xml.lastIndexOf('>')) {
            throw new IOException("it is not written in UTF-8");
        }
        if (xml.contains("<!DOCTYPE") || xml.contains("<!ENTITY")) {
            throw new IOException("it declares a document type, which XMP never has");
        }
        Outline outline = Outline.of(xml);
        if (outline.nested() > MAX_NESTED) {
            throw new IOException("its elements are nested more than " + MAX_NESTED + " deep");
        }
        if (outline.named() > MAX_NAMED) {
            throw new IOException("it has more than " + MAX_NAMED + " properties");
        }
        if (xml.contains("<rdf:RDF")) {
            Metadata alone = new Metadata();
            parse(packet, alone, found);
            alone.getDirectories().forEach(metadata::addDirectory);
        }
    }

    /// The library keeps every namespace it meets in a list that all photos share, and of two namespaces with
    /// one prefix the later gets another. So one packet is read at a time, and what it added to the list is
    /// gone before the next.
    private static synchronized void parse(byte[] packet, Metadata alone, Findings found) {
        XMPSchemaRegistry registry = XMPMetaFactory.getSchemaRegistry();
        Set<?> known = Parser.NAMESPACES;
        try {
            new XmpReader().extract(packet, alone);
            for (XmpDirectory directory : alone.getDirectoriesOfType(XmpDirectory.class)) {
                directory.getXmpProperties().forEach(found::property);
            }
        } finally {
            for (Object namespace : registry.getNamespaces().keySet()) {
                if (!known.contains(namespace)) {
                    registry.deleteNamespace(namespace.toString());
                }
            }
        }
    }

    /// A property's text, whether it is plain or the first of a list or of its languages.
    Optional<String> text(String path) {
        return Optional.ofNullable(properties.getOrDefault(path, properties.get(path + "[1]")))
                .flatMap(Texts::cleaned);
    }

    /// The same, if there is nothing but white space in it an empty one.
    Optional<String> textOrBlank(String path) {
        return text(path).or(() -> Optional.ofNullable(properties.get(path)).map(_ -> ""));
    }

    /// A number as XMP writes EXIF's: `28/10`, `2.8`, `28`; finite and more than zero, which everywhere means unknown.
    Optional<Double> positive(String path) {
        return number(path).filter(n -> n > 0);
    }

    /// The same, whatever its sign.
    Optional<Double> number(String path) {
        return text(path).map(Xmp::parsed).filter(Double::isFinite);
    }

    /// The numbers of a list, or of a text with spaces between them; not a number (NaN) where it is none.
    List<Double> numbers(String path) {
        return texts(path).stream()
                .flatMap(text -> Arrays.stream(text.split(" ", -1)))
                .map(Xmp::parsed)
                .toList();
    }

    /// Not a number (NaN) where the text is none, or divides by zero.
    private static double parsed(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return Double.NaN;
        }
        int slash = text.indexOf('/');
        double number = slash < 0
                ? Double.parseDouble(text)
                : Double.parseDouble(text.substring(0, slash)) / Double.parseDouble(text.substring(slash + 1));
        return Double.isFinite(number) ? number : Double.NaN;
    }

    /// All texts of a list, or the one that stands there plain.
    List<String> texts(String path) {
        List<String> texts = new ArrayList<>();
        Texts.cleaned(properties.getOrDefault(path, "")).ifPresent(texts::add);
        for (int i = 1; properties.containsKey(path + "[" + i + "]"); i++) {
            Texts.cleaned(properties.getOrDefault(path + "[" + i + "]", "")).ifPresent(texts::add);
        }
        return texts;
    }

    /// How deep a packet is nested, and how many elements beside RDF's own and attributes it has. Reading ends where
    /// nothing is closed any more.
    private record Outline(int nested, int named) {
        static Outline of(String xml) {
            int depth = 0;
            int deepest = 0;
            int named = 0;
            int end = -1;
            for (int at = xml.indexOf('<'); at >= 0 && at + 1 < xml.length(); at = xml.indexOf('<', at + 1)) {
                end = end < at ? xml.indexOf('>', at) : end;
                if (end < 0) {
                    break;
                }
                char next = xml.charAt(at + 1);
                if (next == '/') {
                    depth--;
                } else if (next != '?' && next != '!') {
                    depth += xml.charAt(end - 1) == '/' ? 0 : 1;
                    deepest = Math.max(deepest, depth);
                    named += xml.startsWith("rdf:", at + 1) ? 0 : 1;
                }
            }
            return new Outline(
                    deepest, named + (int) xml.chars().filter(c -> c == '=').count());
        }
    }
}
