package org.parvis.library;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to what people tell editors of an article: read by them alone, counted in public. */
@Component
class Feedbacks {
    private final JdbcClient db;
    private final CivicClock clock;

    Feedbacks(JdbcClient db, CivicClock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Whether it served. */
    enum Rating {
        USEFUL,
        PARTLY,
        USELESS
    }

    record Feedback(
            long id,
            int edition,
            Rating rating,
            String text,
            Instant givenAt,
            @Nullable Instant readAt) {}

    /** How many gave theirs, and to how many it was useful. */
    record Count(long all, long useful) {}

    Count count(Article article) {
        return db.sql("""
                select count(*) as all_of_them, count(*) filter (where rating = 'USEFUL') as useful
                from article_feedback where article_id = ?""")
                .param(article.id())
                .query((row, _) -> new Count(row.getLong("all_of_them"), row.getLong("useful")))
                .single();
    }

    private static final String SELECT = "select * from article_feedback where article_id = ? ";

    Optional<Feedback> findOwn(Actor actor, Article article) {
        return list(SELECT + "and person_id = ?", article.id(), actor.personId()).stream()
                .findFirst();
    }

    /** The latest first. */
    List<Feedback> list(Actor actor, Article article) {
        actor.must(Role.COORDINATOR);
        return list(SELECT + "order by given_at desc, id desc limit 200", article.id());
    }

    private List<Feedback> list(String sql, Object... values) {
        return db.sql(sql)
                .params(values)
                .query((row, _) -> {
                    Timestamp read = row.getTimestamp("read_at");
                    return new Feedback(
                            row.getLong("id"),
                            row.getInt("edition"),
                            Rating.valueOf(row.getString("rating")),
                            row.getString("text"),
                            row.getTimestamp("given_at").toInstant(),
                            read == null ? null : read.toInstant());
                })
                .list();
    }

    /** One a person: another takes the place of the first. */
    @Transactional
    void give(Actor actor, Article article, Rating rating, String text) {
        db.sql("""
                insert into article_feedback (article_id, edition, person_id, rating, text, given_at) values (?, ?, ?, ?, ?, ?)
                on conflict (article_id, person_id) do update set (edition, rating, text, given_at, read_at)
                    = (excluded.edition, excluded.rating, excluded.text, excluded.given_at, null)""")
                .params(Values.of(
                        article.id(), article.version().edition(), actor.personId(), rating.name(), text, clock.now()))
                .update();
    }

    /** Editors have read all that was there when they looked. */
    @Transactional
    void markRead(Actor actor, Article article, long upTo) {
        actor.must(Role.COORDINATOR);
        db.sql("update article_feedback set read_at = ? where article_id = ? and id <= ? and read_at is null")
                .params(Values.of(clock.now(), article.id(), upTo))
                .update();
    }

    record Unread(Article.Kind kind, String slug, int count) {}

    List<Unread> listUnread() {
        return db.sql("""
                select a.kind, a.slug, count(*)::int as unread from article_feedback f join article a on a.id = f.article_id
                where f.read_at is null group by a.id order by min(f.given_at)""")
                .query((row, _) -> new Unread(
                        Article.Kind.valueOf(row.getString("kind")), row.getString("slug"), row.getInt("unread")))
                .list();
    }
}
