package org.parvis.library;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.parvis.web.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to what people have ticked: theirs alone. */
@Component
class Checklists {
    private final JdbcClient db;

    Checklists(JdbcClient db) {
        this.db = db;
    }

    /** The keys of the steps that this person has ticked. */
    Set<String> listTicked(Actor actor, Article article) {
        return db
                .sql("select step from checklist_tick where person_id = ? and article_id = ?")
                .params(actor.personId(), article.id())
                .query((row, _) -> row.getString(1))
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    /** Keeps exactly these; what is no step of the list is left out. */
    @Transactional
    void keep(Actor actor, Article article, Collection<String> steps) {
        String[] kept = article.version()
                .checklist()
                .steps()
                .map(Checklist.Step::key)
                .filter(steps::contains)
                .toArray(String[]::new);
        db.sql("delete from checklist_tick where person_id = ? and article_id = ? and step <> all (?)")
                .params(actor.personId(), article.id(), kept)
                .update();
        db.sql("insert into checklist_tick (person_id, article_id, step) select ?, ?, unnest(?) on conflict do nothing")
                .params(actor.personId(), article.id(), kept)
                .update();
    }
}
