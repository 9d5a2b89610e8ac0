package photos.benchmarks.queries;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A kind of question.
///
/// @param text as in a URL
/// @param isFiltered whether part of it is answered by no index
record Question(String text, boolean isFiltered) {
    static final List<Question> ALL = List.of(
            byIndex(""),
            byIndex("from=2026-06-20&to=2026-06-26"),
            byIndex("from=2025-05&to=2025-05"),
            byIndex("from=2026-06-15"),
            byIndex("to=1999"),
            byIndex("camera=Nikon D800"),
            byIndex("camera=Nikon D800&from=2025-05&to=2025-05"),
            byIndex("camera=" + Stock.RARE_CAMERA),
            byIndex("camera=Canon EOS R5&missing=date"),
            byIndex("state=REJECTED"),
            filtered("from=2025-05-10T10:00Z&to=2025-05-12T10:00Z"),
            filtered("near=47.37,8.54&within=1"),
            filtered("near=47.37,8.54&within=20"),
            filtered("near=47.37,8.54&within=20&from=2025-05&to=2025-05"),
            filtered("near=-16.85,180&within=15"),
            filtered("near=47.37,8.54&within=20&missing=date"),
            filtered("reason=CORRUPT&state=REJECTED"),
            filtered("camera=Nikon D800&iso=3200-6400&f=1.8"),
            filtered("keyword=wedding"),
            filtered("missing=camera,position"));

    private static Question byIndex(String text) {
        return new Question(text, false);
    }

    private static Question filtered(String text) {
        return new Question(text, true);
    }

    Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : text.isEmpty() ? new String[0] : text.split("&", -1)) {
            int equals = parameter.indexOf('=');
            parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
        }
        return parameters;
    }
}
