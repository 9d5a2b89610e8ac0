package photos.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The Lambda function that the queue feeds, and how it is fed.
final class FunctionPart {

    private FunctionPart() {}

    /// @param mapping the properties of the event source mapping
    static Stack.Function fedBy(Section mapping, List<Resource> functions) throws UnreadableTemplate {
        String wanted = mapping.text("FunctionName", "a function's name or ARN");
        String name = wanted.substring(wanted.lastIndexOf(':') + 1);
        for (Resource function : functions) {
            if (function.properties()
                    .text("FunctionName", "the function's name")
                    .equals(name)) {
                return function(function.properties());
            }
        }
        throw mapping.refusal("has FunctionName " + wanted + "; expected a function of this template");
    }

    static Stack.Mapping mapping(Section mapping, Queues queues) throws UnreadableTemplate {
        int concurrency = mapping.section("ScalingConfig", "a MaximumConcurrency")
                .number("MaximumConcurrency", "how many invocations may run at a time");
        boolean partial = mapping.optional("FunctionResponseTypes").isPresent()
                && mapping.texts("FunctionResponseTypes", "ReportBatchItemFailures")
                        .contains("ReportBatchItemFailures");
        return new Stack.Mapping(
                queues.nameAt(mapping, "EventSourceArn"),
                mapping.number("BatchSize", "how many messages an invocation gets", 10),
                concurrency,
                partial);
    }

    private static Stack.Function function(Section function) throws UnreadableTemplate {
        String handler = function.text("Handler", "package.Class::method");
        if (!handler.matches("[\\w.$]+::\\w+")) {
            throw function.refusal("has Handler '" + handler + "'; expected package.Class::method");
        }
        return new Stack.Function(
                function.text("FunctionName", "the function's name"),
                handler,
                function.number("MemorySize", "megabytes", 128),
                function.number("Timeout", "seconds", 3),
                environment(function));
    }

    private static Map<String, String> environment(Section function) throws UnreadableTemplate {
        Optional<Section> environment = function.optionalSection("Environment");
        Map<String, String> variables = new LinkedHashMap<>();
        if (environment.isPresent()) {
            Section declared = environment.get().section("Variables", "the function's variables");
            for (String name : declared.fields().values().keySet()) {
                variables.put(name, declared.text(name, "a text"));
            }
        }
        return variables;
    }
}
