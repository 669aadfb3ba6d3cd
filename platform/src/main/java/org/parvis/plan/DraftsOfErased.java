package org.parvis.plan;

import org.parvis.accounts.PersonErased;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whoever leaves takes their drafts along, in the transaction of their leaving. */
@Component
class DraftsOfErased {
    private final JdbcClient db;

    DraftsOfErased(JdbcClient db) {
        this.db = db;
    }

    @EventListener
    void forget(PersonErased erased) {
        db.sql("delete from form_draft where person_id = ?")
                .param(erased.personId())
                .update();
    }
}
