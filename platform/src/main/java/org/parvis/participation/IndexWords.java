package org.parvis.participation;

import org.parvis.house.Work;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets the words of imported contributions be searched, batch by batch, after they are there to be read. */
@Component
class IndexWords implements Work {
    private static final int BATCH = 5_000;

    private final JdbcClient db;

    IndexWords(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "participation.words";
    }

    @Override
    public void run(String consultation) throws InterruptedException {
        long id = Long.parseLong(consultation);
        long after = 0;
        while (true) {
            if (Thread.interrupted()) throw new InterruptedException();
            Long last = db.sql("""
                    with batch as (
                        select c.id, c.consultation_id, c.title, c.text, c.standing from contribution c
                        where c.consultation_id = ? and c.id > ? order by c.id limit ?),
                    done as (
                        insert into contribution_words (contribution_id, consultation_id, words)
                        select id, consultation_id, contribution_words(title || ' ' || text) from batch where standing = 'PUBLIC'
                        on conflict do nothing)
                    select max(id) from batch""")
                    .params(id, after, BATCH)
                    .query((row, _) -> row.getObject(1, Long.class))
                    .optional()
                    .orElse(null);
            if (last == null) return;
            after = last;
        }
    }

    /** What is not indexed can still be read in every list; only the search misses it, and the next import tries again. */
    @Override
    public void abandon(String consultation) {}
}
