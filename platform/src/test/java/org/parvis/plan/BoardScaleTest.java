package org.parvis.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.parvis.web.Actor;
import org.parvis.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The board of a plan of ten thousand commitments, which no test keeps. */
@ParvisTest
class BoardScaleTest {
    private static final LocalDate TODAY = LocalDate.of(2022, 5, 2);
    private static final int COMMITMENTS = 10_000;

    @Autowired
    JdbcClient db;

    @Autowired
    Plans plans;

    @Autowired
    Boards boards;

    @Test
    @Transactional
    void ten_thousand_commitments_fit_on_the_board() {
        db.sql(
                        "insert into action_plan (slug, number, title_fr, summary_fr, starts_on, ends_on) values ('grand', 9, 'Grand', 'Grand', '2021-01-01', '2022-12-31')")
                .update();
        db.sql(
                        "insert into engagement (plan_id, number, scope, title_fr) select id, n, 'THEMATIC', 'E' from action_plan, generate_series(1, 10) n where slug = 'grand'")
                .update();
        db.sql(
                        "insert into ambition (engagement_id, number, title_fr) select e.id, 1, 'A' from engagement e join action_plan p on p.id = e.plan_id where p.slug = 'grand'")
                .update();
        db.sql("""
                insert into commitment (plan_id, ambition_id, number, title_fr, summary_fr, lead_id, starts_on, ends_on)
                select p.id, a.id, n, 'Action ' || n, 'S', (select o.id from organisation o order by o.id offset n % 25 limit 1), '2021-01-01',
                       date '2022-01-01' + n % 700
                from generate_series(1, ?) n join action_plan p on p.slug = 'grand'
                join engagement e on e.plan_id = p.id and e.number = 1 + n % 10 join ambition a on a.engagement_id = e.id""").param(COMMITMENTS).update();
        db.sql(
                        "insert into milestone (commitment_id, position, output_fr, due_on, done_on) select c.id, n, 'J', c.ends_on - n * 60, case when n % 2 = 0 then c.ends_on - n * 60 end from commitment c join action_plan p on p.id = c.plan_id, generate_series(1, 4) n where p.slug = 'grand'")
                .update();
        db.sql(
                        "insert into progress_report (commitment_id, reported_on, completion, text_fr) select c.id, date '2021-06-01' + n * 100, 'LIMITED', 'T' from commitment c join action_plan p on p.id = c.plan_id, generate_series(1, 3) n where p.slug = 'grand'")
                .update();
        db.sql(
                        "insert into report_blocker (report_id, kind, text_fr) select r.id, 'FUNDING', 'B' from progress_report r where r.text_fr = 'T'")
                .update();
        db.sql(
                        "insert into assessment (commitment_id, organisation_id, version, assessed_on, method, completion, verifiability, text_fr) select c.id, (select min(id) from organisation), 1, '2022-04-01', 'irm-2021', case when c.number % 5 = 0 then 'LIMITED' else 'COMPLETE' end, 'VERIFIABLE', 'T' from commitment c join action_plan p on p.id = c.plan_id where p.slug = 'grand' and c.number % 3 = 0")
                .update();
        db.sql(
                        "insert into plan_step (plan_id, step, taken_on) select id, 'IN_PROGRESS', starts_on from action_plan where slug = 'grand'")
                .update();
        var plan = plans.get("grand", TODAY);
        var coordinator = new Actor(1, "C", List.of(new Actor.Mandate(Role.COORDINATOR, null)));
        assertThat(boards.get(coordinator, plan, TODAY).whole().commitments()).isEqualTo(COMMITMENTS);
        assertThat(boards.list(coordinator, plan, BoardFilter.of(Map.of("vue", "actions", "tri", "retard")), TODAY)
                        .lines())
                .hasSize(Boards.PAGE);
    }
}
