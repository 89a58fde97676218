// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.function.Function;

import ai.thrivestack.track.transport.kafka.KafkaTransport;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Which package may use which, and that no dependency leads back to where it began: see docs/architecture.md. It reads
 * class files, so it does not see who uses a constant that the compiler copies.
 */
class ArchitectureTest {
    private static final String ROOT = "ai.thrivestack.track";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages(ROOT);

    @Test
    void packages_haveNoCircle() {
        slices().assignedFrom(groups("packages", JavaClass::getPackageName))
                .should()
                .beFreeOfCycles()
                .check(MAIN);
    }

    @Test
    void topLevelClasses_haveNoCircle() {
        slices().assignedFrom(
                        groups("top-level classes", type -> outermost(type).getName()))
                .should()
                .beFreeOfCycles()
                .check(MAIN);
    }

    @Test
    void rooms_useOnlyThoseBelow() {
        layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .layer("ground")
                .definedBy(ROOT)
                .layer("sockets")
                .definedBy(ROOT + ".jdknet")
                .layer("value")
                .definedBy(ROOT + ".capture.value")
                .layer("template")
                .definedBy(ROOT + ".capture.template")
                .layer("capture")
                .definedBy(ROOT + ".capture")
                .layer("report")
                .definedBy(ROOT + ".report")
                .layer("transport")
                .definedBy(ROOT + ".transport")
                .layer("kafka")
                .definedBy(ROOT + ".transport.kafka")
                .layer("buffer")
                .definedBy(ROOT + ".buffer")
                .layer("spool")
                .definedBy(ROOT + ".spool")
                .layer("delivery")
                .definedBy(ROOT + ".delivery")
                .layer("pipeline")
                .definedBy(ROOT + ".pipeline")
                .layer("command")
                .definedBy(ROOT + ".command..")
                .whereLayer("command")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("pipeline")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("delivery")
                .mayOnlyBeAccessedByLayers("pipeline")
                .whereLayer("capture")
                .mayOnlyBeAccessedByLayers("pipeline")
                .whereLayer("template")
                .mayOnlyBeAccessedByLayers("capture")
                .whereLayer("value")
                .mayOnlyBeAccessedByLayers("capture", "template")
                .whereLayer("spool")
                .mayOnlyBeAccessedByLayers("delivery", "command")
                .whereLayer("buffer")
                .mayOnlyBeAccessedByLayers("delivery", "spool")
                .whereLayer("transport")
                .mayOnlyBeAccessedByLayers("delivery", "buffer", "kafka", "command")
                .whereLayer("kafka")
                .mayOnlyBeAccessedByLayers("delivery")
                .whereLayer("report")
                .mayOnlyBeAccessedByLayers("delivery", "spool", "command")
                .whereLayer("sockets")
                .mayOnlyBeAccessedByLayers("transport")
                .check(MAIN);
    }

    /** What reads values must not depend on a version of Jackson that the application may not have. */
    @Test
    void onlyTheStreamsOfJackson_areUsed() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("com.fasterxml.jackson..")
                        .and(DescribedPredicate.not(resideInAPackage("com.fasterxml.jackson.core.."))))
                .check(MAIN);
    }

    /** An application without Kafka's client must be able to load all else, the class that others call included. */
    @Test
    void onlyKafkasTransport_usesItsClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".transport.kafka")
                .or()
                .areAssignableTo(KafkaTransport.class)
                .should()
                .dependOnClassesThat(resideInAPackage("org.apache.kafka.."))
                .check(MAIN);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    private static SliceAssignment groups(String description, Function<JavaClass, String> groupOf) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return SliceIdentifier.of(groupOf.apply(type));
            }

            @Override
            public String getDescription() {
                return description;
            }
        };
    }
}
