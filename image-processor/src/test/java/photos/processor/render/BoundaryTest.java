package photos.processor.render;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Who may know whom among presets, gate, rendering and workers.
@AnalyzeClasses(packages = "photos.processor", importOptions = ImportOption.DoNotIncludeTests.class)
class BoundaryTest {
    @ArchTest
    static final ArchRule only_rendering_knows_the_picture_libraries = noClasses()
            .that()
            .resideOutsideOfPackage("photos.processor.render..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("net.coobird..", "javax.imageio..", "java.awt..", "com.twelvemonkeys..");

    @ArchTest
    static final ArchRule presets_know_no_other_package_here = classes()
            .that()
            .resideInAPackage("photos.processor.preset..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("photos.processor.preset..", "photos.image..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule the_gate_knows_neither_presets_nor_rendering = noClasses()
            .that()
            .resideInAPackage("photos.processor.gate..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("photos.processor.preset..", "photos.processor.render..", "photos.processor.worker..");

    @ArchTest
    static final ArchRule rendering_knows_nothing_of_workers = noClasses()
            .that()
            .resideInAPackage("photos.processor.render..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("photos.processor.worker..");
}
