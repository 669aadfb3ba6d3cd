package org.parvis.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parvis.accounts.Organisation;
import org.parvis.plan.Assessment.EarlyResults;
import org.parvis.plan.Assessment.OpenValue;
import org.parvis.plan.Assessment.Potential;
import org.parvis.plan.Assessment.Verifiability;
import org.parvis.web.Bilingual;

class AssessmentTest {
    private static final Bilingual TEXT = new Bilingual("Texte", null);
    private static final AssessmentMethod SINCE_2021 =
            method(EarlyResults.NO_NOTABLE, EarlyResults.MODERATE, EarlyResults.SIGNIFICANT);
    private static final AssessmentMethod BEFORE =
            method(EarlyResults.WORSENED, EarlyResults.MARGINAL, EarlyResults.MAJOR);

    private static AssessmentMethod method(EarlyResults... results) {
        return new AssessmentMethod("m", TEXT, LocalDate.EPOCH, List.of(Potential.values()), List.of(results));
    }

    private static Assessment.Coding coding(
            Verifiability verifiability,
            Set<OpenValue> lens,
            @Nullable Potential potential,
            @Nullable EarlyResults results) {
        return new Assessment.Coding(Completion.LIMITED, verifiability, lens, potential, results, TEXT);
    }

    @Test
    void what_is_not_verifiable_is_not_reviewed_further() {
        var further = coding(
                Verifiability.NOT_VERIFIABLE, Set.of(OpenValue.TRANSPARENCY), Potential.MODEST, EarlyResults.MODERATE);
        assertThat(further.faults(SINCE_2021)).containsExactly("valeurs", "potentiel", "resultats");
        assertThat(coding(Verifiability.NOT_VERIFIABLE, Set.of(), null, null).faults(SINCE_2021))
                .isEmpty();
    }

    @Test
    void early_results_are_coded_on_the_scale_of_the_plans_own_method() {
        var moderate = coding(Verifiability.VERIFIABLE, Set.of(), Potential.MODEST, EarlyResults.MODERATE);
        assertThat(moderate.faults(SINCE_2021)).isEmpty();
        assertThat(moderate.faults(BEFORE)).containsExactly("resultats");
    }

    @Test
    void what_is_verifiable_has_a_potential_and_may_wait_for_results() {
        assertThat(coding(Verifiability.VERIFIABLE, Set.of(), null, null).faults(SINCE_2021))
                .containsExactly("potentiel");
        assertThat(coding(Verifiability.VERIFIABLE, Set.of(), Potential.UNCLEAR, null)
                        .faults(SINCE_2021))
                .isEmpty();
    }

    @Test
    void an_observer_contradicts_only_what_was_said() {
        assertThat(reading(Completion.LIMITED).comparedWith(null)).isEqualTo("alone");
        assertThat(reading(Completion.LIMITED).comparedWith(Completion.LIMITED)).isEqualTo("same");
        assertThat(reading(Completion.LIMITED).comparedWith(Completion.COMPLETE))
                .isEqualTo("lower");
        assertThat(reading(Completion.LIMITED).comparedWith(Completion.NOT_STARTED))
                .isEqualTo("higher");
        assertThat(reading(Completion.NO_EVIDENCE).comparedWith(Completion.SUBSTANTIAL))
                .isEqualTo("unproven");
        assertThat(reading(Completion.LIMITED).divergesFrom(null)).isFalse();
    }

    private static Assessment reading(Completion completion) {
        return new Assessment(
                new Organisation.Name("o", TEXT, null),
                1,
                LocalDate.EPOCH,
                "m",
                new Assessment.Coding(completion, Verifiability.VERIFIABLE, Set.of(), Potential.MODEST, null, TEXT),
                null,
                true);
    }
}
