package org.parvis.plan;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Sha256;
import org.parvis.house.Values;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the government's own reports on its plans: one draft at a time, then a version that stands. */
@Component
public class SelfAssessments {
    private final JdbcClient db;
    private final Json json;
    private final Journal journal;

    SelfAssessments(JdbcClient db, Json json, Journal journal) {
        this.db = db;
        this.json = json;
        this.journal = journal;
    }

    /** The versions published up to a day, the latest first. */
    public List<SelfAssessment.Version> listVersions(ActionPlan plan, LocalDate day) {
        return db.sql("""
                select version, published_on, reason from self_assessment
                where plan_id = ? and published_on <= ? order by version desc""")
                .params(plan.id(), day)
                .query((row, _) -> new SelfAssessment.Version(
                        row.getInt("version"), row.getObject("published_on", LocalDate.class), row.getString("reason")))
                .list();
    }

    /** A version published up to a day; the latest where none is named. */
    public Optional<SelfAssessment> find(ActionPlan plan, @Nullable Integer version, LocalDate day) {
        return one(
                "published_on <= ? and (?::int is null or version = ?) order by version desc limit 1",
                plan,
                day,
                version,
                version);
    }

    /** The one being written. */
    Optional<SelfAssessment> findDraft(ActionPlan plan) {
        return one("published_on is null", plan);
    }

    /** What the lead of each commitment said last, up to a day, by the commitment's number. */
    public Map<Integer, SelfAssessmentFacts.Said> mapLastReports(ActionPlan plan, LocalDate day) {
        Map<Integer, SelfAssessmentFacts.Said> said = new HashMap<>();
        db.sql("""
                select c.number, r.text_fr, r.text_en,
                       (select jsonb_agg(jsonb_build_object('title', bilingual(v.title_fr, v.title_en), 'kind', v.kind,
                               'url', v.url, 'datedOn', v.dated_on) order by v.id)
                        from evidence v where v.report_id = r.id) as evidence
                from commitment c
                cross join lateral (select p.* from progress_report p
                                    where p.commitment_id = c.id and p.reported_on <= ?
                                    order by p.reported_on desc, p.id desc limit 1) r
                where c.plan_id = ?""")
                .params(day, plan.id())
                .query((row, _) -> said.put(
                        row.getInt("number"),
                        new SelfAssessmentFacts.Said(
                                Bilingual.get(row, "text"),
                                json.list(row.getString("evidence"), ProgressReport.Evidence.class))))
                .list();
        return said;
    }

    private Optional<SelfAssessment> one(String which, ActionPlan plan, @Nullable Object... values) {
        var all = new ArrayList<@Nullable Object>();
        all.add(plan.id());
        all.addAll(Arrays.asList(values));
        return db.sql("""
                select s.*, (select jsonb_agg(jsonb_build_object('position', c.position, 'kind', c.kind,
                                 'engagement', c.engagement, 'fr', c.text_fr, 'en', c.text_en, 'edition', c.edition)
                                 order by c.position)
                             from self_assessment_chapter c where c.self_assessment_id = s.id) as chapters
                from self_assessment s where plan_id = ? and\s""" + which)
                .params(all)
                .query((row, _) -> new SelfAssessment(
                        row.getLong("id"),
                        row.getInt("version"),
                        row.getObject("facts_on", LocalDate.class),
                        row.getObject("published_on", LocalDate.class),
                        row.getString("reason"),
                        row.getBoolean("fictional"),
                        json.list(row.getString("chapters"), SelfAssessment.Chapter.class)))
                .optional();
    }

    /**
     * Begins the next version, from the chapters given; where another began it meanwhile, theirs is kept.
     *
     * @throws Refused for a plan that is not adopted yet: there is nothing to tell
     */
    @Transactional
    public void begin(Actor actor, ActionPlan plan, List<SelfAssessment.Chapter> chapters, LocalDate day) {
        Office.ofCoordinator(actor);
        if (!plan.isAdopted()) throw new Refused(List.of(Breach.of("bilan", "plan.bilan.early")));
        db.sql("select id from action_plan where id = ? for no key update")
                .param(plan.id())
                .query(Long.class)
                .optional();
        if (findDraft(plan).isPresent()) return;
        long id = db.sql("""
                insert into self_assessment (plan_id, version, facts_on)
                select p.id, 1 + (select count(*) from self_assessment s where s.plan_id = p.id), ?
                from action_plan p where p.id = ? returning id""").params(day, plan.id()).query(Long.class).single();
        for (var chapter : chapters)
            db.sql("""
                    insert into self_assessment_chapter (self_assessment_id, position, kind, engagement, text_fr, text_en)
                    values (?, ?, ?, ?, ?, ?)""")
                    .params(Values.of(
                            id,
                            chapter.position(),
                            chapter.kind().name(),
                            chapter.engagement(),
                            chapter.fr(),
                            chapter.en()))
                    .update();
    }

    /**
     * Saves a chapter over the edition that was read.
     *
     * @throws Overtaken where another saved since
     */
    @Transactional
    public void save(Actor actor, ActionPlan plan, int position, int edition, String fr, String en) {
        Office.ofCoordinator(actor);
        var draft = findDraft(plan).orElseThrow(() -> new NotFound("self-assessment of " + plan.slug()));
        int saved = db.sql("""
                update self_assessment_chapter set text_fr = ?, text_en = ?, edition = edition + 1
                where self_assessment_id = ? and position = ? and edition = ?""")
                .params(Values.of(fr, en.isBlank() ? null : en, draft.id(), position, edition))
                .update();
        if (saved == 0) throw new ChapterOvertaken();
    }

    /** Another saved the chapter since it was read. */
    static final class ChapterOvertaken extends RuntimeException {}

    /** Publishes the version that is being written: an act of the coordination. From then on it stands. */
    @Transactional
    public void publish(Actor actor, ActionPlan plan, @Nullable String reason, LocalDate day) {
        var office = Office.ofCoordinator(actor);
        db.sql("select id from self_assessment where plan_id = ? and published_on is null for update")
                .param(plan.id())
                .query(Long.class)
                .optional();
        var draft = findDraft(plan).orElseThrow(() -> new NotFound("self-assessment of " + plan.slug()));
        Refused.unless(draft.breaches(reason));
        db.sql("update self_assessment set published_on = ?, reason = ? where id = ?")
                .params(Values.of(day, draft.version() > 1 ? reason : null, draft.id()))
                .update();
        var words = new StringBuilder();
        draft.chapters()
                .forEach(c -> words.append(c.fr()).append('\0').append(c.en()).append('\0'));
        var act = office.act("plan.self-assessed", plan.path() + "/bilan")
                .with("version", Integer.toString(draft.version()))
                .with("sha256", Sha256.hex(Sha256.of(words.toString().getBytes(StandardCharsets.UTF_8))));
        journal.record(reason == null ? act : act.because(reason));
    }
}
