package photos.processor.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jetty.http.QuotedQualityCSV;
import photos.json.Json;
import photos.ledger.Attributes;
import photos.ledger.InvalidQuery;
import photos.ledger.Page;
import photos.ledger.PhotoCsv;
import photos.ledger.PhotoQuery;
import photos.ledger.PhotoSummary;
import photos.ledger.QueryLedger;
import photos.ledger.QueryText;
import photos.storage.ObjectKey;
import spark.Request;
import spark.Response;

/// `GET /photos` and `GET /photos/<object key>`: what the ledger knows; positions for the operator only.
final class PhotosApi {
    private static final Set<String> CSV = Set.of("text/csv", "text/*");
    private static final Set<String> KNOWN = Set.of("text/csv", "text/*", "application/json", "application/*", "*/*");

    private final QueryLedger ledger;
    private final Operator operator;

    PhotosApi(QueryLedger ledger, Operator operator) {
        this.ledger = ledger;
        this.operator = operator;
    }

    Object search(Request request, Response response) throws InvalidQuery {
        PhotoQuery query = QueryText.parse(parameters(request));
        if (query.near().isPresent()) {
            operator.require(request, "a search by place");
        }
        Page page = ledger.search(query);
        List<Map<String, Object>> photos = page.photos().stream()
                .map(PhotoSummary::attributes)
                .map(attributes -> visible(request, attributes))
                .toList();
        if (wantsCsv(request)) {
            response.type("text/csv; charset=utf-8");
            page.next().ifPresent(next -> response.header("X-Next", next));
            response.header("X-Index", page.index());
            response.header("X-Items-Read", Integer.toString(page.itemsRead()));
            response.header("X-Requests", Integer.toString(page.requests()));
            List<String> columns = columns(request);
            return PhotoCsv.line(columns) + PhotoCsv.lines(columns, photos);
        }
        response.type("application/json");
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("photos", photos);
        page.next().ifPresent(next -> json.put("next", next));
        json.put("index", page.index());
        json.put("itemsRead", page.itemsRead());
        json.put("requests", page.requests());
        return Json.write(json);
    }

    Object find(Request request, Response response) {
        ObjectKey key = RawPath.objectKey(request, "/photos/", "");
        Map<String, Object> item = ledger.attributes(key)
                .orElseThrow(() -> new ProblemException(404, "Not found", "the ledger has no photo " + key));
        response.type("application/json");
        return Json.write(visible(request, item));
    }

    private Map<String, Object> visible(Request request, Map<String, Object> attributes) {
        if (operator.sent(request)) {
            return attributes;
        }
        Map<String, Object> visible = new TreeMap<>(attributes);
        visible.keySet().removeAll(Attributes.PRIVATE);
        return visible;
    }

    private List<String> columns(Request request) {
        List<String> columns = new ArrayList<>(PhotoCsv.COLUMNS);
        if (!operator.sent(request)) {
            columns.removeAll(Attributes.PRIVATE);
        }
        return columns;
    }

    /// As forms are encoded, where a plus means a blank.
    ///
    /// @throws InvalidQuery naming what is given twice, and what is not encoded as it should be
    private static Map<String, String> parameters(Request request) throws InvalidQuery {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = Optional.ofNullable(request.queryString()).orElse("");
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            String[] parts = pair.split("=", 2);
            String name = decoded(parts[0], parts[0]);
            String value = decoded(parts[0], parts.length == 1 ? "" : parts[1]);
            String before = parameters.put(name, value);
            if (before != null) {
                throw new InvalidQuery(parts[0], before + "\" and \"" + value, "to be given once");
            }
        }
        return parameters;
    }

    private static String decoded(String name, String raw) throws InvalidQuery {
        try {
            return PercentEncoding.decode(raw.replace('+', ' '));
        } catch (IllegalArgumentException e) {
            throw new InvalidQuery(name, raw, "percent-encoded UTF-8: " + e.getMessage());
        }
    }

    /// Of the media types that the request accepts (RFC 9110, 12.5.1) the one with the greatest weight decides, of
    /// several the most exact; without any, or with none that is known here, the answer is JSON.
    private static boolean wantsCsv(Request request) {
        QuotedQualityCSV accepted = new QuotedQualityCSV(QuotedQualityCSV.MOST_SPECIFIC_MIME_ORDERING);
        Collections.list(request.raw().getHeaders("Accept")).forEach(accepted::addValue);
        return accepted.getValues().stream()
                .map(range -> range.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT))
                .filter(KNOWN::contains)
                .findFirst()
                .filter(CSV::contains)
                .isPresent();
    }
}
