package photos;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import photos.ingest.IngestHandler;

/// Who may import whom in the Lambda, and that nothing of core knows it.
@AnalyzeClasses(
        packages = "photos",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoJarOfTests.class})
final class ArchitectureTest {
    /// What core lends to the tests of others is no part of the Lambda.
    static final class NoJarOfTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    // spotless:off
    @ArchTest static final ArchRule ingest   = imports("ingest",          "ingest.metadata", "ingest.place", "job", "json", "ledger", "ledger.dynamodb", "outage", "queue", "queue.sqs", "storage", "storage.s3");
    @ArchTest static final ArchRule metadata = imports("ingest.metadata", "digest", "image", "ledger", "storage", "outage");
    @ArchTest static final ArchRule place    = imports("ingest.place",    "ledger");

    @ArchTest static final ArchRule extractor   = onlyIn("ingest.metadata", "com.drew..", "com.adobe..");
    @ArchTest static final ArchRule lambda      = onlyIn("ingest",          "com.amazonaws..");
    @ArchTest static final ArchRule http        = onlyIn("ingest",          "java.net.http..");
    @ArchTest static final ArchRule s3Sdk       = onlyIn("storage.s3",      "software.amazon.awssdk.services.s3..");
    @ArchTest static final ArchRule dynamodbSdk = onlyIn("ledger.dynamodb", "software.amazon.awssdk.services.dynamodb..");
    @ArchTest static final ArchRule sqsSdk      = onlyIn("queue.sqs",       "software.amazon.awssdk.services.sqs..");
    @ArchTest static final ArchRule jackson     = onlyIn("json",            "com.fasterxml..");
    // spotless:on

    @ArchTest
    static final ArchRule nothing_of_core_knows_the_lambda = noClasses()
            .that(not(resideInAPackage("photos.ingest..")))
            .should()
            .dependOnClassesThat(resideInAPackage("photos.ingest.."));

    @ArchTest
    static final ArchRule only_the_handler_reads_the_environment = noClasses()
            .that()
            .doNotBelongToAnyOf(IngestHandler.class)
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
