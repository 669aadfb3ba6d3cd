package org.parvis.panels;

import java.util.List;
import org.parvis.house.Chore;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Erases what names volunteers once their panel's mandate is over, and looks after the places that wait for an answer. */
@Component
class PanelChores implements Chore {
    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Panels panels;
    private final Volunteers volunteers;
    private final Seats seats;
    private final CivicClock clock;

    PanelChores(
            JdbcClient db,
            TransactionTemplate transaction,
            Panels panels,
            Volunteers volunteers,
            Seats seats,
            CivicClock clock) {
        this.db = db;
        this.transaction = transaction;
        this.panels = panels;
        this.volunteers = volunteers;
        this.seats = seats;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "panels";
    }

    @Override
    public boolean look() {
        volunteers.forgetUnconfirmed();
        for (long id : due()) transaction.executeWithoutResult(_ -> erase(id));
        transaction.executeWithoutResult(_ -> seats.look());
        return false;
    }

    /** Those whose mandate is over, drawn or not. */
    private List<Long> due() {
        return db.sql("""
                select p.id from panel p where p.mandate_ends_on < (?::timestamptz at time zone p.zone)::date
                and exists (select from panel_step s where s.panel_id = p.id and s.step = 'OPENED')
                and not exists (select from panel_step s where s.panel_id = p.id and s.step in ('ERASED', 'CANCELLED'))""")
                .params(Values.of(clock.now()))
                .query((row, _) -> row.getLong(1))
                .list();
    }

    private void erase(long id) {
        var panel = panels.lock(id);
        if (panel.erasedAt() != null || panel.cancelledAt() != null || !panel.isMandateOver(clock.now())) return;
        panels.erase(panel);
        panels.step(panel, Panel.Step.Kind.ERASED, (Long) null, null);
    }
}
