package org.parvis.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A plan of a test's own: one engagement, one ambition, one commitment of the DITP with one milestone. */
@Component
class GivenPlan {
    static final LocalDate TODAY = LocalDate.of(2022, 5, 2);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Plans plans;
    private final Drafting drafting;
    private final Commitments commitments;
    private final JdbcClient db;

    GivenPlan(Plans plans, Drafting drafting, Commitments commitments, JdbcClient db) {
        this.plans = plans;
        this.drafting = drafting;
        this.commitments = commitments;
        this.db = db;
    }

    Actor coordinator() {
        return actor("coordinator", Role.COORDINATOR, null);
    }

    Actor lead() {
        return actor("contributor", Role.CONTRIBUTOR, "ditp");
    }

    Actor otherLead() {
        return actor("contributor-justice", Role.CONTRIBUTOR, "justice");
    }

    Actor actor(String account, Role role, @Nullable String organisation) {
        long id = db.sql("select id from person where email = ?")
                .param(account + "@demonstration.example")
                .query(Long.class)
                .single();
        return new Actor(id, account, List.of(new Actor.Mandate(role, organisation)));
    }

    static Typed typed(String... pairs) {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) values.put(pairs[i], pairs[i + 1]);
        return new Typed(values);
    }

    ActionPlan draft(LocalDate on) {
        return draft(on, "");
    }

    ActionPlan draft(LocalDate on, String predecessor) {
        int n = NUMBER.incrementAndGet();
        String slug = drafting.createPlan(
                coordinator(),
                typed(
                        "slug",
                        "essai-" + n,
                        "number",
                        Integer.toString(100 + n),
                        "title_fr",
                        "Plan d’essai " + n,
                        "summary_fr",
                        "Un plan.",
                        "starts_on",
                        "1990-01-01",
                        "ends_on",
                        "1992-12-31",
                        "predecessor",
                        predecessor),
                on);
        var plan = plans.get(slug, TODAY, coordinator());
        create(plan, Sheet.ENGAGEMENT, "number", "1", "scope", "THEMATIC", "title_fr", "Un engagement");
        create(plan, Sheet.AMBITION, "engagement", "1", "number", "1", "title_fr", "Une ambition");
        return plan;
    }

    long create(ActionPlan plan, Sheet sheet, String... pairs) {
        return drafting.create(coordinator(), plan, sheet, typed(pairs), TODAY);
    }

    long commitment(ActionPlan plan, int number) {
        return create(
                plan,
                Sheet.COMMITMENT,
                "ambition",
                "1.1",
                "number",
                Integer.toString(number),
                "title_fr",
                "Première version",
                "summary_fr",
                "Un résumé.",
                "lead",
                "ditp",
                "partners",
                "dinum",
                "starts_on",
                "2022-01-01",
                "ends_on",
                "2023-12-31",
                "themes",
                "SANTE",
                "problem_fr",
                "Le problème.");
    }

    /** Drafted, opened, adopted and begun on the given days. */
    ActionPlan begun(LocalDate drafted, LocalDate adopted) {
        var plan = draft(drafted);
        commitment(plan, 1);
        create(plan, Sheet.MILESTONE, "commitment", "1", "output_fr", "Un jalon", "due_on", "2022-03-31");
        for (var stage :
                List.of(ActionPlan.Stage.OPEN_TO_COMMENT, ActionPlan.Stage.ADOPTED, ActionPlan.Stage.IN_PROGRESS))
            advance(plan, stage, adopted);
        return plans.get(plan.slug(), TODAY);
    }

    ActionPlan begun() {
        return begun(LocalDate.of(2022, 1, 3), LocalDate.of(2022, 1, 10));
    }

    void advance(ActionPlan plan, ActionPlan.Stage stage, LocalDate on) {
        plans.advance(coordinator(), plan.slug(), stage, on, new Bilingual("Décidé.", null), TODAY);
    }

    Commitment commitment(ActionPlan plan) {
        return commitments.get(plan, 1, TODAY);
    }

    static Typed report(String completion) {
        var typed = typed("avancement", completion, "texte_fr", "Voici.");
        return switch (completion) {
            case "limite", "non-commence" -> typed.with("blocage_FUNDING", "Pas de crédits.");
            default -> typed.with("preuve_titre_1", "La page").with("preuve_lien_1", "https://example.org/preuve");
        };
    }
}
