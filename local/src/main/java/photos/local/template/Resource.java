package photos.local.template;

import java.util.Map;
import java.util.Optional;

/// A resource of the template.
///
/// @param id its logical id
/// @param type such as `AWS::S3::Bucket`
/// @param condition without which it is not created
/// @param body everything but type and condition: properties, policies, what it depends on
record Resource(String id, String type, Optional<String> condition, Section body) {

    static Resource of(String id, Section declared) throws UnreadableTemplate {
        String type =
                new Section("the resource " + id, declared.fields()).text("Type", "a type such as AWS::S3::Bucket");
        Section body = new Section(id + " (" + type + ")", declared.fields());
        return new Resource(id, type, body.optionalText("Condition"), body);
    }

    /// Its `Properties`, named for messages as the resource itself; empty where it has none.
    Section properties() throws UnreadableTemplate {
        Value.Fields fields = body.optionalSection("Properties")
                .map(Section::fields)
                .orElse(new Value.Fields(Map.of(), body.place()));
        // The resource's own line finds a missing property better than that of the first one it has.
        return new Section(body.what(), new Value.Fields(fields.values(), body.place()));
    }
}
