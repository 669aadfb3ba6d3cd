package org.parvis.agenda;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the reports of gatherings. */
@Component
class GatheringReports {
    private static final int MOST = 200;
    /** Who was there, whatever they came to: each person once. */
    static final String CAME =
            "exists (select from place p where p.registration_id = r.id and p.attended_at is not null)";

    private final JdbcClient db;
    private final Gatherings gatherings;
    private final GatheringOutcomes outcomes;
    private final Attendance attendance;
    private final CivicClock clock;

    GatheringReports(
            JdbcClient db, Gatherings gatherings, GatheringOutcomes outcomes, Attendance attendance, CivicClock clock) {
        this.db = db;
        this.gatherings = gatherings;
        this.outcomes = outcomes;
        this.attendance = attendance;
        this.clock = clock;
    }

    /** How the database tells the administration's side. */
    static String[] administration() {
        return Quota.of(College.Side.ADMINISTRATION).stream().map(Enum::name).toArray(String[]::new);
    }

    Optional<GatheringReport> find(Gathering gathering) {
        return db.sql("""
                select t.*, a.* from gathering_report t cross join (
                    select count(*) filter (where r.college = any (:administration)) as administration_came,
                           count(*) filter (where r.college <> all (:administration)) as society_came
                    from registration r where r.gathering_id = :gathering and\s""" + CAME + """
                ) a where t.gathering_id = :gathering""")
                .param("administration", administration())
                .param("gathering", gathering.id())
                .query((row, _) -> {
                    var came =
                            new GatheringReport.Sides(row.getLong("administration_came"), row.getLong("society_came"));
                    boolean counted = came.total() > 0;
                    return new GatheringReport(
                            Bilingual.find(row, "text"),
                            counted
                                    ? came
                                    : row.getObject("administration") == null
                                            ? null
                                            : new GatheringReport.Sides(
                                                    row.getLong("administration"), row.getLong("society")),
                            counted,
                            lines(row.getString("organisations")));
                })
                .optional();
    }

    private static List<String> lines(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("\\R"))
                        .map(String::strip)
                        .filter(l -> !l.isEmpty())
                        .toList();
    }

    /** How many were counted at the door. */
    GatheringReport.Sides count(Gathering gathering) {
        var turnout = attendance.of(gathering);
        return new GatheringReport.Sides(
                turnout.of(College.Side.ADMINISTRATION).present(),
                turnout.of(College.Side.SOCIETY).present());
    }

    /** The organisations that people gave when they registered: of those who came, where anyone was counted. */
    List<String> listOrganisations(Gathering gathering) {
        return db.sql("""
                with here as (select r.organisation,\s""" + CAME + """
                         as came from registration r
                              where r.gathering_id = ? and r.confirmed_at is not null and r.cancelled_at is null)
                select min(btrim(organisation)) from here
                where btrim(organisation) <> '' and (came or not exists (select from here where came))
                group by lower(btrim(organisation)) order by lower(btrim(organisation)) limit 500""")
                .param(gathering.id())
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** Those that are held and owe a report, the longest ago first, of which this person is an organiser. */
    List<Gathering> listOwed(Actor actor) {
        return db
                .sql(
                        Gatherings.SELECT
                                + "where g.standing = 'PUBLISHED' and g.reported_at is null and g.ends_at <= ? order by g.ends_at limit ?")
                .params(Values.of(clock.now(), MOST))
                .query((row, _) -> gatherings.read(row))
                .list()
                .stream()
                .filter(g -> g.isOrganisedBy(actor))
                .toList();
    }

    /**
     * What an organiser typed, and checked.
     *
     * @param sides what they state, which counts where nobody was counted
     */
    record Sheet(@Nullable Bilingual text, GatheringReport.@Nullable Sides sides, String organisations) {}

    /** Publishes it, once, and with it what came of the gathering. */
    @Transactional
    void publish(Actor actor, String slug, Sheet sheet) {
        var gathering = gatherings.lockOrganised(slug, actor);
        mustBeHeld(gathering);
        boolean counted = count(gathering).total() > 0;
        var sides = counted ? null : sheet.sides();
        if (!counted && sides == null) throw new BadInput("agenda.report.sides");
        db.sql("""
                insert into gathering_report (gathering_id, text_fr, text_en, administration, society, organisations)
                values (?, ?, ?, ?, ?, ?)""")
                .params(Values.of(
                        gathering.id(),
                        sheet.text() == null ? "" : sheet.text().fr(),
                        sheet.text() == null ? null : sheet.text().en(),
                        sides == null ? null : sides.administration(),
                        sides == null ? null : sides.society(),
                        sheet.organisations()))
                .update();
        db.sql("update gathering set reported_at = ? where id = ?")
                .params(Values.of(clock.now(), gathering.id()))
                .update();
        gatherings.step(gathering.id(), "REPORTED", actor, null);
        outcomes.publishAll(actor, gathering);
        gatherings.record(gathering, actor, "agenda.reported", null);
    }

    /** @throws BadInput before its end, and after its report */
    void mustBeHeld(Gathering gathering) {
        switch (gathering.phase(clock.now())) {
            case HELD -> {}
            case REPORTED -> throw new BadInput("agenda.report.twice");
            default -> throw new BadInput("agenda.report.early");
        }
    }
}
