package org.parvis;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the compiler cannot hold the code to. */
class HouseRulesTest {
    private static final Set<Class<?>> CLOCKS =
            Set.of(Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class);

    /** Public only so that a changed template can be compiled while the application runs. */
    private static final ArchRule PAGES_STAY_HOME = classes()
            .that()
            .haveNameMatching(".+[a-z](Page|Form)")
            .should(new ArchCondition<>("be used only by their own room") {
                @Override
                public void check(JavaClass page, ConditionEvents events) {
                    page.getDirectDependenciesToSelf().stream()
                            .filter(use -> !room(use.getOriginClass()).equals(room(page)))
                            .forEach(use -> events.add(SimpleConditionEvent.violated(page, use.getDescription())));
                }
            });

    private static final ArchRule TIME_IS_GIVEN = noClasses()
            .that()
            .resideOutsideOfPackage("..house..")
            .should(callMethodWhere(new DescribedPredicate<JavaMethodCall>("the machine's time is taken") {
                @Override
                public boolean test(JavaMethodCall call) {
                    AccessTarget.MethodCallTarget target = call.getTarget();
                    return target.getName().equals("now")
                                    && CLOCKS.stream()
                                            .anyMatch(c -> target.getOwner().isEquivalentTo(c))
                            || target.getOwner().isEquivalentTo(Clock.class)
                            || target.getOwner().isEquivalentTo(System.class)
                                    && target.getName().equals("currentTimeMillis");
                }
            }));

    private static final ArchRule NOTHING_IS_PRINTED = noClasses()
            .that()
            .resideOutsideOfPackage("..house..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    private final JavaClasses ours = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // A library, with a command line of its own.
            .withImportOption(location -> !location.contains("/org/parvis/sortition/"))
            .importPackages("org.parvis");

    @Test
    void pages_and_forms_stay_in_their_room() {
        PAGES_STAY_HOME.check(ours);
    }

    @Test
    void a_rule_is_given_its_day_and_never_asks_the_machine() {
        TIME_IS_GIVEN.check(ours);
    }

    @Test
    void only_the_house_speaks_to_the_terminal() {
        NOTHING_IS_PRINTED.check(ours);
    }

    @Test
    void the_rules_bite_whoever_breaks_them() {
        var broken = new ClassFileImporter().importPackages("violator");
        for (ArchRule rule : Set.of(PAGES_STAY_HOME, TIME_IS_GIVEN, NOTHING_IS_PRINTED))
            assertThatThrownBy(() -> rule.check(broken)).isInstanceOf(AssertionError.class);
    }

    /** The room of a class, or of a template, which is compiled into its room's package. */
    private static String room(JavaClass code) {
        String[] parts = code.getPackageName().split("\\.");
        return parts[parts.length - 1];
    }
}
