package org.parvis.search;

import java.util.List;

/** News, tools, kits, publications, pages and quotations in the edition that is out; the repository of documents. */
final class LibrarySource {
    private static final String ARTICLE = """
            select a.id, case a.kind when 'NEWS' then '/actualites/' when 'TOOL' then '/outils/' when 'KIT' then '/kits/'
                       when 'PUBLICATION' then '/publications/' when 'PAGE' then '/pages/' else '/citations/' end || a.slug,
                   a.kind, v.title_fr, v.title_en, concat_ws(' ', v.summary_fr, v.text_fr, v.steps_fr, v.audience_fr),
                   concat_ws(' ', v.summary_en, v.text_en, v.steps_en, v.audience_en), '{}'::text[], '{}'::text[], null,
                   v.first_on, v.first_on, a.fictional
            from article a
            join lateral (
                select v.*, min((v.publish_at at time zone :zone)::date) over () as first_on from article_version v
                where v.article_id = a.id and v.publish_at <= :now
                order by v.edition desc limit 1) v on true
            where a.id = any (:refs) and a.withdrawn_at is null""";

    private static final String DOCUMENT = """
            select d.id, '/documents/' || d.slug, 'DOCUMENT', d.title_fr, d.title_en, coalesce(d.summary_fr, ''), d.summary_en,
                   '{}'::text[], '{}'::text[], p.slug, d.dated_on, (d.published_at at time zone :zone)::date, d.fictional
            from document d left join action_plan p on p.id = d.plan_id
            where d.id = any (:refs) and d.withdrawn_at is null""";

    /** An edition comes out at its hour, without anybody's act. */
    private static final String LATER =
            "select article_id, min(publish_at) from article_version where article_id = any (:refs) and publish_at > :now group by 1";

    static final List<Source> ALL = List.of(
            new Source("article", "select id from article", ARTICLE, LATER),
            new Source("document", "select id from document", DOCUMENT, ""));

    private LibrarySource() {}
}
