// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.function.Function;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Which package may use which, and that no dependency leads back to where it began. It reads class files, so it does not
 * see who uses a constant that the compiler copies.
 */
class ArchitectureTest {
    private static final String ROOT = "ai.thrivestack.track";
    private static final String CAPTURE = ROOT + ".capture";
    private static final String TEMPLATE = CAPTURE + ".template";
    private static final String VALUE = CAPTURE + ".value";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages(CAPTURE);

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
    void capture_usesTemplateAndValue() {
        onlyUses(CAPTURE, CAPTURE, TEMPLATE, VALUE, ROOT).check(MAIN);
    }

    @Test
    void template_usesValue() {
        onlyUses(TEMPLATE, TEMPLATE, VALUE).check(MAIN);
    }

    @Test
    void value_usesNeither() {
        onlyUses(VALUE, VALUE, ROOT, "com.fasterxml.jackson.core").check(MAIN);
    }

    /** Besides these packages it may use the platform; but never TrackPipeline, which uses capture itself. */
    private static ArchRule onlyUses(String user, String... used) {
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(used)
                .or(resideInAnyPackage("java.."))
                .and(DescribedPredicate.not(type(TrackPipeline.class)));
        return classes().that().resideInAPackage(user).should().onlyDependOnClassesThat(allowed);
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
