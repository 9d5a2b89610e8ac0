package photos.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What must hold of the resolved template whoever changes it: rights, doors, encryption.
final class TemplateRulesTest {

    private static final String BUCKET_ARN = "arn:aws:s3:::local-photos-000000000000-us-east-1";

    @Test
    void nothing_is_allowed_by_a_wildcard_action() throws Exception {
        for (Section statement : statements("Allow")) {
            assertThat(actions(statement)).as(statement.what()).isNotEmpty().noneMatch(action -> action.contains("*"));
        }
    }

    @Test
    void only_network_interfaces_are_allowed_on_any_resource() throws Exception {
        for (Section statement : statements("Allow")) {
            if (list(statement, "Resource").contains("*")) {
                assertThat(actions(statement)).as(statement.what()).allMatch(action -> action.startsWith("ec2:"));
            }
        }
    }

    @Test
    void both_roles_are_denied_to_write_under_uploads() throws Exception {
        List<Resource> roles = TemplateCopy.real().resolved().ofType("AWS::IAM::Role");
        assertThat(roles).hasSize(2);
        for (Resource role : roles) {
            assertThat(policyStatements(role)).as(role.id()).anySatisfy(statement -> {
                assertThat(statement.text("Effect", "")).isEqualTo("Deny");
                assertThat(list(statement, "Resource")).containsExactly(BUCKET_ARN + "/uploads/*");
                assertThat(statement.optional("Condition")).isEmpty();
                assertThat(actions(statement)).contains("s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion");
            });
        }
    }

    @Test
    void the_instance_may_do_what_its_command_line_does_and_takes_nothing_from_the_queue_of_uploads() throws Exception {
        List<Section> allowed = new ArrayList<>();
        for (Resource role : TemplateCopy.real().resolved().ofType("AWS::IAM::Role")) {
            for (Section statement : policyStatements(role)) {
                if (role.id().equals("ProcessorRole")
                        && statement.text("Effect", "").equals("Allow")) {
                    allowed.add(statement);
                }
            }
        }
        assertThat(actionsOn(allowed, BUCKET_ARN)).contains("s3:ListBucket");
        assertThat(actionsOn(allowed, BUCKET_ARN + "/uploads/*")).contains("s3:GetObject");
        assertThat(actionsOn(allowed, BUCKET_ARN + "/results/*")).contains("s3:GetObject", "s3:DeleteObject");
        assertThat(actionsOn(allowed, ":table/PhotoMetadata-local"))
                .contains("dynamodb:BatchGetItem", "dynamodb:UpdateItem", "dynamodb:Scan", "dynamodb:Query");
        assertThat(actionsOn(allowed, ":table/PhotoMetadata-local/index/*"))
                .contains("dynamodb:Scan", "dynamodb:Query");
        assertThat(actionsOn(allowed, ":local-photos-uploads"))
                .containsExactlyInAnyOrder("sqs:SendMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl");
        assertThat(actionsOn(allowed, ":local-photos-uploads-dead"))
                .contains("sqs:ReceiveMessage", "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueUrl");
    }

    private static List<String> actionsOn(List<Section> statements, String endOfResource) throws UnreadableTemplate {
        List<String> actions = new ArrayList<>();
        for (Section statement : statements) {
            if (list(statement, "Resource").stream().anyMatch(resource -> resource.endsWith(endOfResource))) {
                actions.addAll(actions(statement));
            }
        }
        return actions;
    }

    @Test
    void nothing_comes_in_from_anywhere_unless_asked_for() throws Exception {
        ResolvedTemplate template = TemplateCopy.real().resolved();
        assertThat(template.ofType("AWS::EC2::SecurityGroup"))
                .allSatisfy(group -> assertThat(group.properties().optional("SecurityGroupIngress"))
                        .isEmpty());
        assertThat(template.ofType("AWS::EC2::SecurityGroupIngress"))
                .isNotEmpty()
                .allSatisfy(rule -> {
                    assertThat(rule.properties().optional("CidrIp")).isEmpty();
                    assertThat(rule.properties().optional("SourceSecurityGroupId"))
                            .isPresent();
                });
    }

    @Test
    void neither_ssh_nor_gallery_can_be_opened_to_everybody() throws Exception {
        Section parameters = new Section("", TemplateYaml.read(TemplateCopy.REAL)).section("Parameters", "");
        for (String name : List.of("SshCidr", "GalleryCidr")) {
            Section parameter = parameters.section(name, "");
            assertThat(parameter.text("Default", "")).isEmpty();
            assertThat("0.0.0.0/0").doesNotMatch(parameter.text("AllowedPattern", ""));
            assertThat("203.0.113.7/32").matches(parameter.text("AllowedPattern", ""));
        }
    }

    @Test
    void instance_gives_its_metadata_to_tokens_only() throws Exception {
        Section options = only("AWS::EC2::Instance").section("MetadataOptions", "");
        assertThat(options.text("HttpTokens", "")).isEqualTo("required");
        assertThat(options.number("HttpPutResponseHopLimit", "")).isEqualTo(1);
    }

    @Test
    void everything_at_rest_is_encrypted() throws Exception {
        ResolvedTemplate template = TemplateCopy.real().resolved();
        assertThat(only("AWS::S3::Bucket")
                        .section("BucketEncryption", "")
                        .sections("ServerSideEncryptionConfiguration"))
                .isNotEmpty();
        assertThat(only("AWS::DynamoDB::Table").section("SSESpecification", "").text("SSEEnabled", ""))
                .isEqualTo("true");
        assertThat(only("AWS::EC2::Volume").text("Encrypted", "")).isEqualTo("true");
        assertThat(only("AWS::EC2::Instance").sections("BlockDeviceMappings"))
                .isNotEmpty()
                .allSatisfy(device -> assertThat(device.section("Ebs", "").text("Encrypted", ""))
                        .isEqualTo("true"));
        assertThat(template.ofType("AWS::SQS::Queue"))
                .hasSize(2)
                .allSatisfy(queue -> assertThat(queue.properties().text("SqsManagedSseEnabled", ""))
                        .isEqualTo("true"));
    }

    @Test
    void bucket_is_private_versioned_and_asks_for_tls() throws Exception {
        Section bucket = only("AWS::S3::Bucket");
        Section blocks = bucket.section("PublicAccessBlockConfiguration", "");
        for (String block :
                Set.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")) {
            assertThat(blocks.text(block, "")).as(block).isEqualTo("true");
        }
        assertThat(bucket.section("VersioningConfiguration", "").text("Status", ""))
                .isEqualTo("Enabled");
        assertThat(policyStatements(TemplateCopy.real().resolved().only("AWS::S3::BucketPolicy")))
                .allSatisfy(
                        statement -> assertThat(statement.text("Effect", "")).isEqualTo("Deny"))
                .anySatisfy(statement -> {
                    assertThat(list(statement, "Resource")).containsExactly(BUCKET_ARN, BUCKET_ARN + "/*");
                    assertThat(statement
                                    .section("Condition", "")
                                    .section("Bool", "")
                                    .text("aws:SecureTransport", ""))
                            .isEqualTo("false");
                });
    }

    @Test
    void queue_takes_messages_from_this_bucket_of_this_account_only() throws Exception {
        Section allowed = statements("Allow").stream()
                .filter(statement -> statement.what().contains("SQS"))
                .findFirst()
                .orElseThrow();
        Section condition = allowed.section("Condition", "");
        assertThat(condition.section("ArnEquals", "").text("aws:SourceArn", "")).isEqualTo(BUCKET_ARN);
        assertThat(condition.section("StringEquals", "").text("aws:SourceAccount", ""))
                .isEqualTo("000000000000");
    }

    @Test
    void photos_and_ledger_outlive_the_stack() throws Exception {
        for (String type : List.of("AWS::S3::Bucket", "AWS::DynamoDB::Table")) {
            Section body = TemplateCopy.real().resolved().only(type).body();
            assertThat(body.text("DeletionPolicy", "")).startsWith("Retain");
            assertThat(body.text("UpdateReplacePolicy", "")).isEqualTo("Retain");
        }
    }

    @Test
    void nobody_can_upload_what_the_pipeline_has_no_key_for() throws Exception {
        List<String> conditions = new ArrayList<>();
        for (Section statement : statements("Deny")) {
            if (list(statement, "Resource").equals(List.of(BUCKET_ARN + "/uploads/*"))
                    && actions(statement).equals(List.of("s3:PutObject"))) {
                conditions.add(statement.section("Condition", "").toString());
            }
        }
        assertThat(conditions)
                .anyMatch(condition -> condition.contains("aws:kms*"))
                .anyMatch(condition -> condition.contains("s3:x-amz-server-side-encryption-customer-algorithm"));
    }

    @Test
    void user_data_fits_and_names_both_secrets_and_the_unit() throws Exception {
        byte[] script = Base64.getDecoder().decode(only("AWS::EC2::Instance").text("UserData", ""));
        assertThat(script).hasSizeLessThan(16 * 1024);
        assertThat(new String(script, StandardCharsets.UTF_8))
                .contains("PHOTOS_JOB_KEYS=", "PHOTOS_OPERATOR_TOKEN=", "secret:JobKeys", "secret:OperatorToken")
                .contains("image-processor.service", "User=photos", "Restart=always", "TimeoutStopSec=100")
                .contains("[[scripts-user, always]]");
    }

    @Test
    void function_reaches_s3_dynamodb_and_sqs_without_the_internet() throws Exception {
        List<String> services = new ArrayList<>();
        for (Resource endpoint : TemplateCopy.real().resolved().ofType("AWS::EC2::VPCEndpoint")) {
            services.add(endpoint.properties().text("ServiceName", ""));
        }
        assertThat(services)
                .containsExactlyInAnyOrder(
                        "com.amazonaws.us-east-1.s3",
                        "com.amazonaws.us-east-1.dynamodb",
                        "com.amazonaws.us-east-1.sqs");
        assertThat(TemplateCopy.real().resolved().ofType("AWS::EC2::NatGateway"))
                .isEmpty();
    }

    /// The endpoint's names hold in the whole VPC, so that whoever may use the queue has no other way to it.
    @Test
    void whoever_may_use_the_queue_is_let_into_its_endpoint() throws Exception {
        Set<String> letIn = new TreeSet<>();
        for (Resource rule : TemplateCopy.real().resolved().ofType("AWS::EC2::SecurityGroupIngress")) {
            if (rule.properties().text("GroupId", "").equals("SqsEndpointSecurityGroup")) {
                assertThat(rule.properties().text("ToPort", "")).isEqualTo("443");
                letIn.add(rule.properties().text("SourceSecurityGroupId", "").replace("SecurityGroup", "Role"));
            }
        }
        Set<String> users = new TreeSet<>();
        for (Resource role : TemplateCopy.real().resolved().ofType("AWS::IAM::Role")) {
            for (Section statement : policyStatements(role)) {
                if (actions(statement).stream().anyMatch(action -> action.startsWith("sqs:"))) {
                    users.add(role.id());
                }
            }
        }
        assertThat(letIn).isEqualTo(users).hasSize(2);
    }

    private static Section only(String type) throws UnreadableTemplate {
        return TemplateCopy.real().resolved().only(type).properties();
    }

    private static List<Section> statements(String effect) throws UnreadableTemplate {
        List<Section> statements = new ArrayList<>();
        for (Resource resource : TemplateCopy.real().resolved().resources()) {
            for (Section statement : policyStatements(resource)) {
                if (statement.text("Effect", "Allow or Deny").equals(effect)) {
                    statements.add(statement);
                }
            }
        }
        return statements;
    }

    private static List<Section> policyStatements(Resource resource) throws UnreadableTemplate {
        List<Section> statements = new ArrayList<>();
        for (Section policy : resource.properties().sections("Policies")) {
            statements.addAll(policy.section("PolicyDocument", "").sections("Statement"));
        }
        Optional<Section> document = resource.properties().optionalSection("PolicyDocument");
        if (document.isPresent()) {
            statements.addAll(document.get().sections("Statement"));
        }
        return statements;
    }

    private static List<String> actions(Section statement) throws UnreadableTemplate {
        return list(statement, "Action");
    }

    private static List<String> list(Section statement, String name) throws UnreadableTemplate {
        return statement.optional(name).filter(Value.Items.class::isInstance).isPresent()
                ? statement.texts(name, "")
                : statement.optionalText(name).stream().toList();
    }
}
