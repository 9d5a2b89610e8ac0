package photos.local.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each of CloudFormation's functions on its own, in its short and long form.
final class FunctionsTest {

    private static final String TEMPLATE = """
            Parameters:
              Environment: { Type: String }
              Zones: { Type: CommaDelimitedList, Default: 'x, y' }
            Mappings:
              Sizes: { local: { Small: 0042 } }
            Conditions:
              Local: !Equals [!Ref Environment, local]
              Never: !Not [!Condition Local]
              Both: !And [!Condition Local, !Condition Never]
              Either: !Or [!Condition Local, !Condition Never]
            Resources:
              Queue: { Type: AWS::SQS::Queue, Properties: { QueueName: q } }
              Absent: { Type: AWS::SNS::Topic, Condition: Never }
              Vpc: { Type: AWS::EC2::VPC }
              Subject:
                Type: AWS::Logs::LogGroup
                Properties:
                  It: %s
            """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            !Ref Environment                                        | local
            { Ref: Environment }                                    | local
            !Ref AWS::Region                                        | us-east-1
            !Ref Queue                                              | http://127.0.0.1:9002/000000000000/q
            !Ref Vpc                                                | Vpc
            !GetAtt Queue.Arn                                       | arn:aws:sqs:us-east-1:000000000000:q
            { "Fn::GetAtt": [Queue, QueueName] }                    | q
            !Sub '${Environment}/${Queue.QueueName}/${AWS::Region}' | local/q/us-east-1
            !Sub 'echo ${!HOME} $5'                                 | echo ${HOME} $5
            !Sub ['${A}${B}', { A: !Ref Environment, B: 2 }]        | local2
            !Join ['-', [a, !Ref Environment, c]]                   | a-local-c
            !Join ['+', !Ref Zones]                                 | x+y
            !Select [1, [a, b]]                                     | b
            !Select [1, !Split ['.', 'a.b.c']]                      | b
            !Select [1, !GetAZs '']                                 | us-east-1b
            !FindInMap [Sizes, !Ref Environment, Small]             | 0042
            !If [Local, yes, !Ref Absent]                           | yes
            !If [Never, yes, no]                                    | no
            !If [Both, yes, no]                                     | no
            !If [Either, yes, no]                                   | yes
            !Base64 hello                                           | aGVsbG8=
            """)
    void function_has_its_value(String expression, String value) throws Exception {
        assertThat(subject(expression).text("It", "a text")).isEqualTo(value);
    }

    @Test
    void secret_is_asked_for_by_its_id_and_key() throws Exception {
        assertThat(subject("'<{{resolve:secretsmanager:arn:aws:x:SecretString:current}}>'")
                        .text("It", "a text"))
                .isEqualTo("<secret of arn:aws:x, current>");
        assertThat(subject("'{{resolve:secretsmanager:whole}}'").text("It", "a text"))
                .isEqualTo("secret of whole, ");
    }

    @Test
    void no_value_removes_the_property_and_the_item() throws Exception {
        assertThat(subject("!Ref AWS::NoValue").optional("It")).isEmpty();
        assertThat(subject("[a, !If [Never, b, !Ref AWS::NoValue], c]").texts("It", "texts"))
                .containsExactly("a", "c");
    }

    @Test
    void resource_whose_condition_does_not_hold_is_not_there() throws Exception {
        ResolvedTemplate template =
                TemplateCopy.of(TEMPLATE.formatted("x"), directory).resolved();
        assertThat(template.resources()).extracting(Resource::id).containsExactly("Queue", "Vpc", "Subject");
    }

    private Section subject(String expression) throws Exception {
        return TemplateCopy.of(TEMPLATE.formatted(expression), directory)
                .resolved()
                .only("AWS::Logs::LogGroup")
                .properties();
    }
}
