package photos.local.template;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What `Ref` and `Fn::GetAtt` give: parameters, pseudo parameters, and the names things have on this machine.
final class References {

    private final Parameters parameters;
    private final Map<String, Resource> resources;
    private final Target target;
    private final LocalNames names;
    private final Set<String> underWay = new HashSet<>();

    References(Parameters parameters, Map<String, Resource> resources, Target target, LocalNames names) {
        this.parameters = parameters;
        this.resources = resources;
        this.target = target;
        this.names = names;
    }

    Optional<Value> ref(String name, Place place, Functions functions) throws UnreadableTemplate {
        if (name.equals("AWS::NoValue")) {
            return Optional.empty();
        }
        if (name.startsWith("AWS::")) {
            return Optional.of(new Value.Text(pseudoParameter(name, place), place));
        }
        Optional<Value> parameter = parameters.value(name);
        return parameter.isPresent()
                ? parameter
                : Optional.of(new Value.Text(physicalId(created(name, place, functions), functions), place));
    }

    String attribute(String id, String attribute, Place place, Functions functions) throws UnreadableTemplate {
        Resource resource = created(id, place, functions);
        return switch (resource.type() + " " + attribute) {
            case "AWS::S3::Bucket Arn" -> "arn:" + Target.PARTITION + ":s3:::" + physicalId(resource, functions);
            case "AWS::DynamoDB::Table Arn" -> target.arn("dynamodb", "table/" + physicalId(resource, functions));
            case "AWS::Lambda::Function Arn" -> target.arn("lambda", "function:" + physicalId(resource, functions));
            case "AWS::SQS::Queue Arn" -> target.arn("sqs", nameOf(resource, "QueueName", functions));
            case "AWS::SQS::Queue QueueName" -> nameOf(resource, "QueueName", functions);
            case "AWS::SQS::Queue QueueUrl" -> physicalId(resource, functions);
            case "AWS::EC2::Instance PrivateIp" -> names.processorHost();
            default -> otherAttribute(resource, attribute, place);
        };
    }

    private String pseudoParameter(String name, Place place) throws UnreadableTemplate {
        return switch (name) {
            case "AWS::AccountId" -> target.accountId();
            case "AWS::Region" -> target.region();
            case "AWS::Partition" -> Target.PARTITION;
            case "AWS::URLSuffix" -> "amazonaws.com";
            case "AWS::StackName" -> target.stackName();
            case "AWS::StackId" -> target.arn("cloudformation", "stack/" + target.stackName() + "/local");
            default -> throw new UnreadableTemplate(place, "a local run does not know the pseudo parameter " + name);
        };
    }

    private Resource created(String id, Place place, Functions functions) throws UnreadableTemplate {
        Resource resource = Optional.ofNullable(resources.get(id))
                .orElseThrow(() ->
                        new UnreadableTemplate(place, id + " is neither a parameter nor a resource of the template"));
        if (resource.condition().isPresent()
                && !functions.holds(resource.condition().get(), place)) {
            throw new UnreadableTemplate(
                    place,
                    id + " is not created, its condition "
                            + resource.condition().get() + " does not hold");
        }
        return resource;
    }

    private String physicalId(Resource resource, Functions functions) throws UnreadableTemplate {
        return switch (resource.type()) {
            case "AWS::S3::Bucket" -> nameOf(resource, "BucketName", functions);
            case "AWS::DynamoDB::Table" -> nameOf(resource, "TableName", functions);
            case "AWS::Lambda::Function" -> nameOf(resource, "FunctionName", functions);
            case "AWS::SQS::Queue" -> names.queueUrl(nameOf(resource, "QueueName", functions));
            case "AWS::SecretsManager::Secret" -> target.arn("secretsmanager", "secret:" + resource.id());
            // Nothing of this kind runs here: a name that holds its place.
            default -> resource.id();
        };
    }

    private String nameOf(Resource resource, String property, Functions functions) throws UnreadableTemplate {
        Section properties = resource.properties();
        Value name = properties.value(property, "a name, because a local run invents none");
        if (!underWay.add(resource.id())) {
            throw properties.refusal("has a " + property + " that depends on itself");
        }
        String text = functions.text(name, properties.what() + ", " + property);
        underWay.remove(resource.id());
        return text;
    }

    /// A bucket, table, function or queue runs here, so its attributes must be right; a subnet's zone need not.
    private static String otherAttribute(Resource resource, String attribute, Place place) throws UnreadableTemplate {
        return switch (resource.type()) {
            case "AWS::S3::Bucket",
                    "AWS::DynamoDB::Table",
                    "AWS::Lambda::Function",
                    "AWS::SQS::Queue",
                    "AWS::EC2::Instance" ->
                throw new UnreadableTemplate(
                        place, resource.body().what() + " has no attribute " + attribute + " that a local run knows");
            default -> resource.id() + "." + attribute;
        };
    }
}
