package org.parvis.plan;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.trace.Link;
import org.parvis.trace.Thing;
import org.parvis.trace.TraceSource;
import org.parvis.web.Bilingual;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the trace knows of plans: commitments and their plans by address, and what reports and evidence follow by themselves. */
@Component
class PlanTrace implements TraceSource {
    private static final String PUBLIC =
            "exists (select from plan_step s where s.plan_id = p.id and s.step <> 'DRAFT' and s.taken_on <= :day)";
    private static final String ADDRESS = "/plans/[a-z0-9-]+(/(actions|engagements)/[0-9]{1,6})?";

    private final JdbcClient db;

    PlanTrace(JdbcClient db) {
        this.db = db;
    }

    static Thing thing(ActionPlan plan, Commitment commitment) {
        return new Thing(
                plan.path() + "/actions/" + commitment.number(),
                Thing.Kind.COMMITMENT,
                label(commitment.number()),
                commitment.title(),
                commitment.startsOn(),
                commitment.fictional());
    }

    static Thing thing(ActionPlan plan) {
        return new Thing(plan.path(), Thing.Kind.PLAN, null, plan.title(), plan.startsOn(), false);
    }

    static Thing thing(ActionPlan plan, Engagement engagement) {
        return new Thing(
                plan.path() + "/engagements/" + engagement.number(),
                Thing.Kind.ENGAGEMENT,
                engagement(engagement.number()),
                engagement.title(),
                plan.startsOn(),
                false);
    }

    private static Bilingual engagement(int number) {
        return new Bilingual("Engagement " + number, "Priority " + number);
    }

    @Override
    public Map<String, Thing> find(Collection<String> addresses, LocalDate day) {
        Map<String, Thing> things = new HashMap<>();
        var ours = addresses.stream().filter(a -> a.matches(ADDRESS)).toArray(String[]::new);
        if (ours.length == 0) return things;
        db.sql("""
                select '/plans/' || p.slug as address, 'PLAN' as kind, p.title_fr, p.title_en, null::int as number, p.starts_on, false as fictional
                from action_plan p where '/plans/' || p.slug = any (:addresses) and\s""" + PUBLIC + """

                union all
                select a.address, 'ENGAGEMENT', e.title_fr, e.title_en, e.number, p.starts_on, false
                from (select address, split_part(address, '/', 3) as slug, split_part(address, '/', 5)::int as number
                      from unnest(:addresses) address where address like '%/engagements/%') a
                join action_plan p on p.slug = a.slug join engagement e on e.plan_id = p.id and e.number = a.number
                where\s""" + PUBLIC + """

                union all
                select a.address, 'COMMITMENT', c.title_fr, c.title_en, c.number, c.starts_on, c.fictional
                from (select address, split_part(address, '/', 3) as slug, split_part(address, '/', 5)::int as number
                      from unnest(:addresses) address where address like '%/actions/%') a
                join action_plan p on p.slug = a.slug
                join commitment_as_of(:day) c on c.plan_id = p.id and c.number = a.number
                where\s""" + PUBLIC)
                .param("addresses", ours)
                .param("day", day)
                .query((row, _) -> new Thing(
                        row.getString("address"),
                        Thing.Kind.valueOf(row.getString("kind")),
                        switch (row.getString("kind")) {
                            case "PLAN" -> null;
                            case "ENGAGEMENT" -> engagement(row.getInt("number"));
                            default -> label(row.getInt("number"));
                        },
                        Bilingual.get(row, "title"),
                        row.getObject("starts_on", LocalDate.class),
                        row.getBoolean("fictional")))
                .list()
                .forEach(thing -> things.put(thing.address(), thing));
        return things;
    }

    private static Bilingual label(int number) {
        return new Bilingual("Action " + number, "Commitment " + number);
    }

    /** The last reports of each commitment, each proven by its evidence; the commitment that continues it. */
    @Override
    public List<Recorded> listRecorded(Collection<Thing> things, LocalDate day) {
        var commitments = things.stream()
                .filter(t -> t.kind() == Thing.Kind.COMMITMENT)
                .map(Thing::address)
                .toArray(String[]::new);
        if (commitments.length == 0) return List.of();
        return db.sql("""
                with it as (
                    select c.id, a.address from unnest(:addresses) a (address)
                    join action_plan p on p.slug = split_part(a.address, '/', 3)
                    join commitment c on c.plan_id = p.id and c.number = split_part(a.address, '/', 5)::int),
                report as (
                    select it.address, r.* from it cross join lateral (
                        select p.* from progress_report p where p.commitment_id = it.id and p.reported_on <= :day
                        order by p.reported_on desc, p.id desc limit 3) r)
                select 'REPORTED_BY' as kind, address as origin, address || '/avancement#point-' || id as outcome, reported_on as happened_on,
                       text_fr as title_fr, text_en as title_en, fictional, null as label from report
                union all
                select 'PROVEN_BY', r.address || '/avancement#point-' || r.id, r.address || '/preuves#preuve-' || v.id, r.reported_on,
                       v.title_fr, v.title_en, r.fictional, null
                from report r join evidence v on v.report_id = r.id
                union all
                select 'CONTINUED_BY', it.address, '/plans/' || p.slug || '/actions/' || n.number, p.starts_on,
                       n.title_fr, n.title_en, n.fictional, n.number::text
                from it join commitment n on n.predecessor_id = it.id join action_plan p on p.id = n.plan_id and\s""" + PUBLIC + """

                union all
                select 'CONTINUED_BY', '/plans/' || p.slug || '/actions/' || b.number, it.address, c.starts_on,
                       b.title_fr, b.title_en, b.fictional, b.number::text
                from it join commitment c on c.id = it.id join commitment b on b.id = c.predecessor_id
                join action_plan p on p.id = b.plan_id and\s""" + PUBLIC)
                .param("addresses", commitments)
                .param("day", day)
                .query((row, _) -> {
                    var kind = Link.Kind.valueOf(row.getString("kind"));
                    var on = row.getObject("happened_on", LocalDate.class);
                    boolean fictional = row.getBoolean("fictional");
                    String origin = row.getString("origin"), outcome = row.getString("outcome");
                    boolean before = kind == Link.Kind.CONTINUED_BY
                            && List.of(commitments).contains(outcome);
                    String number = row.getString("label");
                    return new Recorded(
                            Link.recorded(kind, origin, outcome, on, fictional),
                            new Thing(
                                    before ? origin : outcome,
                                    of(kind),
                                    number == null ? null : label(Integer.parseInt(number)),
                                    brief(Bilingual.get(row, "title")),
                                    on,
                                    fictional));
                })
                .list();
    }

    private static Thing.Kind of(Link.Kind kind) {
        return switch (kind) {
            case REPORTED_BY -> Thing.Kind.REPORT;
            case PROVEN_BY -> Thing.Kind.EVIDENCE;
            default -> Thing.Kind.COMMITMENT;
        };
    }

    private static Bilingual brief(Bilingual text) {
        return new Bilingual(brief(text.fr()), text.en() == null ? null : brief(text.en()));
    }

    private static String brief(@Nullable String text) {
        String words = text == null ? "" : text.replaceAll("\\s+", " ");
        return words.length() <= 160 ? words : words.substring(0, words.lastIndexOf(' ', 160)) + "…";
    }
}
