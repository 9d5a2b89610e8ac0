package photos.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Which package may know what of the local parts.
@AnalyzeClasses(packages = "photos.local", importOptions = ImportOption.DoNotIncludeTests.class)
final class PartsArchitectureTest {

    @ArchTest
    static final ArchRule S3PROXY_IS_KNOWN_TO_S3_ALONE = noClasses()
            .that()
            .resideOutsideOfPackage("photos.local.s3..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.gaul..");

    @ArchTest
    static final ArchRule ELASTICMQ_IS_KNOWN_TO_SQS_ALONE = noClasses()
            .that()
            .resideOutsideOfPackage("photos.local.sqs..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.elasticmq..", "org.apache.pekko..", "com.typesafe..", "scala..");

    @ArchTest
    static final ArchRule THE_SQS_CLIENT_IS_USED_WHERE_QUEUES_ARE = noClasses()
            .that()
            .resideOutsideOfPackages("photos.local.sqs..", "photos.local.lambda..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk.services.sqs..");

    @ArchTest
    static final ArchRule THE_DYNAMODB_CLIENT_IS_USED_WHERE_THE_TABLE_IS = noClasses()
            .that()
            .resideOutsideOfPackage("photos.local.dynamodb..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk.services.dynamodb..");

    @ArchTest
    static final ArchRule WHAT_ALL_PARTS_STAND_ON_KNOWS_NONE_OF_THEM = classes()
            .that()
            .resideInAnyPackage("photos.local.process..", "photos.local.port..", "photos.local.account..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.slf4j..",
                    "photos.local.process..",
                    "photos.local.port..",
                    "photos.local.account..");
}
