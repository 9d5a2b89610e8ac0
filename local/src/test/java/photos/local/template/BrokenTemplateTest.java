package photos.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The real template with one mistake: each gets one sentence that names the file and what was expected.
final class BrokenTemplateTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Handler: photos.ingest.IngestHandler::handleRequest | Description2: x | Function (AWS::Lambda::Function) has no Handler; expected package.Class::method
            Handler: photos.ingest.IngestHandler::handleRequest | Handler: IngestHandler | Function (AWS::Lambda::Function) has Handler 'IngestHandler'; expected package.Class::method
            NotificationConfiguration: | OtherConfiguration: | PhotoBucket (AWS::S3::Bucket) has no NotificationConfiguration; expected QueueConfigurations that name a queue
            QueueConfigurations: | TopicConfigurations: | PhotoBucket (AWS::S3::Bucket), NotificationConfiguration must have QueueConfigurations and nothing else, because only queues run locally
            Event: s3:ObjectRemoved:* | Event: ObjectRemoved | QueueConfigurations has Event 'ObjectRemoved'; expected one such as s3:ObjectCreated:*
            BucketName: !Sub | Name: !Sub | PhotoBucket (AWS::S3::Bucket) has no BucketName; expected a name, because a local run invents none
            !GetAtt DeadLetters.QueueName | !GetAtt DeadLetters.Name | DeadLetters (AWS::SQS::Queue) has no attribute Name that a local run knows
            !Ref FunctionLogs | !Ref FunctionLog | FunctionLog is neither a parameter nor a resource of the template
            !Ref PhotoTable } | !Ref Table } | Table is neither a parameter nor a resource of the template
            PHOTOS_BUCKET: !Ref PhotoBucket | PHOTOS_BUCKET: !ImportValue b | Fn::ImportValue is not a function a local run knows
            ${UploadsQueue} | ${UploadQueue} | UploadQueue is neither a parameter nor a resource of the template
            DependsOn: QueuePolicy | DependsOn: QueuePolice | depends on QueuePolice, which is no resource of the template
            EventSourceArn: !GetAtt UploadsQueue.Arn | EventSourceArn: !GetAtt PhotoTable.Arn | has EventSourceArn arn:aws:dynamodb:us-east-1:000000000000:table/PhotoMetadata-local; expected the ARN of a queue of this template
            MaximumConcurrency: !FindInMap [Jobs, !Ref InstanceType, AtATime] | MaximumConcurrency: two | ScalingConfig has MaximumConcurrency 'two'; expected how many invocations may run at a time
            <<'SETTINGS' | <<'VALUES' | Processor (AWS::EC2::Instance) has UserData that writes no settings; expected cat > file <<'SETTINGS' in it
            PHOTOS_PORT=8080 | PHOTOS_PORT = 8080 | has the setting 'PHOTOS_PORT = 8080' in its UserData; expected NAME=value
            PHOTOS_PORT=8080 | PHOTOS_TABLE=8080 | sets PHOTOS_TABLE twice in its UserData
            !Equals [!Ref GalleryCidr, ''] | !Equals [!Ref GalleryCidr] | Fn::Equals takes a list of 2
            Condition: GalleryOpen | Condition: GalleryShut | there is no condition GalleryShut
            !FindInMap [Network, Cidr, Vpc] | !FindInMap [Network, Cidr, Vcp] | Network, Cidr has no Vcp
            Default: t3.medium | Default: t3.nano | the parameter InstanceType is 't3.nano'; expected one of t3.small, t3.medium
            Default: 20 | Default: 0 | the parameter WorkVolumeSize is '0'; expected at least 1
            Default: releases/image-processor.jar | Default: releases/a b.jar | the parameter ProcessorJarKey is 'releases/a b.jar'; expected something that matches
            """)
    void one_mistake_gets_one_sentence(String text, String mistake, String sentence) throws IOException {
        assertThat(refusalOf(TemplateCopy.with(text, mistake, directory))).contains(sentence);
    }

    @Test
    void mistake_is_told_with_its_file_and_line() throws IOException {
        TemplateCopy template = TemplateCopy.of("""
                Parameters:
                  Environment: { Type: String }
                Resources:
                  Logs:
                    Type: AWS::Logs::LogGroup
                    Properties:
                      LogGroupName: !Ref Nothing
                """, directory);
        assertThat(refusalOf(template))
                .isEqualTo(directory.resolve("template.yaml")
                        + ", line 7: Nothing is neither a parameter nor a resource of the template");
    }

    @Test
    void missing_file_is_named() {
        Path missing = directory.resolve("none.yaml");
        UnreadableTemplate refusal = catchThrowableOfType(
                UnreadableTemplate.class,
                () -> TemplateReader.read(missing, "local", "us-east-1", "000000000000", TemplateCopy.NAMES));
        assertThat(refusal).hasMessage(missing + ": there is no such template file");
    }

    @Test
    void text_that_is_not_yaml_is_refused_at_its_line() throws IOException {
        assertThat(refusalOf(TemplateCopy.of("Resources:\n  A: {}\n B: x\n", directory)))
                .contains("line 3: not YAML: ");
    }

    @Test
    void empty_file_and_plain_text_are_no_templates() throws IOException {
        assertThat(refusalOf(TemplateCopy.of("", directory))).contains("the template file is empty");
        assertThat(refusalOf(TemplateCopy.of("hello", directory))).contains("a template is a mapping with Resources");
        assertThat(refusalOf(TemplateCopy.of("Parameters: {}", directory)))
                .contains("the template has no Resources; expected the resources to create");
    }

    @Test
    void what_cloudformation_does_not_take_is_not_taken_here() throws IOException {
        assertThat(refusalOf(TemplateCopy.of("Resources: &all\n  A: {}\n", directory)))
                .contains("line 1: an anchor, which CloudFormation does not take");
        assertThat(refusalOf(TemplateCopy.of("Resources:\n  A:\n", directory)))
                .contains("line 2: a name without a value");
        assertThat(refusalOf(TemplateCopy.of("Resources:\n  A: {}\n  A: {}\n", directory)))
                .contains("line 3: A stands here for the second time, first in line 2");
    }

    @Test
    void bucket_table_and_instance_must_be_there_once() throws IOException {
        assertThat(refusalOf(TemplateCopy.with("Type: AWS::S3::Bucket\n", "Type: AWS::SNS::Topic\n", directory)))
                .contains("there is no resource of type AWS::S3::Bucket; expected one");
        String second = "Resources:\n  Second:\n    Type: AWS::DynamoDB::Table\n";
        assertThat(refusalOf(TemplateCopy.with("Resources:\n", second, directory)))
                .contains("there are 2 resources of type AWS::DynamoDB::Table, Second and PhotoTable");
    }

    @Test
    void parameter_without_a_value_is_named() throws IOException {
        String more = "Parameters:\n  Unheard: { Type: String }\n";
        assertThat(refusalOf(TemplateCopy.with("\nParameters:\n", "\n" + more, directory)))
                .contains("the parameter Unheard has no Default, and the local run has no value for it");
    }

    @Test
    void things_that_depend_on_themselves_are_refused() throws IOException {
        assertThat(refusalOf(TemplateCopy.with("PhotoMetadata-${Environment}", "${PhotoTable}", directory)))
                .contains("PhotoTable (AWS::DynamoDB::Table) has a TableName that depends on itself");
        assertThat(refusalOf(TemplateCopy.with(
                        "SshOpen: !Not [!Equals [!Ref SshCidr, '']]", "SshOpen: !Not [!Condition SshOpen]", directory)))
                .contains("the condition SshOpen depends on itself");
    }

    private static String refusalOf(TemplateCopy template) {
        return String.valueOf(
                catchThrowableOfType(UnreadableTemplate.class, template::stack).getMessage());
    }
}
