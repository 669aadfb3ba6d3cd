package org.parvis.agenda;

import java.util.List;
import org.parvis.web.Bilingual;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is written to whom: each letter in the transaction of what it tells. */
@Component
class Notices {
    private final JdbcClient db;
    private final Followers followers;

    Notices(JdbcClient db, Followers followers) {
        this.db = db;
        this.followers = followers;
    }

    /** To whoever was given a place, or promoted to one. */
    void given(Gathering gathering, List<Places.Given> given) {}

    /** To the member who proposed it. */
    void answered(Gathering proposal, boolean accepted, Bilingual answer) {}

    /** To those who follow its series. */
    void published(Gathering gathering) {
        followers.tell(List.of(gathering));
    }

    void postponed(Gathering gathering, Gathering before, Bilingual reason) {}

    void cancelled(Gathering gathering, Bilingual reason) {}
}
