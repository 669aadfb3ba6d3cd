package org.parvis.agenda;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.house.Demonstration;
import org.parvis.house.Values;
import org.parvis.trace.Link;
import org.parvis.trace.Traces;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;
import org.parvis.web.Yaml;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The gatherings in which the plan was made, and some to come. Those who registered are invented, and have no address. */
@Component
class AgendaDemonstration implements Demonstration {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final int MINUTES_BETWEEN = 37;

    private final JdbcClient db;
    private final Gatherings gatherings;
    private final Places places;
    private final Traces traces;
    private final JsonMapper json;

    AgendaDemonstration(JdbcClient db, Gatherings gatherings, Places places, Traces traces, JsonMapper json) {
        this.db = db;
        this.gatherings = gatherings;
        this.places = places;
        this.traces = traces;
        this.json = json;
    }

    record All(List<StatedItem> stated, List<SeriesItem> series, List<Item> gatherings) {}

    record StatedItem(int year, int gatherings, int participants, Bilingual source) {}

    record SeriesItem(String slug, Bilingual title, Bilingual text, String rule, LocalDate begins) {}

    record Item(
            String slug,
            Gathering.Kind kind,
            Gathering.Mode mode,
            College.Side initiative,
            Bilingual title,
            Bilingual summary,
            @Nullable Bilingual text,
            LocalDateTime starts,
            LocalDateTime ends,
            @Nullable String place,
            @Nullable String access,
            @Nullable String accessibility,
            @Nullable String join,
            List<String> organisers,
            List<String> themes,
            @Nullable List<String> colleges,
            @Nullable String about,
            LocalDateTime published,
            boolean fictional,
            @Nullable String series,
            @Nullable List<Gathering.Speaker> speakers,
            @Nullable Integer teams,
            @Nullable Integer places,
            SharesForm.@Nullable Way share,
            @Nullable List<SlotItem> slots,
            @Nullable List<WorkshopItem> workshops,
            @Nullable List<QuestionItem> questions,
            @Nullable Map<College, Integer> registered,
            @Nullable Integer present,
            @Nullable Integer crowded,
            @Nullable List<ChallengeItem> challenges,
            @Nullable List<ProjectItem> projects,
            @Nullable List<OutcomeItem> outcomes,
            @Nullable ReportItem report,
            Gathering.@Nullable Standing standing,
            @Nullable Bilingual answer) {}

    record SlotItem(LocalDateTime starts, LocalDateTime ends) {}

    record WorkshopItem(Bilingual title, int places) {}

    record QuestionItem(
            Bilingual label,
            @Nullable List<Bilingual> options,
            @Nullable Boolean required) {}

    record ChallengeItem(Bilingual title, Bilingual text) {}

    record ProjectItem(
            int challenge,
            String name,
            int members,
            String title,
            String text,
            String repository,
            String licence,
            @Nullable Bilingual distinction) {}

    /** @param leads the address of what came of it, with the {@code reason} */
    record OutcomeItem(
            @Nullable Integer workshop,
            String kind,
            Bilingual title,
            Bilingual text,
            @Nullable String leads,
            @Nullable Bilingual reason) {}

    record ReportItem(LocalDateTime at, Bilingual text) {}

    @Override
    public void load() {
        var all = Yaml.one("demonstration/agenda.yaml", All.class);
        for (var stated : all.stated())
            db.sql(
                            "insert into stated_tally (year, gatherings, participants, source_fr, source_en) values (?, ?, ?, ?, ?)")
                    .params(Values.of(
                            stated.year(),
                            stated.gatherings(),
                            stated.participants(),
                            stated.source().fr(),
                            stated.source().en()))
                    .update();
        // Whoever visits as a member may propose a gathering, for an invented association.
        db.sql("""
                insert into affiliation (person_id, organisation_id, claimed_at, decided_at, accepted)
                select p.id, o.id, now(), now(), true from person p, organisation o
                where p.email = 'member@demonstration.example' and o.slug = 'cercle-mirabelle' on conflict do nothing""").update();
        Map<String, Long> series = new HashMap<>();
        for (var item : all.series())
            series.put(
                    item.slug(),
                    db.sql("""
                            insert into series (slug, title_fr, title_en, text_fr, text_en, rule, begins_on)
                            values (?, ?, ?, ?, ?, ?, ?) returning id""")
                            .params(Values.of(
                                    item.slug(),
                                    item.title().fr(),
                                    item.title().en(),
                                    item.text().fr(),
                                    item.text().en(),
                                    item.rule(),
                                    item.begins()))
                            .query(Long.class)
                            .single());
        all.gatherings().forEach(item -> load(item, item.series() == null ? null : series.get(item.series())));
    }

    private void load(Item item, @Nullable Long series) {
        var standing = Objects.requireNonNullElse(item.standing(), Gathering.Standing.PUBLISHED);
        long id = db.sql("""
                insert into gathering (slug, kind, mode, standing, initiative, series_id, title_fr, title_en, summary_fr, summary_en,
                    text_fr, text_en, starts_at, ends_at, zone, place, access, accessibility, join_url, colleges, themes, about,
                    team_most, fictional)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                .params(Values.of(
                        item.slug(),
                        item.kind().name(),
                        item.mode().name(),
                        standing.name(),
                        item.initiative().name(),
                        series,
                        item.title().fr(),
                        item.title().en(),
                        item.summary().fr(),
                        item.summary().en(),
                        item.text() == null ? "" : item.text().fr(),
                        item.text() == null ? null : item.text().en(),
                        at(item.starts()),
                        at(item.ends()),
                        ZONE.getId(),
                        item.place(),
                        item.access(),
                        item.accessibility(),
                        item.join(),
                        array(item.colleges()),
                        array(item.themes()),
                        item.about(),
                        item.teams(),
                        item.fictional()))
                .query(Long.class)
                .single();
        db.sql("""
                insert into gathering_organiser (gathering_id, position, organisation_id)
                select ?, n, o.id from unnest(?::text[]) with ordinality s (slug, n) join organisation o on o.slug = s.slug""").params(id, array(item.organisers())).update();
        int position = 0;
        for (var speaker : list(item.speakers()))
            db.sql("insert into speaker (gathering_id, position, name, role_fr, role_en) values (?, ?, ?, ?, ?)")
                    .params(Values.of(
                            id,
                            ++position,
                            speaker.name(),
                            speaker.role() == null ? null : speaker.role().fr(),
                            speaker.role() == null ? null : speaker.role().en()))
                    .update();
        steps(id, item, standing);
        programme(id, item);
        ask(id, item);
        register(id, item);
        if (item.challenges() != null) hack(id, item);
        if (item.report() != null) report(id, item);
        if (item.outcomes() != null) conclude(id, item);
    }

    private static Instant at(LocalDateTime local) {
        return local.atZone(ZONE).toInstant();
    }

    private static String[] array(@Nullable List<String> values) {
        return list(values).toArray(String[]::new);
    }

    private static <T> List<T> list(@Nullable List<T> values) {
        return values == null ? List.of() : values;
    }

    /** Public ones are tied to what they are about; proposals have their answer. */
    private void steps(long id, Item item, Gathering.Standing standing) {
        if (item.standing() != null) step(id, "PROPOSED", at(item.published()), null);
        if (item.answer() != null)
            step(
                    id,
                    standing == Gathering.Standing.DECLINED ? "DECLINED" : "ACCEPTED",
                    at(item.published().plusDays(9)),
                    item.answer());
        if (standing != Gathering.Standing.PUBLISHED) return;
        var published =
                item.standing() == null ? item.published() : item.published().plusDays(12);
        step(id, "PUBLISHED", at(published), null);
        if (item.about() != null)
            traces.link(
                    new Traces.By(Role.COORDINATOR, null, null),
                    Link.Kind.DISCUSSED_AT,
                    item.about(),
                    "/agenda/" + item.slug(),
                    new Traces.Reason(item.summary().fr(), item.summary().en(), true),
                    null,
                    published.toLocalDate());
    }

    private void step(long id, String step, Instant at, @Nullable Bilingual reason) {
        db.sql("insert into gathering_step (gathering_id, step, taken_at, reason_fr, reason_en) values (?, ?, ?, ?, ?)")
                .params(Values.of(
                        id, step, at, reason == null ? null : reason.fr(), reason == null ? null : reason.en()))
                .update();
    }

    private void programme(long id, Item item) {
        var gathering = gatherings.get(id);
        var now = at(item.published());
        var shares = item.share() == SharesForm.Way.PARITY
                ? Quota.parity(Objects.requireNonNull(item.places()))
                : Quota.open(item.places());
        places.share(gathering, null, shares, null, now);
        int number = 0;
        for (var slot : list(item.slots()))
            db.sql("insert into slot (gathering_id, number, starts_at, ends_at) values (?, ?, ?, ?)")
                    .params(Values.of(id, ++number, at(slot.starts()), at(slot.ends())))
                    .update();
        number = 0;
        for (var workshop : list(item.workshops()))
            db.sql("insert into workshop (gathering_id, slot, number, title_fr, title_en) values (?, 1, ?, ?, ?)")
                    .params(Values.of(
                            id,
                            ++number,
                            workshop.title().fr(),
                            workshop.title().en()))
                    .update();
        for (var workshop : gatherings.getProgramme(gathering).workshops())
            places.share(
                    gathering,
                    workshop,
                    Quota.parity(Objects.requireNonNull(item.workshops())
                            .get(workshop.number() - 1)
                            .places()),
                    null,
                    now);
    }

    private void ask(long id, Item item) {
        int position = 0;
        for (var question : list(item.questions()))
            db.sql("""
                    insert into gathering_question (gathering_id, position, label_fr, label_en, options, required)
                    values (?, ?, ?, ?, ?::jsonb, ?)""")
                    .params(Values.of(
                            id,
                            ++position,
                            question.label().fr(),
                            question.label().en(),
                            json.writeValueAsString(list(question.options())),
                            Boolean.TRUE.equals(question.required())))
                    .update();
    }

    /** People of each college one after the other, each in one of the workshops; then who of them came. */
    private void register(long id, Item item) {
        if (item.registered() == null) return;
        item.registered()
                .forEach((college, people) -> db.sql("""
                        insert into registration (gathering_id, name, college, asked_at, confirmed_at, fictional)
                        select ?, (array['Alix', 'Camille', 'Claude', 'Dominique', 'Maxime', 'Noa', 'Sacha', 'Yaël'])[1 + n % 8]
                                  || ' ' || chr(65 + n / 8 % 26) || '.', ?, at, at, true
                        from generate_series(1, ?) n, lateral (select ?::timestamptz + n * make_interval(mins => ?) as at) m""")
                        .params(
                                id,
                                college.name(),
                                people,
                                at(item.published()).atOffset(ZoneOffset.UTC),
                                MINUTES_BETWEEN)
                        .update());
        db.sql("""
                insert into place (registration_id, slot, quota_id, standing)
                select r.id, 0, q.id, 'WAITING'
                from registration r join quota q on q.gathering_id = r.gathering_id and q.workshop_id is null
                    and r.college = any (q.colleges)
                where r.gathering_id = ? order by r.confirmed_at, r.id""").param(id).update();
        if (item.workshops() != null)
            // Two of three choose the crowded workshop, where there is one; the others each one in turn.
            db.sql("""
                    insert into place (registration_id, slot, workshop_id, quota_id, standing)
                    select r.id, w.slot, w.id, q.id, 'PENDING'
                    from (select *, row_number() over (partition by college order by id) as n from registration where gathering_id = ?) r
                    join workshop w on w.gathering_id = r.gathering_id
                        and w.number = case when r.n % 3 > 0 then coalesce(?, 1 + r.n % ?) else 1 + r.n % ? end
                    join quota q on q.workshop_id = w.id and r.college = any (q.colleges)
                    order by r.confirmed_at, r.id""")
                    .params(Values.of(
                            id,
                            item.crowded(),
                            item.workshops().size(),
                            item.workshops().size()))
                    .update();
        for (var quota : places.list(gatherings.get(id)))
            if (quota.workshop() == null) places.fill(quota.id(), at(item.published()));
        if (item.present() != null) db.sql("""
                    update place p set attended_at = g.starts_at
                    from registration r join gathering g on g.id = r.gathering_id
                    where r.id = p.registration_id and g.id = ? and p.standing = 'CONFIRMED' and r.id * 37 % 100 < ?""").params(id, item.present()).update();
    }

    private void hack(long id, Item item) {
        int number = 0;
        for (var challenge : list(item.challenges()))
            db.sql(
                            "insert into challenge (gathering_id, number, title_fr, title_en, text_fr, text_en) values (?, ?, ?, ?, ?, ?)")
                    .params(Values.of(
                            id,
                            ++number,
                            challenge.title().fr(),
                            challenge.title().en(),
                            challenge.text().fr(),
                            challenge.text().en()))
                    .update();
        number = 0;
        for (var project : list(item.projects())) {
            long team = db.sql("""
                    insert into team (gathering_id, number, challenge_id, name, title, text, repository, licence, distinction_fr,
                                      distinction_en, made_at, published_at, fictional)
                    select ?, ?, c.id, ?, ?, ?, ?, ?, ?, ?, ?, ?, true from challenge c where c.gathering_id = ? and c.number = ?
                    returning id""")
                    .params(Values.of(
                            id,
                            ++number,
                            project.name(),
                            project.title(),
                            project.text(),
                            project.repository(),
                            project.licence(),
                            project.distinction() == null
                                    ? null
                                    : project.distinction().fr(),
                            project.distinction() == null
                                    ? null
                                    : project.distinction().en(),
                            at(item.starts().plusHours(2)),
                            at(item.ends()),
                            id,
                            project.challenge()))
                    .query(Long.class)
                    .single();
            db.sql("""
                    insert into team_member (team_id, registration_id, joined_at)
                    select ?, r.id, ? from registration r
                    where r.gathering_id = ? and not exists (select from team_member m where m.registration_id = r.id)
                    order by r.id limit ?""")
                    .params(Values.of(team, at(item.starts().plusHours(2)), id, project.members()))
                    .update();
        }
    }

    private void report(long id, Item item) {
        var report = Objects.requireNonNull(item.report());
        db.sql("insert into gathering_report (gathering_id, text_fr, text_en) values (?, ?, ?)")
                .params(Values.of(id, report.text().fr(), report.text().en()))
                .update();
        db.sql("update gathering set reported_at = ? where id = ?")
                .params(Values.of(at(report.at()), id))
                .update();
        step(id, "REPORTED", at(report.at()), null);
    }

    private void conclude(long id, Item item) {
        int number = 0;
        var at = at(item.report() == null ? item.ends() : item.report().at());
        for (var outcome : list(item.outcomes())) {
            db.sql("""
                    insert into outcome (gathering_id, number, workshop_id, kind, title_fr, title_en, text_fr, text_en, written_at,
                                         published_at, fictional)
                    values (?, ?, (select w.id from workshop w where w.gathering_id = ? and w.number = ?), ?, ?, ?, ?, ?, ?, ?, true)""")
                    .params(Values.of(
                            id,
                            ++number,
                            id,
                            outcome.workshop(),
                            outcome.kind(),
                            outcome.title().fr(),
                            outcome.title().en(),
                            outcome.text().fr(),
                            outcome.text().en(),
                            at,
                            at))
                    .update();
            if (outcome.leads() != null && outcome.reason() != null)
                traces.link(
                        new Traces.By(Role.COORDINATOR, null, null),
                        Link.Kind.ADOPTED_IN,
                        "/agenda/" + item.slug() + "/suites/" + number,
                        outcome.leads(),
                        new Traces.Reason(
                                outcome.reason().fr(), outcome.reason().en(), true),
                        null,
                        at.atZone(ZONE).toLocalDate().plusDays(30));
        }
    }
}
