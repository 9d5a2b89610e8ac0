package photos.local.template;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The settings that the instance's user data writes for the image processor: the one here-document that ends with
/// `SETTINGS`, in the syntax of a systemd environment file.
final class ProcessorSettings {

    private static final Pattern HERE_DOCUMENT = Pattern.compile("(?ms)^cat > \\S+ <<'SETTINGS'\\n(.*?)^SETTINGS$");
    private static final Pattern LINE = Pattern.compile("([A-Z][A-Z0-9_]*)=(?:\"([^\"\\\\]*)\"|([^\"'\\\\\\s;]*))");

    private ProcessorSettings() {}

    static Map<String, String> of(Resource instance) throws UnreadableTemplate {
        Section properties = instance.properties();
        Matcher document = HERE_DOCUMENT.matcher(script(properties));
        if (!document.find()) {
            throw properties.refusal("has UserData that writes no settings; expected cat > file <<'SETTINGS' in it");
        }
        String lines = document.group(1);
        if (document.find()) {
            throw properties.refusal("has UserData with two here-documents SETTINGS; expected one");
        }
        return settings(properties, lines);
    }

    private static Map<String, String> settings(Section properties, String lines) throws UnreadableTemplate {
        Map<String, String> settings = new LinkedHashMap<>();
        for (String line : lines.lines().toList()) {
            Matcher setting = LINE.matcher(line);
            if (!setting.matches()) {
                throw properties.refusal("has the setting '" + line + "' in its UserData; expected NAME=value, or"
                        + " NAME=\"value\" where the value has blanks");
            }
            String value = setting.group(2) == null ? setting.group(3) : setting.group(2);
            if (settings.putIfAbsent(setting.group(1), value) != null) {
                throw properties.refusal("sets " + setting.group(1) + " twice in its UserData");
            }
        }
        return settings;
    }

    private static String script(Section properties) throws UnreadableTemplate {
        String userData = properties.text("UserData", "a script that writes the settings of the image processor");
        try {
            return new String(Base64.getDecoder().decode(userData), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw properties.refusal("has UserData that is not Base64; expected Fn::Base64");
        }
    }
}
