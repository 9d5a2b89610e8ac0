package photos.ingest.metadata;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A camera's name as people say it, from make and model as manufacturers write them: `NIKON CORPORATION` and
/// `NIKON D800` are one `Nikon D800`.
final class CameraName {
    /// The longer before the shorter that it begins with.
    private static final List<String> BRANDS = List.of(
            "Sony Ericsson",
            "Konica Minolta",
            "Phase One",
            "OM System",
            "Nikon",
            "Canon",
            "Sony",
            "Fujifilm",
            "Olympus",
            "Panasonic",
            "Leica",
            "Pentax",
            "Ricoh",
            "Kodak",
            "Minolta",
            "Samsung",
            "Apple",
            "Google",
            "Motorola",
            "Xiaomi",
            "Redmi",
            "Huawei",
            "Honor",
            "OnePlus",
            "Oppo",
            "Vivo",
            "Realme",
            "HTC",
            "LG",
            "HP",
            "Casio",
            "Hasselblad",
            "Sigma",
            "DJI",
            "GoPro",
            "Nokia",
            "Epson",
            "Asus",
            "Microsoft",
            "Sanyo",
            "Toshiba",
            "Polaroid",
            "Vivitar",
            "Agfa",
            "Mamiya",
            "Contax",
            "Insta360",
            "Lenovo",
            "BlackBerry",
            "Fairphone",
            "Nothing",
            "ZTE",
            "Meizu",
            "Alcatel",
            "Sharp",
            "Kyocera",
            "Parrot",
            "Garmin");

    /// Makers that write more or other than their brand before the rest.
    private static final List<String[]> MAKERS = List.of(
            new String[] {"eastman kodak", "Kodak"},
            new String[] {"hewlett-packard", "HP"},
            new String[] {"hewlett packard", "HP"},
            new String[] {"om digital solutions", "OM System"},
            new String[] {"fuji photo film", "Fujifilm"},
            new String[] {"asahi optical", "Pentax"},
            new String[] {"asahi pentax", "Pentax"},
            new String[] {"seiko epson", "Epson"},
            new String[] {"hmd global", "Nokia"},
            new String[] {"matsushita", "Panasonic"},
            new String[] {"research in motion", "BlackBerry"},
            new String[] {"lge", "LG"},
            new String[] {"arashi vision", "Insta360"},
            new String[] {"jk imaging", "Kodak"},
            new String[] {"raspberrypi", "Raspberry Pi"});

    /// Indexes of the ledger go by the name and take 2,048 bytes of it; a character has up to 3.
    private static final int MAX_CHARACTERS = 200;

    private static final Pattern LEGAL_FORM = Pattern.compile(
            "(?i)[\\s,]+(corporation|corp\\.?|company|co\\.?|ltd\\.?|limited|inc\\.?|ag|gmbh|imaging|electronics|"
                    + "technologies|techwin|optical|mobile|communications|camera|computer)$");
    private static final Pattern DIGITAL_CAMERA = Pattern.compile("(?i)\\s+(zoom\\s+)?digital (still )?camera$");

    /// `LG-H870`, `ASUS_Z01RD`.
    private static final Pattern SEPARATORS = Pattern.compile("^[\\s_-]+");

    private CameraName() {}

    static Optional<String> of(Optional<String> make, Optional<String> model) {
        return joined(make, model).flatMap(name -> Texts.cleaned(name, MAX_CHARACTERS));
    }

    private static Optional<String> joined(Optional<String> make, Optional<String> model) {
        Optional<String> brand = model.flatMap(CameraName::leadingBrand).or(() -> make.map(CameraName::brand));
        if (model.isEmpty() || brand.isEmpty()) {
            return brand.or(() -> model);
        }
        String rest =
                DIGITAL_CAMERA.matcher(without(brand.get(), make, model.get())).replaceAll("");
        return Optional.of(brand.get() + " " + rest);
    }

    private static String brand(String make) {
        String written = make.toLowerCase(Locale.ROOT);
        return MAKERS.stream()
                .filter(m -> written.startsWith(m[0]))
                .map(m -> m[1])
                .findFirst()
                .or(() -> leadingBrand(make))
                .orElseGet(() -> capitalised(withoutLegalForm(make)));
    }

    /// The brand a text begins with, as a word of its own.
    private static Optional<String> leadingBrand(String text) {
        return BRANDS.stream().filter(b -> startsWithWord(text, b)).findFirst();
    }

    private static String without(String brand, Optional<String> make, String model) {
        for (String word : List.of(make.orElse(brand), brand)) {
            if (startsWithWord(model, word)) {
                return SEPARATORS
                        .matcher(model.substring(word.length()))
                        .replaceFirst("")
                        .strip();
            }
        }
        return model;
    }

    private static boolean startsWithWord(String text, String word) {
        return text.regionMatches(true, 0, word, 0, word.length())
                && (text.length() == word.length() || !Character.isLetterOrDigit(text.charAt(word.length())));
    }

    private static String withoutLegalForm(String make) {
        String shorter = LEGAL_FORM.matcher(make).replaceFirst("").strip();
        return shorter.equals(make) ? make : withoutLegalForm(shorter);
    }

    private static String capitalised(String make) {
        boolean lower = make.equals(make.toLowerCase(Locale.ROOT)) && !make.isEmpty();
        return lower ? make.substring(0, 1).toUpperCase(Locale.ROOT) + make.substring(1) : make;
    }
}
