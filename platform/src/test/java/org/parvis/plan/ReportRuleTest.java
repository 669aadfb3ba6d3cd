package org.parvis.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportRuleTest {
    private static final LocalDate DAY = LocalDate.of(2022, 5, 2);

    @ParameterizedTest(name = "{0}, bloqué par « {1} », prouvé par {2}, plan {3} : {4}")
    @CsvSource(
            nullValues = "-",
            emptyValue = "",
            value = {
                "limite,      crédits, '',                     IN_PROGRESS, ''",
                "limite,      '',      '',                     IN_PROGRESS, blocage_FUNDING",
                "non-commence,'',      https://a.example,      IN_PROGRESS, blocage_FUNDING",
                "substantiel, '',      https://a.example,      IN_PROGRESS, ''",
                "substantiel, crédits, '',                     IN_PROGRESS, preuve_titre_1",
                "acheve,      '',      '',                     IN_PROGRESS, preuve_titre_1",
                "acheve,      '',      https://a.example/b?c,  ADOPTED,     ''",
                "acheve,      '',      javascript:alert(1),    IN_PROGRESS, preuve_lien_1",
                "acheve,      '',      ftp://a.example,        IN_PROGRESS, preuve_lien_1",
                "acheve,      '',      https://,               IN_PROGRESS, preuve_lien_1",
                "sans-preuve, '',      '',                     IN_PROGRESS, avancement",
                "autre,       '',      '',                     IN_PROGRESS, avancement",
                "limite,      crédits, '',                     OPEN_TO_COMMENT, avancement",
                "limite,      crédits, '',                     CLOSED,      avancement",
                "limite,      crédits, '',                     -,           avancement",
            })
    void a_report_carries_what_its_completion_asks_for(
            String completion, String blocker, String link, ActionPlan.Stage stage, String refusedAt) {
        var typed = GivenPlan.typed(
                "avancement",
                completion,
                "texte_fr",
                "Voici.",
                "blocage_FUNDING",
                blocker,
                "preuve_lien_1",
                link,
                "preuve_titre_1",
                link.isEmpty() ? "" : "Une preuve");
        var breaches = ReportRule.breaches(ReportRule.read(typed, null, DAY), Optional.ofNullable(stage), DAY);
        assertThat(breaches)
                .extracting(Breach::field)
                .containsExactlyElementsOf(refusedAt.isEmpty() ? java.util.List.of() : java.util.List.of(refusedAt));
    }
}
