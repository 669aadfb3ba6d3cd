package org.parvis.barometer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.territories.Level;
import org.parvis.territories.Territory;
import org.parvis.trace.Link;
import org.parvis.trace.Thing;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The door for whoever holds an indicator: what it means, what it measures, how the future looks. Acts on a draft stay out of the
 * journal, since nobody may see it yet.
 */
@Component
class IndicatorOffice {
    /** What an indicator says, by the names of its columns; those that are other rows' numbers by their addresses. */
    private static final String TOLD = """
            jsonb_strip_nulls(to_jsonb(i) - array['id', 'edition', 'organisation_id', 'denominator_id', 'published_at', 'fictional']
                || jsonb_build_object('organisation', o.slug, 'denominator', d.code))""";

    private static final String JOINED =
            " from indicator i left join organisation o on o.id = i.organisation_id left join indicator d on d.id = i.denominator_id ";

    private static final TypeReference<TreeMap<String, Object>> COLUMNS = new TypeReference<>() {};

    private final JdbcClient db;
    private final Indicators indicators;
    private final Publications publications;
    private final Traces traces;
    private final Journal journal;
    private final CivicClock clock;
    private final JsonMapper json;

    IndicatorOffice(
            JdbcClient db,
            Indicators indicators,
            Publications publications,
            Traces traces,
            Journal journal,
            CivicClock clock,
            JsonMapper json) {
        this.db = db;
        this.indicators = indicators;
        this.publications = publications;
        this.traces = traces;
        this.journal = journal;
        this.clock = clock;
        this.json = json;
    }

    /**
     * What an indicator ought to say.
     *
     * @param organisation who holds it, by their address; none: the coordination alone
     * @param denominator the code of what a mean is weighted by
     */
    record Sheet(
            @Nullable String organisation,
            Bilingual topic,
            Bilingual name,
            Bilingual definition,
            Bilingual method,
            Bilingual unit,
            Direction direction,
            int periodMonths,
            int delayDays,
            Bilingual source,
            @Nullable String sourceUrl,
            String licence,
            Level finest,
            Aggregation aggregation,
            @Nullable String denominator,
            @Nullable Integer threshold) {}

    /** Whether this person may hold an indicator for this organisation; for nobody in particular, the coordination alone. */
    static boolean mayHold(@Nullable String organisation, Actor actor) {
        return actor.is(Role.COORDINATOR) || organisation != null && actor.isFor(Role.CONTRIBUTOR, organisation);
    }

    /** Prepares one: nobody but its holder sees it before it is opened. */
    @Transactional
    public void create(Actor actor, String code, Sheet sheet) {
        if (!mayHold(sheet.organisation(), actor)) throw new Forbidden();
        try {
            db.sql("insert into indicator (code, name_fr, direction) values (?, ?, ?)")
                    .params(code, sheet.name().fr(), sheet.direction().name())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new BadInput("barometer.indicator.code.taken");
        }
        set(code, sheet);
    }

    /**
     * Changes one; what it said before stays to be read, with the reason.
     *
     * @param edition the one that the form showed
     * @param confirmed whether figures that are there already may get another unit or direction
     */
    @Transactional
    public void change(Actor actor, String code, Sheet sheet, int edition, Bilingual reason, boolean confirmed) {
        lock(code);
        var before = indicators.getHeld(code, actor);
        if (!mayHold(sheet.organisation(), actor)) throw new Forbidden();
        if (before.edition() != edition) throw new BadInput("barometer.indicator.overtaken");
        if (!confirmed && changesMeaning(before, sheet) && hasReadings(before))
            throw new BadInput("barometer.indicator.confirm.bad");
        db.sql("""
                insert into indicator_version (indicator_id, edition, told, changed_at, changed_by, reason_fr, reason_en)
                select i.id, i.edition, %s, ?, ?, ?, ? %s where i.id = ?""".formatted(TOLD, JOINED))
                .params(Values.of(clock.now(), actor.personId(), reason.fr(), reason.en(), before.id()))
                .update();
        set(code, sheet);
        db.sql("update indicator set edition = edition + 1 where id = ?")
                .param(before.id())
                .update();
        if (!Objects.equals(before.threshold(), sheet.threshold())) publications.hide(before.id());
        if (before.published())
            record(act("barometer.changed", before, actor)
                    .because(reason.fr())
                    .with("edition", Integer.toString(edition + 1)));
    }

    /** Whether figures that are there already would mean something else. */
    static boolean changesMeaning(Indicator before, Sheet sheet) {
        return !before.unit().fr().equals(sheet.unit().fr()) || before.direction() != sheet.direction();
    }

    boolean hasReadings(Indicator indicator) {
        return db.sql("""
                select exists (select from reading where indicator_id = :it)
                    or exists (select from proposed_reading p join reading_batch b on b.id = p.batch_id
                               where p.indicator_id = :it and b.decision is null)""")
                .param("it", indicator.id())
                .query((row, _) -> row.getBoolean(1))
                .single();
    }

    private void set(String code, Sheet sheet) {
        if (sheet.denominator() != null
                && (sheet.denominator().equals(code)
                        || indicators.find(sheet.denominator()).isEmpty()))
            throw new BadInput("barometer.indicator.denominateur.bad");
        db.sql("""
                update indicator set organisation_id = (select id from organisation where slug = ?), topic_fr = ?, topic_en = ?,
                    name_fr = ?, name_en = ?, definition_fr = ?, definition_en = ?, method_fr = ?, method_en = ?, unit_fr = ?, unit_en = ?,
                    direction = ?, period_months = ?, delay_days = ?, source_fr = ?, source_en = ?, source_url = ?, licence = ?,
                    finest = ?, aggregation = ?, denominator_id = (select d.id from indicator d where d.code = ?), threshold = ?
                where code = ?""")
                .params(Values.of(
                        sheet.organisation(),
                        sheet.topic().fr(),
                        sheet.topic().en(),
                        sheet.name().fr(),
                        sheet.name().en(),
                        sheet.definition().fr(),
                        sheet.definition().en(),
                        sheet.method().fr(),
                        sheet.method().en(),
                        sheet.unit().fr(),
                        sheet.unit().en(),
                        sheet.direction().name(),
                        sheet.periodMonths(),
                        sheet.delayDays(),
                        sheet.source().fr(),
                        sheet.source().en(),
                        sheet.sourceUrl(),
                        sheet.licence(),
                        sheet.finest().name(),
                        sheet.aggregation().name(),
                        sheet.denominator(),
                        sheet.threshold(),
                        code))
                .update();
    }

    private void lock(String code) {
        db.sql("select from indicator where code = ? for update")
                .param(code)
                .query()
                .listOfRows();
    }

    /** Lets everyone read it. */
    @Transactional
    public void open(Actor actor, String code) {
        lock(code);
        var indicator = indicators.getHeld(code, actor);
        if (indicator.published()) return;
        db.sql("update indicator set published_at = ? where id = ?")
                .params(Values.of(clock.now(), indicator.id()))
                .update();
        record(act("barometer.opened", indicator, actor)
                .with("name", indicator.name().fr()));
    }

    /**
     * What an indicator said in an edition.
     *
     * @param told by the names of its columns
     * @param until the day it changed, and {@code reason} why; none where it still says so
     */
    record Version(
            int edition,
            Map<String, Object> told,
            @Nullable LocalDate until,
            @Nullable Bilingual reason) {}

    /** The one that holds first. */
    List<Version> listVersions(Indicator indicator) {
        return db.sql("""
                select i.edition, %s as told, null::date as until, null as reason_fr, null as reason_en %s where i.id = :it
                union all
                select v.edition, v.told, (v.changed_at at time zone :zone)::date, v.reason_fr, v.reason_en
                from indicator_version v where v.indicator_id = :it
                order by edition desc""".formatted(TOLD, JOINED))
                .param("it", indicator.id())
                .param("zone", clock.zone().getId())
                .query((row, _) -> new Version(
                        row.getInt("edition"),
                        json.readValue(row.getString("told"), COLUMNS),
                        row.getObject("until", LocalDate.class),
                        Bilingual.find(row, "reason")))
                .list();
    }

    /** What an indicator measures, as the trace names it. */
    record Tied(
            Indicators.Tie tie,
            @Nullable Thing thing,
            @Nullable Bilingual reason) {}

    List<Tied> listTied(Indicator indicator) {
        var links = db.sql("""
                select t.about, l.reason_fr, l.reason_en from indicator_tie t left join trace_live l on l.id = t.link_id
                where t.indicator_id = ?""")
                .param(indicator.id())
                .query((row, _) ->
                        Map.entry(row.getString("about"), Optional.ofNullable(Bilingual.find(row, "reason"))))
                .list();
        var ties = indicators.listTies(indicator);
        var things = traces.find(ties.stream().map(Indicators.Tie::about).collect(Collectors.toSet()), clock.today());
        return ties.stream()
                .map(tie -> new Tied(
                        tie,
                        things.get(tie.about()),
                        links.stream()
                                .filter(l -> l.getKey().equals(tie.about()))
                                .findFirst()
                                .flatMap(Map.Entry::getValue)
                                .orElse(null)))
                .toList();
    }

    /** Says that an indicator measures a commitment or an engagement, and how much it weighs in the rate of that. */
    @Transactional
    public void tie(Actor actor, String code, String about, BigDecimal weight, Bilingual reason) {
        lock(code);
        var indicator = indicators.getHeld(code, actor);
        if (!about.matches("/plans/[a-z0-9-]+/(engagements|actions)/[0-9]+")
                || traces.find(about, clock.today()).isEmpty()) throw new BadInput("barometer.indicator.objet.bad");
        if (indicators.listTies(indicator).stream().anyMatch(t -> t.about().equals(about)))
            throw new BadInput("barometer.indicator.objet.twice");
        long link = traces.link(
                by(indicator, actor),
                Link.Kind.MEASURED_BY,
                about,
                indicator.path(),
                new Traces.Reason(reason.fr(), reason.en(), indicator.fictional()),
                null,
                clock.today());
        db.sql("insert into indicator_tie (indicator_id, about, weight, link_id) values (?, ?, ?, ?)")
                .params(indicator.id(), about, weight, link)
                .update();
        if (indicator.published())
            record(act("barometer.tied", indicator, actor)
                    .because(reason.fr())
                    .with("about", about)
                    .with("weight", weight.toPlainString()));
    }

    /** It measures that no more; the trace keeps that it did. */
    @Transactional
    public void untie(Actor actor, String code, String about, Bilingual reason) {
        lock(code);
        var indicator = indicators.getHeld(code, actor);
        var link = db.sql("delete from indicator_tie where indicator_id = ? and about = ? returning link_id")
                .params(indicator.id(), about)
                .query((row, _) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .optional()
                .orElseThrow(() -> new BadInput("barometer.indicator.objet.bad"));
        link.ifPresent(id -> traces.end(
                by(indicator, actor),
                id,
                new Traces.Reason(reason.fr(), reason.en(), indicator.fictional()),
                clock.today()));
        if (indicator.published())
            record(act("barometer.untied", indicator, actor)
                    .because(reason.fr())
                    .with("about", about));
    }

    /** Says how the future looks somewhere; what was said before stays to be read. */
    @Transactional
    public void foresee(Actor actor, String code, Territory territory, Weather weather, Bilingual text) {
        var indicator = indicators.getHeld(code, actor);
        db.sql("""
                insert into outlook (indicator_id, territory_id, weather, text_fr, text_en, written_at, written_by, fictional)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Values.of(
                        indicator.id(),
                        territory.id(),
                        weather.name(),
                        text.fr(),
                        text.en(),
                        clock.now(),
                        actor.personId(),
                        indicator.fictional()))
                .update();
        if (indicator.published())
            record(act("barometer.weather", indicator, actor)
                    .because(text.fr())
                    .with("territory", territory.code())
                    .with("weather", weather.name()));
    }

    private static Traces.By by(Indicator indicator, Actor actor) {
        var office = Office.of(indicator, actor);
        return new Traces.By(office.role(), office.organisation(), actor.personId());
    }

    private static Act act(String kind, Indicator indicator, Actor actor) {
        var office = Office.of(indicator, actor);
        return Act.of(kind, indicator.path(), office.role(), office.organisation());
    }

    private void record(Act act) {
        journal.record(act);
    }
}
