package photos.local.lambda;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import photos.json.Json;
import photos.json.MalformedJson;

/// Which messages of a batch a function says have failed: "Reporting batch item failures" in the Lambda Developer
/// Guide.
final class BatchAnswer {
    private BatchAnswer() {}

    /// Reads a function's answer. The whole batch has failed where the answer is no JSON, its list is none, or an
    /// identifier is missing, empty, or none of the batch's.
    ///
    /// @param ids the batch's message ids
    /// @return the failed ones; nothing where the whole batch has failed
    static Optional<Set<String>> failed(String body, Set<String> ids) {
        if (body.isBlank() || body.strip().equals("null")) {
            return Optional.of(Set.of());
        }
        try {
            return failed(Json.object(body).get("batchItemFailures"), ids);
        } catch (MalformedJson _) {
            return Optional.empty();
        }
    }

    private static Optional<Set<String>> failed(@Nullable Object failures, Set<String> ids) {
        if (failures == null) {
            return Optional.of(Set.of());
        }
        if (!(failures instanceof List<?> list)) {
            return Optional.empty();
        }
        Set<String> failed = new HashSet<>();
        for (Object failure : list) {
            if (failure instanceof Map<?, ?> item
                    && item.get("itemIdentifier") instanceof String id
                    && ids.contains(id)) {
                failed.add(id);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(failed);
    }
}
