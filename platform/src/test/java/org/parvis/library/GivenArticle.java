package org.parvis.library;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Articles of a test's own, and the people who write and read them. */
@Component
class GivenArticle {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    static final String STEPS = "# Avant\nRéserver une salle\nÉcrire la question\n# Après\nRépondre";

    private final Articles articles;
    private final JdbcClient db;

    GivenArticle(Articles articles, JdbcClient db) {
        this.articles = articles;
        this.db = db;
    }

    static String slug() {
        return "essai-" + NUMBER.incrementAndGet();
    }

    Actor editor() {
        long id = db.sql("select id from person where email = 'coordinator@demonstration.example'")
                .query(Long.class)
                .single();
        return new Actor(id, "coordinator", List.of(new Actor.Mandate(Role.COORDINATOR, null)));
    }

    Actor member() {
        String name = "Lecteur " + NUMBER.incrementAndGet();
        long id = db.sql("""
                insert into person (email, name, password, college, language, fictional, created_at, email_confirmed_at)
                values (?, ?, 'none', 'CITIZEN', 'FR', true, now(), now()) returning id""")
                .params(Values.of(name.replace(' ', '-').toLowerCase(java.util.Locale.ROOT) + "@library.example", name))
                .query(Long.class)
                .single();
        return new Actor(id, name, List.of());
    }

    static Articles.Sheet sheet(String title, String text) {
        return sheet(title, text, null);
    }

    static Articles.Sheet sheet(String title, String text, @Nullable String change) {
        return new Articles.Sheet(
                new Bilingual(title, null),
                new Bilingual("En bref.", null),
                new Bilingual(text, null),
                new Bilingual(STEPS, null),
                null,
                Licence.ETALAB,
                null,
                null,
                Bilingual.ofNullable(change, null),
                List.of());
    }

    /** A kit that only its editors see. */
    Article draft() {
        String slug = slug();
        articles.create(editor(), Article.Kind.KIT, slug, sheet("Un kit", "Le guide."));
        return articles.getLatest(Article.Kind.KIT, slug, editor());
    }

    /** A kit that everyone reads. */
    Article published() {
        var draft = draft();
        articles.publish(editor(), Article.Kind.KIT, draft.slug(), null);
        return articles.getPublic(Article.Kind.KIT, draft.slug());
    }
}
