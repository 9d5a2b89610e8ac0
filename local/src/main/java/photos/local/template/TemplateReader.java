package photos.local.template;

import java.nio.file.Path;
import java.util.List;

/// Reads a CloudFormation template as the description of a local run. Resources are found by their type and by what
/// refers to them; their logical ids mean nothing here.
public final class TemplateReader {

    private TemplateReader() {}

    /// Reads the template and resolves it for one environment.
    ///
    /// @param templateFile YAML in UTF-8
    /// @param environment the value of the parameter `Environment`
    /// @param region for names and ARNs, such as `us-east-1`
    /// @param accountId twelve digits, for names and ARNs
    /// @throws UnreadableTemplate if the template cannot be read, names something that does not exist, or describes
    ///     something that does not run locally
    public static Stack read(Path templateFile, String environment, String region, String accountId, LocalNames names)
            throws UnreadableTemplate {
        Target target = new Target(environment, region, accountId);
        ResolvedTemplate template = ResolvedTemplate.read(templateFile, target, names);
        Queues queues = Queues.of(template, target);
        Resource mapping = template.only("AWS::Lambda::EventSourceMapping");
        List<Resource> functions = template.ofType("AWS::Lambda::Function");
        return new Stack(
                BucketPart.of(template.only("AWS::S3::Bucket"), queues),
                queues.all(),
                TablePart.of(template.only("AWS::DynamoDB::Table")),
                FunctionPart.fedBy(mapping.properties(), functions),
                FunctionPart.mapping(mapping.properties(), queues),
                ProcessorSettings.of(template.only("AWS::EC2::Instance")));
    }
}
