package org.parvis.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.plan.ActionPlan.Stage.ADOPTED;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.plan.ActionPlan.Stage;
import org.parvis.web.Bilingual;

class PlanLifeTest {
    private static final LocalDate DAY = LocalDate.of(2022, 5, 2);
    private static final Bilingual NOTE = new Bilingual("Décidé.", null);

    @ParameterizedTest
    @CsvSource({
        "DRAFT, OPEN_TO_COMMENT, true",
        "OPEN_TO_COMMENT, ADOPTED, true",
        "ADOPTED, IN_PROGRESS, true",
        "IN_PROGRESS, CLOSED, true",
        "DRAFT, ADOPTED, false",
        "ADOPTED, OPEN_TO_COMMENT, false",
        "ADOPTED, ADOPTED, false",
        "CLOSED, IN_PROGRESS, false",
        "CLOSED, DRAFT, false",
        "DRAFT, CLOSED, false"
    })
    void steps_follow_one_another(Stage reached, Stage asked, boolean allowed) {
        assertThat(at(reached).breaches(asked, DAY, NOTE, 1, DAY).isEmpty()).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"2022-05-02, true", "2022-01-05, true", "2022-01-04, false", "2022-05-03, false"})
    void a_step_is_taken_after_the_last_and_not_in_the_future(LocalDate on, boolean allowed) {
        assertThat(at(ADOPTED).breaches(Stage.IN_PROGRESS, on, NOTE, 1, DAY).isEmpty())
                .isEqualTo(allowed);
    }

    private static ActionPlan at(Stage reached) {
        List<ActionPlan.Step> steps = new ArrayList<>();
        for (Stage stage : Stage.values())
            if (stage.compareTo(reached) <= 0)
                steps.add(new ActionPlan.Step(stage, LocalDate.of(2022, 1, 5), NOTE, false));
        return new ActionPlan(1, "p", 1, NOTE, NOTE, DAY, DAY.plusYears(2), null, null, null, steps);
    }
}
