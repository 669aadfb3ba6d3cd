package org.parvis.panels;

import java.util.List;
import org.parvis.agenda.Gatherings;
import org.parvis.house.CivicClock;
import org.parvis.journal.Journal;
import org.parvis.participation.Contributions;
import org.parvis.trace.Link;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Language;
import org.parvis.web.Messages;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to what a panel does: it meets at gatherings, and recommends what somebody has to answer. Both are in its trace. */
@Component
class PanelWorks {
    private final Panels panels;
    private final Gatherings gatherings;
    private final Contributions contributions;
    private final Traces traces;
    private final Messages messages;
    private final Journal journal;
    private final CivicClock clock;

    PanelWorks(
            Panels panels,
            Gatherings gatherings,
            Contributions contributions,
            Traces traces,
            Messages messages,
            Journal journal,
            CivicClock clock) {
        this.panels = panels;
        this.gatherings = gatherings;
        this.contributions = contributions;
        this.traces = traces;
        this.messages = messages;
        this.journal = journal;
        this.clock = clock;
    }

    /** What the panel met at or recommended so far. */
    List<Link> list(Panel panel) {
        return traces.listFrom(panel.path());
    }

    /** Says that the panel meets at a gathering. */
    @Transactional
    public void meet(Actor actor, String slug, String gathering) {
        var panel = lockDrawn(actor, slug);
        var session = gatherings.get(gathering, null);
        traces.link(
                by(actor, panel),
                Link.Kind.DISCUSSED_AT,
                panel.path(),
                session.path(),
                reason(panel, "panels.session.reason"),
                null,
                clock.today());
        journal.record(Panels.act("panels.session", panel, actor).with("gathering", session.path()));
    }

    /**
     * Writes down what the panel recommends, as a contribution to the consultation whose holders answer it with their reasons.
     *
     * @throws BadInput where that consultation takes no contribution now
     */
    @Transactional
    public void recommend(Actor actor, String slug, String consultation, String title, String text) {
        var panel = lockDrawn(actor, slug);
        long number = list(panel).stream()
                        .filter(l -> l.kind() == Link.Kind.RAISED_AT)
                        .count()
                + 1;
        String contribution = contributions
                .record(
                        actor,
                        consultation,
                        clock.now(),
                        title,
                        text,
                        null,
                        messages.say(Language.FR, "panels.recommendation.author"),
                        panel.path() + "#recommandation-" + number)
                .orElseThrow(() -> new BadInput("panels.recommendation.closed"));
        traces.link(
                by(actor, panel),
                Link.Kind.RAISED_AT,
                panel.path(),
                contribution,
                reason(panel, "panels.recommendation.reason"),
                null,
                clock.today());
        journal.record(Panels.act("panels.recommended", panel, actor).with("contribution", contribution));
    }

    private Panel lockDrawn(Actor actor, String slug) {
        var panel = panels.lockOrganised(slug, actor);
        if (panel.drawnAt() == null || panel.cancelledAt() != null) throw new BadInput("panels.works.early");
        return panel;
    }

    private static Traces.By by(Actor actor, Panel panel) {
        return new Traces.By(Panels.role(actor), Panels.organisation(actor, panel), actor.personId());
    }

    private Traces.Reason reason(Panel panel, String key) {
        return new Traces.Reason(
                messages.say(Language.FR, key, panel.title().fr()),
                messages.say(Language.EN, key, panel.title().in(Language.EN)),
                panel.fictional());
    }
}
