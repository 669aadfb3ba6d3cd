package org.parvis.panels;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Email;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.BadInput;
import org.parvis.web.Cookies;
import org.parvis.web.Language;
import org.parvis.web.NotFound;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The door to those who offer to sit: they volunteer, confirm their address, and may withdraw. */
@Component
class Volunteers {
    static final Duration CONFIRM_WITHIN = Duration.ofDays(2);
    private static final int LETTERS_AN_HOUR = 4;
    private static final String SELECT = """
            select v.*, (select jsonb_object_agg(a.feature_id, q.name_fr) from volunteer_answer a
                         join panel_quota q on q.id = a.quota_id where a.volunteer_id = v.id) as answers
            from volunteer v
            """;

    private final JdbcClient db;
    private final Panels panels;
    private final PanelLetters letters;
    private final CivicClock clock;
    private final JsonMapper json;

    Volunteers(JdbcClient db, Panels panels, PanelLetters letters, CivicClock clock, JsonMapper json) {
        this.db = db;
        this.panels = panels;
        this.letters = letters;
        this.clock = clock;
        this.json = json;
    }

    /**
     * What someone typed, and checked.
     *
     * @param answers the number of the answer, by that of what was asked
     */
    record Sheet(String name, Email email, @Nullable String address, Language language, Map<Long, Long> answers) {}

    /**
     * Offers to sit. An address that is proven, by an account or by an invitation, counts at once; everyone else receives a
     * letter with a link, and whoever has volunteered already another letter: the answer tells nobody who did.
     *
     * @param proven whether the address is known to be theirs
     * @return the secret of their page, where they count at once
     */
    @Transactional
    public Optional<String> ask(String slug, Sheet sheet, boolean proven) {
        var panel = panels.get(slug, null);
        mustTake(panel);
        var known = find(panel, sheet.email());
        if (known.isPresent()) {
            if (proven) return Optional.ofNullable(known.get().secret());
            if (lately(sheet.email()) < LETTERS_AN_HOUR) letters.known(panel, known.get());
            return Optional.empty();
        }
        if (!proven && lately(sheet.email()) >= LETTERS_AN_HOUR) return Optional.empty();
        String secret = insert(panel, sheet, proven);
        if (proven) return Optional.of(secret);
        letters.asked(panel, sheet, secret);
        return Optional.empty();
    }

    private int lately(Email email) {
        return db.sql(
                        "select count(*) from volunteer where lower(email) = lower(?) and asked_at > ? and confirmed_at is null")
                .params(Values.of(email.text(), clock.now().minus(Duration.ofHours(1))))
                .query(Integer.class)
                .single();
    }

    private void mustTake(Panel panel) {
        if (panel.phase(clock.now()) != Panel.Phase.OPEN) throw new BadInput("panels.volunteer.closed");
    }

    private Optional<Volunteer> find(Panel panel, Email email) {
        return db.sql(SELECT + "where v.panel_id = ? and lower(v.email) = lower(?) and v.confirmed_at is not null")
                .params(panel.id(), email.text())
                .query((row, _) -> read(row))
                .optional();
    }

    private String insert(Panel panel, Sheet sheet, boolean confirmed) {
        String secret = Cookies.secret();
        var now = clock.now();
        insert(panel, secret, sheet, now, confirmed ? now : null);
        return secret;
    }

    void insert(Panel panel, String secret, Sheet sheet, Instant askedAt, @Nullable Instant confirmedAt) {
        long id = db.sql("""
                insert into volunteer (panel_id, secret, name, email, address, language, asked_at, confirmed_at, fictional)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                .params(Values.of(
                        panel.id(),
                        secret,
                        sheet.name(),
                        sheet.email().text(),
                        sheet.address(),
                        sheet.language().name(),
                        askedAt,
                        confirmedAt,
                        panel.fictional()))
                .query(Long.class)
                .single();
        int kept = db.sql("""
                insert into volunteer_answer (volunteer_id, feature_id, quota_id)
                select ?, q.feature_id, q.id from panel_quota q join panel_feature f on f.id = q.feature_id
                where f.panel_id = ? and q.id = any (?)""")
                .params(id, panel.id(), sheet.answers().values().toArray(Long[]::new))
                .update();
        if (kept != sheet.answers().size()) throw new BadInput("panels.volunteer.answer");
    }

    /** @throws NotFound where no link leads there any more */
    Volunteer get(Panel panel, String secret) {
        return db.sql(SELECT + "where v.panel_id = ? and v.secret = ?")
                .params(panel.id(), secret)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> new NotFound("volunteer"));
    }

    /** Proves the address; from then on they are in the pool. */
    @Transactional
    public void confirm(String slug, String secret) {
        var panel = panels.get(slug, null);
        share(panel);
        var volunteer = get(panel, secret);
        if (volunteer.confirmedAt() != null) return;
        mustTake(panels.get(slug, null));
        try {
            db.sql("update volunteer set confirmed_at = ? where id = ?")
                    .params(Values.of(clock.now(), volunteer.id()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new BadInput("panels.volunteer.known");
        }
    }

    /** Before the freeze nothing of them is kept; after it, the row that the proof stands on, with nothing of theirs in it. */
    void forget(Volunteer volunteer) {
        // Whoever was invited and says no in this way is not asked again.
        db.sql("delete from invitation where panel_id = ? and email = lower(?)")
                .params(Values.of(volunteer.panel(), volunteer.email()))
                .update();
        if (volunteer.opaque() == null) {
            db.sql("delete from volunteer where id = ?").param(volunteer.id()).update();
            return;
        }
        db.sql("delete from volunteer_answer where volunteer_id = ?")
                .param(volunteer.id())
                .update();
        db.sql("""
                update volunteer set (secret, name, email, address, salt, erased_at) = (null, null, null, null, null, ?)
                where id = ?""").params(Values.of(clock.now(), volunteer.id())).update();
    }

    /** The panels for which this address volunteered. */
    List<Long> listPanels(Email email) {
        return db.sql("select distinct panel_id from volunteer where lower(email) = lower(?) order by panel_id")
                .param(email.text())
                .query((row, _) -> row.getLong(1))
                .list();
    }

    List<Volunteer> list(Panel panel, Email email) {
        return db.sql(SELECT + "where v.panel_id = ? and lower(v.email) = lower(?)")
                .params(panel.id(), email.text())
                .query((row, _) -> read(row))
                .list();
    }

    /** The pool does not freeze while somebody enters or leaves it. */
    private void share(Panel panel) {
        db.sql("select 1 from panel where id = ? for share")
                .param(panel.id())
                .query((row, _) -> row.getInt(1))
                .single();
    }

    /** The pool, in the order of their entering. */
    List<Volunteer> list(Panel panel) {
        return db.sql(SELECT + "where v.panel_id = ? and v.confirmed_at is not null order by v.id")
                .param(panel.id())
                .query((row, _) -> read(row))
                .list();
    }

    int count(Panel panel) {
        return db.sql("select count(*) from volunteer where panel_id = ? and confirmed_at is not null")
                .param(panel.id())
                .query(Integer.class)
                .single();
    }

    /** How many of the pool gave each answer, by the answer's number. */
    Map<Long, Integer> countAnswers(Panel panel) {
        Map<Long, Integer> counts = new HashMap<>();
        db.sql("""
                select a.quota_id, count(*) from volunteer_answer a join volunteer v on v.id = a.volunteer_id
                where v.panel_id = ? and v.confirmed_at is not null group by a.quota_id""")
                .param(panel.id())
                .query((row, _) -> counts.put(row.getLong(1), row.getInt(2)))
                .list();
        return counts;
    }

    /** Those who never confirmed their address are forgotten. */
    void forgetUnconfirmed() {
        db.sql("delete from volunteer where confirmed_at is null and asked_at < ?")
                .params(Values.of(clock.now().minus(CONFIRM_WITHIN)))
                .update();
    }

    private Volunteer read(ResultSet row) throws SQLException {
        String answers = row.getString("answers");
        return new Volunteer(
                row.getLong("id"),
                row.getLong("panel_id"),
                row.getString("secret"),
                row.getString("name"),
                row.getString("email"),
                row.getString("address"),
                Language.valueOf(row.getString("language")),
                Objects.requireNonNull(Panels.instant(row, "asked_at")),
                Panels.instant(row, "confirmed_at"),
                row.getString("opaque"),
                row.getString("salt"),
                row.getObject("rank", Integer.class),
                Panels.instant(row, "erased_at"),
                answers == null ? Map.of() : json.readValue(answers, new TypeReference<Map<Long, String>>() {}));
    }
}
