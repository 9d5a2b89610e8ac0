package photos.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import photos.json.Json;
import photos.json.MalformedJson;
import photos.ledger.Reason;
import photos.ledger.State;
import photos.storage.ObjectKey;

/// What became of a job, given after the ledger knows it.
///
/// @param variants the keys of the published variants
public record JobAnswer(State state, Optional<Reason> reason, List<ObjectKey> variants) {
    public JobAnswer {
        variants = List.copyOf(variants);
    }

    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", state.name());
        reason.ifPresent(r -> json.put("reason", r.name()));
        json.put("variants", variants.stream().map(ObjectKey::value).toList());
        return Json.write(json);
    }

    /// The state of an answer, all that its caller decides by.
    ///
    /// @throws MalformedJson if the text is no answer
    /// @throws IllegalArgumentException if its state is none
    public static State stateOf(String json) throws MalformedJson {
        return State.valueOf(Json.text(Json.object(json), "state"));
    }
}
