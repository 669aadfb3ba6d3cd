package org.parvis.library;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.parvis.house.CivicClock;
import org.parvis.trace.Thing;
import org.parvis.trace.TraceSource;
import org.parvis.web.Bilingual;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the trace knows of articles and documents. What they are about are ties like any other. */
@Component
class LibraryTrace implements TraceSource {
    private static final String ARTICLE = Article.Kind.pattern(), DOCUMENT = "/documents/[a-z0-9-]+";

    private final JdbcClient db;
    private final CivicClock clock;

    LibraryTrace(JdbcClient db, CivicClock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public Map<String, Thing> find(Collection<String> addresses, LocalDate day) {
        Map<String, Thing> things = new HashMap<>();
        var ours = addresses.stream()
                .filter(a -> a.matches(ARTICLE) || a.matches(DOCUMENT))
                .toArray(String[]::new);
        if (ours.length == 0) return things;
        db.sql("""
                with asked as (select address, split_part(address, '/', 3) as slug from unnest(:addresses) address)
                select q.address, a.kind, v.title_fr, v.title_en, a.fictional, v.first_on as dated_on
                from asked q join article a on a.slug = q.slug and a.withdrawn_at is null
                    and q.address like case a.kind when 'NEWS' then '/actualites' when 'TOOL' then '/outils' when 'KIT' then '/kits'
                        when 'PUBLICATION' then '/publications' when 'PAGE' then '/pages' else '/citations' end || '/%'
                join lateral (
                    select v.title_fr, v.title_en, min((v.publish_at at time zone :zone)::date) over () as first_on
                    from article_version v where v.article_id = a.id and (v.publish_at at time zone :zone)::date <= :day
                        and v.publish_at <= :now
                    order by v.edition desc limit 1) v on true
                union all
                select q.address, 'DOCUMENT', d.title_fr, d.title_en, d.fictional, d.dated_on
                from asked q join document d on q.address = '/documents/' || d.slug and d.withdrawn_at is null
                where (d.published_at at time zone :zone)::date <= :day""")
                .param("addresses", ours)
                .param("day", day)
                .param("zone", clock.zone().getId())
                .param("now", java.sql.Timestamp.from(clock.now()))
                .query((row, _) -> {
                    boolean isDocument = row.getString("kind").equals("DOCUMENT");
                    return new Thing(
                            row.getString("address"),
                            isDocument ? Thing.Kind.DOCUMENT : Thing.Kind.ARTICLE,
                            isDocument ? null : label(Article.Kind.valueOf(row.getString("kind"))),
                            Bilingual.get(row, "title"),
                            row.getObject("dated_on", LocalDate.class),
                            row.getBoolean("fictional"));
                })
                .list()
                .forEach(thing -> things.put(thing.address(), thing));
        return things;
    }

    private static Bilingual label(Article.Kind kind) {
        return switch (kind) {
            case NEWS -> new Bilingual("Actualité", "News");
            case TOOL -> new Bilingual("Outil", "Tool");
            case KIT -> new Bilingual("Kit", "Toolkit");
            case PUBLICATION -> new Bilingual("Publication", "Publication");
            case PAGE -> new Bilingual("Page", "Page");
            case QUOTATION -> new Bilingual("Citation", "Quotation");
        };
    }
}
