package photos.processor;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may import whom in this module, package by package.
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("photos.processor", "photos.upload", "photos.cli");

    /// Beside itself, `java`, JSpecify and the log, a package knows these only.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    processor.preset  | digest image
                    processor.gate    | image ledger
                    processor.plane   | image
                    processor.nativelib | processor.nativelib
                    processor.turbo   | image processor.nativelib processor.plane
                    processor.webp    | processor.nativelib
                    processor.placeholder | image
                    processor.heif    | image ledger processor.nativelib
                    processor.render  | image ledger outage processor.preset processor.gate processor.heif processor.nativelib processor.placeholder processor.plane processor.turbo processor.webp
                    processor.worker  | image ledger json outage processor.preset processor.gate processor.heif processor.nativelib processor.render processor.turbo
                    processor.work    | outage
                    processor.results | digest image ledger storage json outage processor.preset processor.gate processor.render
                    processor.job     | image ledger storage job outage processor.preset processor.gate processor.render processor.results processor.work processor.worker
                    processor.reconcile | ledger storage queue json processor.preset processor.gate processor.results
                    processor.audit   | image storage json outage
                    processor.http    | ledger storage job json outage processor.job
                    processor         | image ledger ledger.dynamodb outage storage storage.s3 processor.gate processor.heif processor.http processor.job processor.nativelib processor.preset processor.render processor.results processor.turbo processor.webp processor.work processor.worker
                    upload            | image ledger storage outage
                    cli               | image json ledger ledger.dynamodb outage queue queue.sqs storage storage.s3 processor processor.audit processor.preset processor.reconcile upload
                    """)
    void a_package_knows_no_more_of_ours_than_it_needs(String who, String whom) {
        String[] others = Stream.concat(Stream.of(who), Stream.of(whom.split(" ", -1)))
                .map(name -> "photos." + name)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("photos." + who)
                .should()
                .dependOnClassesThat(resideInAPackage("photos..").and(not(resideInAnyPackage(others))))
                .because("everything goes one way: " + who + " knows " + whom)
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    photos.processor.http   | spark.. org.eclipse.jetty.. javax.servlet..
                    photos.cli              | picocli.. me.tongfei..
                    photos.processor.plane  | jdk.incubator..
                    photos.processor.render | net.coobird.. javax.imageio.. java.awt.. com.twelvemonkeys..
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

    /// What is loaded or looked up in another way would have another way of being missing.
    @Test
    void native_functions_are_looked_up_in_one_package_only() {
        noClasses()
                .that()
                .resideOutsideOfPackage("photos.processor.nativelib")
                .should()
                .dependOnClassesThat(belongToAnyOf(Linker.class, SymbolLookup.class))
                .check(CLASSES);
    }

    @Test
    void amazons_libraries_stay_in_core() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("software.amazon..", "com.amazonaws..")
                .check(CLASSES);
    }

    @Test
    void the_server_knows_nothing_of_the_command_line() {
        noClasses()
                .that()
                .resideInAPackage("photos.processor..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("photos.cli..")
                .check(CLASSES);
    }

    @Test
    void only_the_main_class_reads_the_environment() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("photos.processor.ImageProcessor")
                .and()
                .resideInAPackage("photos.processor..")
                .should()
                .callMethod(System.class, "getenv")
                .check(CLASSES);
    }
}
