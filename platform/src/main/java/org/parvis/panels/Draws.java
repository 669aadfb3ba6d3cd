package org.parvis.panels;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.parvis.house.CivicClock;
import org.parvis.house.Sha256;
import org.parvis.house.Values;
import org.parvis.journal.Journal;
import org.parvis.sortition.Sealed;
import org.parvis.sortition.proof.Commitment;
import org.parvis.sortition.proof.PublishedDraw;
import org.parvis.sortition.proof.Randomness;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the draws: chance speaks, once, and what follows from it is published. */
@Component
class Draws {
    /** What the source published, where it is not bytes: the draw takes its digest. */
    static final String WORDS = "randomness.txt";

    private final JdbcClient db;
    private final Panels panels;
    private final Volunteers volunteers;
    private final PanelFiles files;
    private final Seats seats;
    private final Journal journal;
    private final CivicClock clock;

    Draws(
            JdbcClient db,
            Panels panels,
            Volunteers volunteers,
            PanelFiles files,
            Seats seats,
            Journal journal,
            CivicClock clock) {
        this.db = db;
        this.panels = panels;
        this.volunteers = volunteers;
        this.files = files;
        this.seats = seats;
        this.journal = journal;
        this.clock = clock;
    }

    /** @throws BadInput where the pool is not frozen */
    PublishedDraw get(Panel panel) {
        if (panel.frozenAt() == null) throw new BadInput("panels.draw.unfrozen");
        return PublishedDraw.of(files.list(panel));
    }

    /**
     * Bytes in hexadecimal, at least 16 of them, are taken as they are; anything else is taken by the SHA-256 of its words
     * with single spaces, in UTF-8.
     */
    static String hex(String published) {
        String bytes = published.replaceAll("\\s", "").toLowerCase(java.util.Locale.ROOT);
        return bytes.matches("([0-9a-f]{2}){16,}")
                ? bytes
                : HexFormat.of().formatHex(Sha256.of(words(published).getBytes(StandardCharsets.UTF_8)));
    }

    static String words(String published) {
        return published.strip().replaceAll("\\s+", " ");
    }

    /**
     * What an observer checks in private: each person of the pool is who the published files commit to, with the same answers.
     *
     * @param checked how many are, {@code erased} how many asked to be forgotten since
     * @param changed the opaque identifiers of those who are not
     */
    record Comparison(int checked, int erased, List<String> changed) {
        boolean conforms() {
            return changed.isEmpty();
        }
    }

    Comparison compare(Panel panel, PublishedDraw published) {
        var features = panels.listFeatures(panel);
        var people = published.people();
        var changed = new ArrayList<String>();
        int erased = 0, checked = 0;
        for (var volunteer : volunteers.list(panel)) {
            String id = volunteer.opaque(), leaf = id == null ? null : people.remove(id);
            if (leaf != null && volunteer.erasedAt() != null) erased++;
            else if (volunteer.salt() != null
                    && volunteer.receipt(features).leaf().equals(leaf)) checked++;
            else changed.add(id == null ? "#" + volunteer.id() : id);
        }
        changed.addAll(people.keySet());
        return new Comparison(checked, erased, List.copyOf(changed));
    }

    /**
     * Draws.
     *
     * @param typed what the announced source published
     * @throws BadInput where the pool is not frozen, is no longer what was frozen, is drawn already, or chance spoke before the
     *     announced moment
     */
    @Transactional
    public void draw(Actor actor, String slug, String typed, Instant publishedAt) {
        var panel = panels.lockOrganised(slug, actor);
        var phase = panel.phase(clock.now());
        if (phase == Panel.Phase.DRAWN || phase == Panel.Phase.ENDED) throw new BadInput("panels.draw.twice");
        if (phase != Panel.Phase.FROZEN) throw new BadInput("panels.draw.unfrozen");
        if (words(typed).isEmpty() || words(typed).length() > 2_000) throw new BadInput("panels.draw.empty");
        var published = get(panel);
        var commitment = published.commitment();
        if (publishedAt.isBefore(commitment.notBefore())) throw new BadInput("panels.draw.early");
        if (publishedAt.isAfter(clock.now())) throw new BadInput("panels.draw.future");
        var comparison = compare(panel, published);
        if (!comparison.conforms()) throw new BadInput("panels.draw.changed", String.join(", ", comparison.changed()));
        String hex = hex(typed);
        var randomness = new Randomness(commitment.source(), publishedAt, hex);
        String drawn = Sealed.read(files.getKept(panel, Sealed.FILE)).draw(published, randomness);
        files.publish(panel, Map.of(PublishedDraw.DRAW, drawn));
        if (!hex.equals(typed.replaceAll("\\s", "").toLowerCase(java.util.Locale.ROOT)))
            files.publish(panel, Map.of(WORDS, words(typed)));
        var outcome = published.outcome(randomness);
        rank(panel, outcome);
        panels.step(panel, Panel.Step.Kind.DRAWN, actor, null);
        journal.record(Panels.act("panels.drawn", panel, actor)
                .with("commitment", commitment.digest())
                .with("source", commitment.source())
                .with("published", words(typed))
                .with("publishedAt", publishedAt.toString())
                .with("randomness", hex)
                .with("panel", Integer.toString(outcome.panel() + 1)));
        seats.offer(panel);
    }

    /** Who was drawn, and the others in the order of chance. */
    void rank(Panel panel, Commitment.Outcome outcome) {
        var ids = new ArrayList<>(outcome.members());
        ids.addAll(outcome.alternates());
        int size = outcome.members().size();
        var ranks = new Integer[ids.size()];
        for (int i = 0; i < ranks.length; i++) ranks[i] = Math.max(0, i - size + 1);
        db.sql("""
                update volunteer v set rank = r.rank from unnest(?::text[], ?::int[]) as r (opaque, rank)
                where v.panel_id = ? and v.opaque = r.opaque""")
                .params(Values.of(ids.toArray(String[]::new), ranks, panel.id()))
                .update();
    }
}
