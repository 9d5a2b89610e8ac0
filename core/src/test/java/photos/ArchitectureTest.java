package photos;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/// Who may import whom in core. Nothing here knows the programs that are built on it, nor where it runs.
@AnalyzeClasses(packages = "photos", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    // spotless:off
    @ArchTest static final ArchRule job      = imports("job",             "digest", "json", "ledger", "storage");
    @ArchTest static final ArchRule dynamodb = imports("ledger.dynamodb", "ledger", "image", "storage", "json", "outage");
    @ArchTest static final ArchRule ledger   = imports("ledger",          "image", "storage");
    @ArchTest static final ArchRule sqs      = imports("queue.sqs",       "queue", "storage", "json", "outage");
    @ArchTest static final ArchRule queue    = imports("queue",           "storage", "json");
    @ArchTest static final ArchRule s3       = imports("storage.s3",      "storage", "outage");
    @ArchTest static final ArchRule storage  = imports("storage");
    @ArchTest static final ArchRule image    = imports("image");
    @ArchTest static final ArchRule json     = imports("json");
    @ArchTest static final ArchRule outage   = imports("outage");
    @ArchTest static final ArchRule digest   = imports("digest");

    @ArchTest static final ArchRule s3Sdk       = onlyIn("storage.s3",      "software.amazon.awssdk.services.s3..");
    @ArchTest static final ArchRule dynamodbSdk = onlyIn("ledger.dynamodb", "software.amazon.awssdk.services.dynamodb..");
    @ArchTest static final ArchRule sqsSdk      = onlyIn("queue.sqs",       "software.amazon.awssdk.services.sqs..");
    @ArchTest static final ArchRule jackson     = onlyIn("json",            "com.fasterxml..");
    // spotless:on

    @ArchTest
    static final ArchRule the_sdk_stays_behind_the_interfaces = noClasses()
            .that(not(resideInAnyPackage("photos.storage.s3", "photos.ledger.dynamodb", "photos.queue.sqs")))
            .should()
            .dependOnClassesThat(resideInAPackage("software.amazon.."));

    @ArchTest
    static final ArchRule only_programs_read_the_environment = noClasses()
            .should()
            .callMethod(System.class, "getenv")
            .orShould()
            .callMethod(System.class, "getenv", String.class);

    private static ArchRule imports(String pkg, String... others) {
        String[] ours = Arrays.stream(others).map(p -> "photos." + p).toArray(String[]::new);
        return classes()
                .that(resideInAPackage("photos." + pkg))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(ours)
                        .or(resideInAPackage("photos." + pkg))
                        .or(not(resideInAPackage("photos.."))));
    }

    private static ArchRule onlyIn(String pkg, String... library) {
        return noClasses()
                .that(not(resideInAPackage("photos." + pkg)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(library));
    }
}
