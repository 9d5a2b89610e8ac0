package photos.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which package of the local mode knows which of the parts it is made of.
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("photos.local");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    photos.local.s3..       | org.gaul..
                    photos.local.sqs..      | org.elasticmq.. org.apache.pekko..
                    photos.local.template.. | org.snakeyaml..
                    photos.local            | picocli..
                    """)
    void a_library_is_imported_in_one_package_only(String where, String libraries) {
        noClasses()
                .that()
                .resideOutsideOfPackage(where)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries.split(" ", -1))
                .check(CLASSES);
    }
}
