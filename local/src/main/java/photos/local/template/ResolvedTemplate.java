package photos.local.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A template in which every function is replaced by its value and every resource without its condition is gone.
///
/// @param file the template itself, as a place for messages
/// @param resources in the order of the file
record ResolvedTemplate(Place file, List<Resource> resources) {

    ResolvedTemplate {
        resources = List.copyOf(resources);
    }

    static ResolvedTemplate read(Path file, Target target, LocalNames names) throws UnreadableTemplate {
        Section root = new Section("the template", TemplateYaml.read(file));
        if (root.optional("Transform").isPresent()) {
            throw root.refusal("has a Transform, which only CloudFormation can carry out");
        }
        Map<String, Resource> declared = declaredResources(root);
        Parameters parameters = Parameters.of(section(root, "Parameters"), target.environment(), names);
        References references = new References(parameters, declared, target, names);
        Conditions conditions = new Conditions(section(root, "Conditions"));
        Functions functions = new Functions(section(root, "Mappings"), conditions, references, target);
        List<Resource> resolved = new ArrayList<>();
        for (Resource resource : declared.values()) {
            checkDependencies(resource, declared);
            if (isCreated(resource.body(), functions)) {
                resolved.add(resolved(resource, functions, new SecretReferences(names)));
            }
        }
        checkOutputs(section(root, "Outputs"), functions);
        return new ResolvedTemplate(Place.of(file.toString()), resolved);
    }

    List<Resource> ofType(String type) {
        return resources.stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    /// @throws UnreadableTemplate unless there is exactly one resource of that type
    Resource only(String type) throws UnreadableTemplate {
        List<Resource> found = ofType(type);
        if (found.isEmpty()) {
            throw new UnreadableTemplate(file, "there is no resource of type " + type + "; expected one");
        }
        if (found.size() > 1) {
            List<String> ids = found.stream().map(Resource::id).toList();
            throw new UnreadableTemplate(
                    found.get(1).body().place(),
                    "there are " + found.size() + " resources of type " + type + ", " + String.join(" and ", ids)
                            + "; a local run expects one");
        }
        return found.getFirst();
    }

    private static Map<String, Resource> declaredResources(Section root) throws UnreadableTemplate {
        Map<String, Resource> declared = new LinkedHashMap<>();
        Section resources = root.section("Resources", "the resources to create");
        for (Map.Entry<String, Section> entry : resources.named().entrySet()) {
            declared.put(entry.getKey(), Resource.of(entry.getKey(), entry.getValue()));
        }
        return declared;
    }

    private static Section section(Section root, String name) throws UnreadableTemplate {
        return root.optionalSection(name).orElse(new Section(name, new Value.Fields(Map.of(), root.place())));
    }

    private static boolean isCreated(Section body, Functions functions) throws UnreadableTemplate {
        Optional<String> condition = body.optionalText("Condition");
        return condition.isEmpty() || functions.holds(condition.get(), body.place());
    }

    private static Resource resolved(Resource resource, Functions functions, SecretReferences secrets)
            throws UnreadableTemplate {
        Map<String, Value> body = new LinkedHashMap<>();
        for (Map.Entry<String, Value> entry : resource.body().fields().values().entrySet()) {
            Optional<Value> value = functions.resolve(entry.getValue());
            if (value.isPresent()) {
                body.put(entry.getKey(), secrets.replaced(value.get()));
            }
        }
        Value.Fields fields = new Value.Fields(body, resource.body().place());
        return new Resource(
                resource.id(),
                resource.type(),
                resource.condition(),
                new Section(resource.body().what(), fields));
    }

    private static void checkDependencies(Resource resource, Map<String, Resource> declared) throws UnreadableTemplate {
        Section body = resource.body();
        List<String> dependencies =
                body.optional("DependsOn").filter(Value.Items.class::isInstance).isPresent()
                        ? body.texts("DependsOn", "logical ids")
                        : body.optionalText("DependsOn").stream().toList();
        for (String dependency : dependencies) {
            if (!declared.containsKey(dependency)) {
                throw body.refusal("depends on " + dependency + ", which is no resource of the template");
            }
        }
    }

    /// A local run needs no outputs, but a wrong name in one is a wrong name in the template.
    private static void checkOutputs(Section outputs, Functions functions) throws UnreadableTemplate {
        for (Section output : outputs.named().values()) {
            if (isCreated(output, functions)) {
                functions.text(output.value("Value", "what to show"), "the output " + output.what());
            }
        }
    }
}
