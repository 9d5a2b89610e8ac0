package photos.local.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A piece of a template. Numbers and booleans are texts: CloudFormation compares and joins them as such.
sealed interface Value {

    Place place();

    record Text(String text, Place place) implements Value {}

    record Items(List<Value> values, Place place) implements Value {
        public Items {
            values = List.copyOf(values);
        }

        static Items of(List<String> texts, Place place) {
            List<Value> values = new ArrayList<>();
            for (String text : texts) {
                values.add(new Text(text, place));
            }
            return new Items(values, place);
        }
    }

    /// A mapping.
    ///
    /// @param values in the order of the file
    record Fields(Map<String, Value> values, Place place) implements Value {
        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /// One entry, as in `{Ref: PhotoBucket}`.
        static Fields of(String name, Value value) {
            return new Fields(Map.of(name, value), value.place());
        }
    }
}
