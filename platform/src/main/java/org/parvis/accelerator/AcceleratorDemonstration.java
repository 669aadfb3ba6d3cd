package org.parvis.accelerator;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Demonstration;
import org.parvis.house.Values;
import org.parvis.territories.Theme;
import org.parvis.trace.Link;
import org.parvis.trace.Traces;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;
import org.parvis.web.Yaml;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The first call, with its real dates and totals, and its cohort in its second month. Applications and initiatives are
 * invented; one is borne by the member of the demonstration, another has its second contributor for a mentor.
 */
@Component
class AcceleratorDemonstration implements Demonstration {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final String COMMITMENT = "/plans/2021-2023/actions/47", PANEL = "/panels/jury-accelerateur";
    private static final String PATH = "/accelerateur/appels/";
    private static final Bilingual KEPT =
            new Bilingual("Accompagnée au titre de cette action.", "Supported in fulfilment of this commitment.");
    private static final Bilingual CHOSEN = new Bilingual("L’appel l’a choisie.", "The call chose it.");
    private static final Bilingual MEETS = new Bilingual("La promotion s’y réunit.", "The cohort meets there.");

    private final JdbcClient db;
    private final Calls calls;
    private final Applications applications;
    private final Rankings rankings;
    private final Traces traces;
    private final JsonMapper json;

    AcceleratorDemonstration(
            JdbcClient db, Calls calls, Applications applications, Rankings rankings, Traces traces, JsonMapper json) {
        this.db = db;
        this.calls = calls;
        this.applications = applications;
        this.rankings = rankings;
        this.traces = traces;
        this.json = json;
    }

    /** @param kinds how many of each applied, {@code ideas} and {@code settings} what those not selected are made of */
    record All(
            CallItem call,
            Map<ApplicantKind, Integer> kinds,
            Map<Application.Outcome, Told> verdicts,
            int ineligible,
            int reserve,
            int agents,
            int citizens,
            List<Idea> ideas,
            List<String> settings,
            List<String> territories,
            Map<ApplicantKind, List<String>> names,
            CohortItem cohort,
            List<Item> initiatives) {}

    record CallItem(
            String slug,
            Bilingual title,
            Bilingual summary,
            Bilingual rules,
            LocalDateTime opens,
            LocalDateTime closes,
            LocalDate shortlistOn,
            LocalDate announcedOn,
            int places,
            int shortlist,
            Map<Call.Step.Kind, LocalDateTime> steps,
            List<FieldItem> fields,
            List<Bilingual> eligibility,
            List<CriterionItem> criteria) {
        Instant at(Call.Step.Kind step) {
            return AcceleratorDemonstration.at(Objects.requireNonNull(steps.get(step)));
        }
    }

    record FieldItem(
            String kind,
            Bilingual section,
            Bilingual label,
            @Nullable List<Bilingual> options,
            boolean required,
            String seenBy) {}

    /** @param advice to those whom it kept from being selected */
    record CriterionItem(
            CallCollege college, Bilingual name, Bilingual guidance, int scale, int weight, String advice) {}

    record Told(String reasons, String advice) {}

    record Idea(Theme theme, String title) {}

    record CohortItem(
            String slug,
            Bilingual title,
            Bilingual summary,
            LocalDate starts,
            LocalDate ends,
            LocalDateTime opened,
            List<String> meetings) {}

    /** @param member whether the member of the demonstration bears it */
    record Item(
            String slug,
            ApplicantKind kind,
            String bearer,
            @Nullable Boolean member,
            Theme theme,
            String territory,
            Bilingual title,
            Bilingual summary,
            Bilingual text,
            List<MentorItem> mentors,
            List<NeedItem> needs,
            List<MilestoneItem> milestones,
            @Nullable ReportItem report,
            List<CheckInItem> checkins) {}

    /** @param contributor whether the second contributor of the demonstration sits in this office */
    record MentorItem(
            String organisation, Bilingual office, @Nullable Boolean contributor) {}

    record NeedItem(
            Need.Kind kind,
            Bilingual text,
            LocalDate on,
            @Nullable List<OfferItem> offers,
            @Nullable LocalDate met) {}

    record OfferItem(
            String organisation,
            Bilingual text,
            LocalDate on,
            @Nullable Boolean accepted) {}

    record MilestoneItem(
            Bilingual title,
            LocalDate due,
            @Nullable LocalDate done,
            @Nullable MoveItem moved) {}

    record MoveItem(LocalDate to, LocalDate on, Bilingual reason) {}

    record ReportItem(LocalDate on, Bilingual text, Bilingual learnt, List<InitiativeReport.Result> results) {}

    record CheckInItem(
            LocalDate on,
            CheckIn.Pace pace,
            String done,
            @Nullable String next,
            @Nullable String blocked) {}

    private static Instant at(LocalDateTime local) {
        return local.atZone(ZONE).toInstant();
    }

    private static Instant at(LocalDate day) {
        return at(day.atTime(10, 0));
    }

    @Override
    public void load() {
        var all = Yaml.one("demonstration/accelerator.yaml", All.class);
        long call = open(all);
        apply(call, all);
        answer(call, all);
        step(call, all, Call.Step.Kind.PUBLISHED);
        link(
                Link.Kind.RAISED_AT,
                COMMITMENT,
                PATH + all.call().slug(),
                KEPT,
                all.call().opens().toLocalDate());
        step(call, all, Call.Step.Kind.CHECKED);
        judge(call, all, CallCollege.ADMINISTRATION, all.agents(), Call.Step.Kind.READ);
        db.sql("""
                update application a set shortlisted_at = ? from result r
                where r.application_id = a.id and r.call_id = ? and r.stage = 'ADMINISTRATION' and r.place <= ?""")
                .params(Values.of(
                        all.call().at(Call.Step.Kind.SHORTLISTED),
                        call,
                        all.call().shortlist()))
                .update();
        step(call, all, Call.Step.Kind.SHORTLISTED);
        judge(call, all, CallCollege.CITIZENS, all.citizens(), Call.Step.Kind.JUDGED);
        step(call, all, Call.Step.Kind.RANKED);
        step(call, all, Call.Step.Kind.ANNOUNCED);
        db.sql("""
                update application a set outcome = case when r.place <= :places then 'SELECTED' when r.place <= :places + :reserve then 'RESERVE'
                    else 'NOT_SELECTED' end
                from result r where r.application_id = a.id and r.call_id = :call and r.stage = 'JOINT'""")
                .param("places", all.call().places())
                .param("reserve", all.reserve())
                .param("call", call)
                .update();
        tell(call, all);
        long cohort = support(call, all);
        for (var item : all.initiatives()) follow(call, cohort, all.cohort(), item);
    }

    private void step(long call, All all, Call.Step.Kind step) {
        db.sql("insert into call_step (call_id, step, taken_at) values (?, ?, ?)")
                .params(Values.of(call, step.name(), all.call().at(step)))
                .update();
    }

    /**
     * A college of invented jurors, the last citizen of whom is the demonstration's, some severe and some lenient, reads what it has to, and is closed. What is in the cohort was
     * liked.
     */
    private void judge(long call, All all, CallCollege college, int jurors, Call.Step.Kind closed) {
        var of = calls.get(call);
        var at = all.call().at(closed);
        db.sql("""
                insert into call_juror (call_id, college, email, person_id, from_panel, invited_at)
                select ?, ?, j.email, p.id, ?, ?::timestamptz - interval '8 days' from unnest(?::text[]) with ordinality j (email, n)
                left join person p on p.email = j.email order by j.n""")
                .params(Values.of(call, college.name(), college == CallCollege.CITIZENS, at, emails(college, jurors)))
                .update();
        db.sql("""
                with j as (select id, row_number() over (order by id) - 1 as n from call_juror where call_id = :call and college = :college),
                a as (select id, row_number() over (order by number) - 1 as n from application
                      where call_id = :call and eligible and (:college = 'ADMINISTRATION' or shortlisted_at is not null))
                insert into assignment (juror_id, application_id, assigned_at)
                select j.id, a.id, :at::timestamptz - interval '7 days' from a cross join generate_series(0, :readers - 1) as r (n)
                join j on j.n = (a.n * :readers + r.n + a.n / :jurors) % :jurors""")
                .param("call", call)
                .param("college", college.name())
                .param("at", at.toString())
                .param("readers", of.readers(college))
                .param("jurors", jurors)
                .update();
        db.sql("""
                insert into ballot (assignment_id, sheet, saved_at, handed_at)
                select a.id, gen_random_uuid(), :at::timestamptz - interval '1 day', :at::timestamptz - interval '1 day'
                from assignment a join call_juror j on j.id = a.juror_id where j.call_id = :call and j.college = :college""")
                .param("call", call)
                .param("college", college.name())
                .param("at", at.toString())
                .update();
        // A hash instead of chance: the same scores everywhere.
        db.sql("""
                insert into ballot_score (assignment_id, criterion_id, score)
                select a.id, c.id, least(c.scale, greatest(0,
                           case when i.outcome = 'SELECTED' then 4 else h.title % 3 end
                           + h.quality % 2 - j.n % 5 / 4 + h.taste % 5 / 4))
                from assignment a join (select *, row_number() over (order by id) - 1 as n from call_juror where call_id = :call) j
                    on j.id = a.juror_id
                join application i on i.id = a.application_id join criterion c on c.call_id = j.call_id and c.college = j.college
                cross join lateral (
                    select get_byte(sha256(convert_to(i.title, 'UTF8')), 0) as title,
                           get_byte(sha256(convert_to(i.title || c.position, 'UTF8')), 0) as quality,
                           get_byte(sha256(convert_to(i.title || c.position || '/' || j.n, 'UTF8')), 0) as taste) h
                where j.college = :college""").param("call", call).param("college", college.name()).update();
        step(call, all, closed);
        rankings.rank(calls.get(call), college);
    }

    /** Invented addresses, which name those without an account; the last citizen is the juror of the demonstration. */
    private static String[] emails(CallCollege college, int jurors) {
        boolean citizens = college == CallCollege.CITIZENS;
        var emails = IntStream.rangeClosed(1, jurors)
                .mapToObj(n -> (citizens ? "citoyen-" : "agent-") + n + "@demonstration.example")
                .toArray(String[]::new);
        if (citizens) emails[jurors - 1] = "juror@demonstration.example";
        return emails;
    }

    /** What each applicant was told: written by the contributor, approved by the coordinator, sent at the announcement. */
    private void tell(long call, All all) {
        var of = calls.get(call);
        var criteria = calls.listCriteria(of);
        Map<Integer, Ranked> ranked = new HashMap<>();
        Map<Integer, Integer> among = new HashMap<>();
        for (var stage : List.of(Rankings.Stage.ADMINISTRATION, Rankings.Stage.JOINT)) {
            var lines = rankings.list(of, stage);
            for (var line : lines) {
                ranked.put(line.number(), line);
                among.put(line.number(), lines.size());
            }
        }
        var told =
                applications.list(of).stream().filter(a -> a.outcome() != null).toList();
        var reasons = new ArrayList<String>();
        var advice = new ArrayList<String>();
        for (var application : told) {
            var words = Objects.requireNonNull(all.verdicts().get(application.outcome()));
            var line = ranked.get(application.number());
            var decided = line == null
                    ? List.<Criterion>of()
                    : line.decided(criteria).stream()
                            .map(Ranked.Reason::criterion)
                            .toList();
            reasons.add(new MessageFormat(words.reasons(), Locale.FRENCH).format(new Object[] {
                line == null ? 0 : line.place(),
                among.getOrDefault(application.number(), 0),
                decided.isEmpty()
                        ? "des notes très proches"
                        : decided.stream()
                                .map(c -> c.name().fr().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", ")),
                Objects.requireNonNullElse(application.checkReason(), "")
            }));
            advice.add(
                    application.outcome() == Application.Outcome.SELECTED || decided.isEmpty()
                            ? words.advice()
                            : all.call().criteria().stream()
                                            .filter(c -> c.name()
                                                    .equals(decided.getFirst().name()))
                                            .findFirst()
                                            .orElseThrow()
                                            .advice()
                                    + " " + words.advice());
        }
        db.sql("""
                insert into verdict (application_id, outcome, reasons, advice, written_at, written_by, approved_at, approved_by, sent_at)
                select a.id, a.outcome, v.reasons, v.advice, :at::timestamptz - interval '3 days', w.id,
                       :at::timestamptz - interval '1 day', c.id, :at::timestamptz
                from unnest(:ids::bigint[], :reasons::text[], :advice::text[]) v (id, reasons, advice)
                join application a on a.id = v.id
                join person w on w.email = 'contributor@demonstration.example'
                join person c on c.email = 'coordinator@demonstration.example'""")
                .param("at", all.call().at(Call.Step.Kind.ANNOUNCED).toString())
                .param("ids", told.stream().map(Application::id).toArray(Long[]::new))
                .param("reasons", reasons.toArray(String[]::new))
                .param("advice", advice.toArray(String[]::new))
                .update();
    }

    private long open(All all) {
        var item = all.call();
        long call = db.sql("""
                insert into call (slug, title_fr, title_en, summary_fr, summary_en, rules_fr, rules_en, organisation_id, about,
                                  applicants, zone, opens_at, closes_at, shortlist_on, announced_on, places, shortlist, panel, numbered)
                values (?, ?, ?, ?, ?, ?, ?, (select id from organisation where slug = 'ditp'), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                returning id""")
                .params(Values.of(
                        item.slug(),
                        item.title().fr(),
                        item.title().en(),
                        item.summary().fr(),
                        item.summary().en(),
                        item.rules().fr(),
                        item.rules().en(),
                        COMMITMENT,
                        Arrays.stream(ApplicantKind.values()).map(Enum::name).toArray(String[]::new),
                        ZONE.getId(),
                        at(item.opens()),
                        at(item.closes()),
                        item.shortlistOn(),
                        item.announcedOn(),
                        item.places(),
                        item.shortlist(),
                        PANEL,
                        all.kinds().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum()))
                .query(Long.class)
                .single();
        for (int i = 0; i < item.fields().size(); i++) {
            var field = item.fields().get(i);
            db.sql("""
                    insert into call_field (call_id, position, kind, section_fr, section_en, label_fr, label_en, options, required, seen_by)
                    values (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)""")
                    .params(Values.of(
                            call,
                            i + 1,
                            field.kind(),
                            field.section().fr(),
                            field.section().en(),
                            field.label().fr(),
                            field.label().en(),
                            json.writeValueAsString(field.options() == null ? List.of() : field.options()),
                            field.required(),
                            field.seenBy()))
                    .update();
        }
        for (int i = 0; i < item.eligibility().size(); i++)
            db.sql("insert into eligibility_rule (call_id, position, rule_fr, rule_en) values (?, ?, ?, ?)")
                    .params(Values.of(
                            call,
                            i + 1,
                            item.eligibility().get(i).fr(),
                            item.eligibility().get(i).en()))
                    .update();
        for (int i = 0; i < item.criteria().size(); i++) {
            var criterion = item.criteria().get(i);
            db.sql("""
                    insert into criterion (call_id, college, position, name_fr, name_en, guidance_fr, guidance_en, scale, weight)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(Values.of(
                            call,
                            criterion.college().name(),
                            i + 1,
                            criterion.name().fr(),
                            criterion.name().en(),
                            criterion.guidance().fr(),
                            criterion.guidance().en(),
                            criterion.scale(),
                            criterion.weight()))
                    .update();
        }
        return call;
    }

    /** An application before it has its number: {@code outcome} what became of it. */
    private record Sent(
            ApplicantKind kind,
            String name,
            String title,
            String summary,
            Theme theme,
            String territory,
            Application.Outcome outcome) {}

    /** Those selected and all the others, in the order in which they came: many on the last evening. */
    private void apply(long call, All all) {
        var random = new Random(47);
        var sent = new ArrayList<Sent>();
        for (var item : all.initiatives())
            sent.add(new Sent(
                    item.kind(),
                    item.bearer(),
                    item.title().fr(),
                    item.summary().fr(),
                    item.theme(),
                    item.territory(),
                    Application.Outcome.SELECTED));
        int nth = 0;
        for (var kind : ApplicantKind.values()) {
            int wanted = all.kinds().getOrDefault(kind, 0)
                    - (int) sent.stream().filter(s -> s.kind() == kind).count();
            for (int i = 0; i < wanted; i++, nth++) sent.add(invent(kind, nth, all));
        }
        Collections.shuffle(sent, random);
        Instant opens = at(all.call().opens()), closes = at(all.call().closes());
        long whole = Duration.between(opens, closes).toSeconds();
        var moments = sent.stream()
                .map(_ -> opens.plusSeconds(Math.min(whole - 60, (long) (whole * Math.pow(random.nextDouble(), 0.35)))))
                .sorted()
                .toList();
        var checked = all.call().at(Call.Step.Kind.CHECKED);
        db.sql("""
                insert into application (call_id, number, standing, applicant_id, kind, name, title, summary, theme, territory, consents,
                                         started_at, changed_at, submitted_at, digest, eligible, checked_at, check_reason, outcome, fictional)
                select ?, n, 'SUBMITTED', null, kind, name, title, summary, theme, territory, outcome = 'SELECTED',
                       at::timestamptz - interval '3 hours', at::timestamptz, at::timestamptz,
                       repeat('0', 64), outcome <> 'INELIGIBLE', ?,
                       case when outcome = 'INELIGIBLE' then ? end, outcome, true
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                     with ordinality a (kind, name, title, summary, theme, territory, outcome, at, n)""")
                .params(Values.of(
                        call,
                        checked,
                        "Le dossier ne dit pas en quoi le projet sert l’intérêt général (motif fictif).",
                        texts(sent, s -> s.kind().name()),
                        texts(sent, Sent::name),
                        texts(sent, Sent::title),
                        texts(sent, Sent::summary),
                        texts(sent, s -> s.theme().name()),
                        texts(sent, Sent::territory),
                        texts(sent, s -> s.outcome().name()),
                        moments.stream().map(Instant::toString).toArray(String[]::new)))
                .update();
    }

    /** What they answered, and the digest that their receipts bear. */
    private void answer(long call, All all) {
        db.sql("""
                insert into application_answer (application_id, field_id, value)
                select a.id, f.id, case f.position
                    when 1 then 'Un manque constaté sur place, que personne ne comble : ' || lower(left(a.title, 1)) || substr(a.title, 2) || '.'
                    when 2 then a.summary || ' Trois personnes y travaillent chaque semaine depuis six mois.'
                    when 3 then case a.number % 3 when 0 then 'Pas encore' else 'Oui' end
                    else 'Des données publiques, et quelqu’un qui connaisse le sujet.' end
                from application a join call_field f on f.call_id = a.call_id and f.position <= 4 where a.call_id = ?""").param(call).update();
        db.sql("""
                insert into eligibility_answer (application_id, rule_id, met, reason, answered_at)
                select a.id, r.id, a.eligible or r.position > 1, case when a.eligible or r.position > 1 then '' else a.check_reason end,
                       a.checked_at from application a join eligibility_rule r on r.call_id = a.call_id where a.call_id = ?""").param(call).update();
        var of = calls.get(call);
        Map<Long, CallField> fields = new HashMap<>();
        for (var field : calls.listFields(of)) fields.put(field.id(), field);
        Map<Long, List<Application.Answer>> answers = new HashMap<>();
        db.sql("""
                select v.* from application_answer v join application a on a.id = v.application_id join call_field f on f.id = v.field_id
                where a.call_id = ? order by f.position""")
                .param(call)
                .query((row, _) -> answers.computeIfAbsent(row.getLong("application_id"), _ -> new ArrayList<>())
                        .add(new Application.Answer(
                                Objects.requireNonNull(fields.get(row.getLong("field_id"))),
                                row.getString("value"),
                                List.of())))
                .list();
        var sent = applications.list(of);
        db.sql("""
                update application a set digest = d.digest from unnest(?::bigint[], ?::text[]) d (id, digest) where a.id = d.id""")
                .params(
                        sent.stream().map(Application::id).toArray(Long[]::new),
                        sent.stream()
                                .map(a -> Receipt.digest(Receipt.text(of, a, answers.getOrDefault(a.id(), List.of()))))
                                .toArray(String[]::new))
                .update();
    }

    /** One that was not selected: each idea meets each setting once. */
    private static Sent invent(ApplicantKind kind, int nth, All all) {
        var idea = all.ideas().get(nth % all.ideas().size());
        String setting = all.settings()
                .get((nth + nth / all.ideas().size()) % all.settings().size());
        var names = Objects.requireNonNull(all.names().get(kind));
        var outcome = nth % 16 == 7 && nth / 16 < all.ineligible()
                ? Application.Outcome.INELIGIBLE
                : Application.Outcome.NOT_SELECTED;
        return new Sent(
                kind,
                names.get(nth % names.size()),
                idea.title() + " " + setting,
                idea.title() + " " + setting + " : une équipe locale, un essai de trois mois, des résultats publiés.",
                idea.theme(),
                all.territories().get((nth * 7) % all.territories().size()),
                outcome);
    }

    private static String[] texts(List<Sent> sent, Function<Sent, String> part) {
        return sent.stream().map(part).toArray(String[]::new);
    }

    private long support(long call, All all) {
        var item = all.cohort();
        long cohort = db.sql("""
                insert into cohort (call_id, slug, title_fr, title_en, summary_fr, summary_en, starts_on, ends_on, fictional)
                values (?, ?, ?, ?, ?, ?, ?, ?, false) returning id""")
                .params(Values.of(
                        call,
                        item.slug(),
                        item.title().fr(),
                        item.title().en(),
                        item.summary().fr(),
                        item.summary().en(),
                        item.starts(),
                        item.ends()))
                .query(Long.class)
                .single();
        db.sql("insert into cohort_step (cohort_id, step, taken_at) values (?, 'OPENED', ?)")
                .params(Values.of(cohort, at(item.opened())))
                .update();
        String path = "/accelerateur/promotions/" + item.slug();
        link(Link.Kind.RAISED_AT, COMMITMENT, path, KEPT, item.starts());
        link(Link.Kind.CONTINUED_BY, PATH + all.call().slug(), path, CHOSEN, item.starts());
        for (String meeting : item.meetings())
            link(
                    Link.Kind.DISCUSSED_AT,
                    path,
                    "/agenda/" + meeting,
                    MEETS,
                    item.starts().plusDays(30));
        return cohort;
    }

    private void link(Link.Kind kind, String origin, String outcome, Bilingual reason, LocalDate on) {
        traces.link(
                new Traces.By(Role.COORDINATOR, null, null),
                kind,
                origin,
                outcome,
                new Traces.Reason(reason.fr(), reason.en(), true),
                null,
                on);
    }

    private void follow(long call, long cohort, CohortItem of, Item item) {
        long application = db.sql("""
                update application set applicant_id = case when ? then (select id from person where email = 'member@demonstration.example') end
                where call_id = ? and outcome = 'SELECTED' and title = ? returning id""")
                .params(Values.of(
                        Boolean.TRUE.equals(item.member()), call, item.title().fr()))
                .query(Long.class)
                .single();
        long id = db.sql("""
                insert into initiative (cohort_id, application_id, slug, title_fr, title_en, summary_fr, summary_en, text_fr, text_en,
                                        bearer, theme, territory, fictional)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true) returning id""")
                .params(Values.of(
                        cohort,
                        application,
                        item.slug(),
                        item.title().fr(),
                        item.title().en(),
                        item.summary().fr(),
                        item.summary().en(),
                        item.text().fr(),
                        item.text().en(),
                        item.bearer(),
                        item.theme().name(),
                        item.territory()))
                .query(Long.class)
                .single();
        db.sql("insert into initiative_step (initiative_id, step, taken_at) values (?, 'PUBLISHED', ?)")
                .params(Values.of(id, at(of.opened())))
                .update();
        link(Link.Kind.RAISED_AT, COMMITMENT, "/accelerateur/initiatives/" + item.slug(), KEPT, of.starts());
        for (var mentor : item.mentors())
            db.sql("""
                    insert into mentor (initiative_id, person_id, organisation_id, office_fr, office_en, named_at)
                    values (?, case when ? then (select id from person where email = 'contributor-justice@demonstration.example') end,
                            (select id from organisation where slug = ?), ?, ?, ?)""")
                    .params(Values.of(
                            id,
                            Boolean.TRUE.equals(mentor.contributor()),
                            mentor.organisation(),
                            mentor.office().fr(),
                            mentor.office().en(),
                            at(of.opened())))
                    .update();
        for (var need : item.needs()) lack(id, need);
        if (item.report() != null) report(id, item.report());
        for (var milestone : item.milestones()) promise(id, of, milestone);
        for (var point : item.checkins())
            db.sql("""
                    insert into check_in (initiative_id, met_on, pace, done, next, blocked, written_at) values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(Values.of(
                            id,
                            point.on(),
                            point.pace().name(),
                            point.done(),
                            point.next() == null ? "" : point.next(),
                            point.blocked() == null ? "" : point.blocked(),
                            at(point.on())))
                    .update();
    }

    private void report(long initiative, ReportItem item) {
        db.sql("""
                insert into initiative_report (initiative_id, text_fr, text_en, learnt_fr, learnt_en, handed_at) values (?, ?, ?, ?, ?, ?)""")
                .params(Values.of(
                        initiative,
                        item.text().fr(),
                        item.text().en(),
                        item.learnt().fr(),
                        item.learnt().en(),
                        at(item.on())))
                .update();
        for (int i = 0; i < item.results().size(); i++) {
            var result = item.results().get(i);
            db.sql(
                            "insert into initiative_result (initiative_id, position, figure, label_fr, label_en) values (?, ?, ?, ?, ?)")
                    .params(Values.of(
                            initiative,
                            i + 1,
                            result.figure(),
                            result.label().fr(),
                            result.label().en()))
                    .update();
        }
    }

    private void lack(long initiative, NeedItem item) {
        long need = db.sql("""
                insert into need (initiative_id, kind, text_fr, text_en, stated_at, met_at) values (?, ?, ?, ?, ?, ?) returning id""")
                .params(Values.of(
                        initiative,
                        item.kind().name(),
                        item.text().fr(),
                        item.text().en(),
                        at(item.on()),
                        item.met() == null ? null : at(item.met())))
                .query(Long.class)
                .single();
        for (var offer : item.offers() == null ? List.<OfferItem>of() : item.offers())
            db.sql("""
                    insert into offer (need_id, organisation_id, text_fr, text_en, offered_at, answered_at, accepted)
                    values (?, (select id from organisation where slug = ?), ?, ?, ?, ?, ?)""")
                    .params(Values.of(
                            need,
                            offer.organisation(),
                            offer.text().fr(),
                            offer.text().en(),
                            at(offer.on()),
                            offer.accepted() == null ? null : at(offer.on().plusDays(2)),
                            offer.accepted()))
                    .update();
    }

    private void promise(long initiative, CohortItem of, MilestoneItem item) {
        long milestone = db.sql("""
                insert into initiative_milestone (initiative_id, title_fr, title_en, due_on, done_on, stated_at)
                values (?, ?, ?, ?, ?, ?) returning id""")
                .params(Values.of(
                        initiative,
                        item.title().fr(),
                        item.title().en(),
                        item.due(),
                        item.done(),
                        at(of.starts().plusDays(7))))
                .query(Long.class)
                .single();
        if (item.moved() != null)
            db.sql("""
                    insert into initiative_milestone_move (milestone_id, due_on, reason_fr, reason_en, moved_at) values (?, ?, ?, ?, ?)""")
                    .params(Values.of(
                            milestone,
                            item.moved().to(),
                            item.moved().reason().fr(),
                            item.moved().reason().en(),
                            at(item.moved().on())))
                    .update();
    }
}
