package org.parvis.panels;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.parvis.accounts.Email;
import org.parvis.accounts.Mails;
import org.parvis.accounts.PersonErased;
import org.parvis.accounts.PersonalData;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.imports.BadSource;
import org.parvis.imports.Source;
import org.parvis.journal.Journal;
import org.parvis.sortition.proof.Lot;
import org.parvis.sortition.proof.Randomness;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Cookies;
import org.parvis.web.Language;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to invitations by lot: a list is committed to, public chance picks some of its addresses, they are written to, and
 * all others are forgotten at once. Nobody knows in which language they read: letters are in French and lead to English.
 */
@Component
class Invitations implements PersonalData {
    /** What the source published, where it is not bytes: the lot takes its digest. */
    static final String WORDS = "invitations-randomness.txt";

    /** Before the pool closes, those who have not volunteered are reminded; after it, their addresses are kept this long. */
    static final int REMIND_DAYS = 4;

    static final Duration KEPT = Duration.ofDays(1);

    private static final int SALT_BYTES = 32, BATCH = 1_000;
    private static final String VOLUNTEERED = """
            exists (select from volunteer v where v.panel_id = i.panel_id and lower(v.email) = i.email
                                                  and v.confirmed_at is not null)""";
    private static final String COUNTED = "(select count(*)::int from invitation i where i.panel_id = l.panel_id"
            + " and i.secret is not null and " + VOLUNTEERED + ")";

    private final JdbcClient db;
    private final Panels panels;
    private final PanelFiles files;
    private final Mails mails;
    private final Journal journal;
    private final CivicClock clock;
    private final SecureRandom random = new SecureRandom();

    Invitations(JdbcClient db, Panels panels, PanelFiles files, Mails mails, Journal journal, CivicClock clock) {
        this.db = db;
        this.panels = panels;
        this.files = files;
        this.mails = mails;
        this.journal = journal;
        this.clock = clock;
    }

    /** What an organiser typed, and checked. */
    record Sheet(String origin, int wanted, String source, Instant notBefore) {}

    Optional<InvitationList> find(Panel panel) {
        return db.sql("select l.*, coalesce(l.volunteered, " + COUNTED
                        + ") as counted from invitation_list l where panel_id = ?")
                .param(panel.id())
                .query((row, _) -> read(row))
                .optional();
    }

    private static InvitationList read(ResultSet row) throws SQLException {
        return new InvitationList(
                row.getString("origin"),
                row.getInt("entries"),
                row.getInt("merged"),
                row.getInt("wanted"),
                row.getString("salt"),
                row.getString("digest"),
                row.getString("source"),
                Objects.requireNonNull(Panels.instant(row, "not_before")),
                Objects.requireNonNull(Panels.instant(row, "committed_at")),
                Panels.instant(row, "drawn_at"),
                Panels.instant(row, "reminded_at"),
                row.getInt("reminded"),
                row.getInt("declined"),
                row.getInt("counted"),
                Panels.instant(row, "erased_at"));
    }

    /**
     * Takes a list, and publishes what commits to it before chance speaks.
     *
     * @throws BadInput where nobody may volunteer, there is a list already, an address is none, fewer are there than wanted, or
     *     chance would speak too soon or too late
     * @throws BadSource where the file is no table
     */
    @Transactional
    public void commit(Actor actor, String slug, Source.Bytes file, Sheet sheet) {
        mustTake(panels.getOrganised(slug, actor));
        var list = AddressList.read(file);
        var panel = panels.lockOrganised(slug, actor);
        mustTake(panel);
        if (find(panel).isPresent()) throw new BadInput("panels.invitations.once");
        int entries = list.addresses().size();
        if (sheet.wanted() < 1 || sheet.wanted() > entries)
            throw new BadInput("panels.invitations.wanted.bad", entries);
        var now = clock.now().truncatedTo(ChronoUnit.SECONDS);
        if (!sheet.notBefore().isAfter(now)) throw new BadInput("panels.invitations.notBefore.past");
        if (!sheet.notBefore().isBefore(panel.closesAt())) throw new BadInput("panels.invitations.notBefore.late");
        byte[] bytes = new byte[SALT_BYTES];
        random.nextBytes(bytes);
        String salt = HexFormat.of().formatHex(bytes);
        var lot = new Lot(
                entries,
                sheet.wanted(),
                Lot.listDigest(salt, list.addresses()),
                sheet.source(),
                sheet.notBefore(),
                now);
        db.sql("""
                insert into invitation_list (panel_id, origin, entries, merged, wanted, salt, digest, source, not_before, committed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Values.of(
                        panel.id(),
                        sheet.origin(),
                        entries,
                        list.merged(),
                        lot.wanted(),
                        salt,
                        lot.list(),
                        lot.source(),
                        lot.notBefore(),
                        lot.committedAt()))
                .update();
        for (int from = 0; from < entries; from += BATCH)
            insert(panel, from, list.addresses().subList(from, Math.min(from + BATCH, entries)));
        files.publish(panel, Map.of(Lot.COMMITMENT, lot.text()));
        journal.record(Panels.act("panels.list", panel, actor)
                .with("entries", Integer.toString(entries))
                .with("wanted", Integer.toString(lot.wanted()))
                .with("origin", sheet.origin())
                .with("commitment", lot.digest())
                .with("source", lot.source())
                .with("notBefore", lot.notBefore().toString()));
    }

    private void mustTake(Panel panel) {
        if (panel.phase(clock.now()) != Panel.Phase.OPEN) throw new BadInput("panels.invitations.closed");
    }

    private void insert(Panel panel, int from, List<String> addresses) {
        db.sql("""
                insert into invitation (panel_id, place, email)
                select ?, ? + a.at, a.email from unnest(?::text[]) with ordinality as a (email, at)""").params(panel.id(), from, addresses.toArray(String[]::new)).update();
    }

    /**
     * Draws lots, once: whoever is picked is written to, all others are forgotten.
     *
     * @param typed what the announced source published
     * @throws BadInput where there is no list, it is drawn already, nobody may volunteer any more, or chance spoke before the
     *     announced moment
     */
    @Transactional
    public void draw(Actor actor, String slug, String typed, Instant publishedAt) {
        var panel = panels.lockOrganised(slug, actor);
        var list = find(panel).orElseThrow(() -> new BadInput("panels.invitations.none"));
        if (list.drawnAt() != null) throw new BadInput("panels.invitations.twice");
        mustTake(panel);
        String words = Draws.words(typed);
        if (words.isEmpty() || words.length() > 2_000) throw new BadInput("panels.invitations.randomness.empty");
        if (publishedAt.isBefore(list.notBefore())) throw new BadInput("panels.invitations.publishedAt.early");
        if (publishedAt.isAfter(clock.now())) throw new BadInput("panels.invitations.publishedAt.future");
        String hex = Draws.hex(typed);
        var randomness = new Randomness(list.source(), publishedAt, hex);
        var lot = list.lot();
        files.publish(panel, Map.of(Lot.FILE, lot.text(randomness)));
        if (!hex.equals(words.replace(" ", "").toLowerCase(Locale.ROOT))) files.publish(panel, Map.of(WORDS, words));
        keep(panel, lot.pick(randomness));
        db.sql("update invitation_list set drawn_at = ? where panel_id = ?")
                .params(Values.of(clock.now(), panel.id()))
                .update();
        journal.record(Panels.act("panels.invited", panel, actor)
                .with("commitment", lot.digest())
                .with("source", lot.source())
                .with("published", words)
                .with("publishedAt", publishedAt.toString())
                .with("randomness", hex)
                .with("invited", Integer.toString(lot.wanted())));
        write(panel, list, "panels.mail.invited");
    }

    private void keep(Panel panel, List<Integer> places) {
        db.sql("""
                update invitation i set secret = s.secret from unnest(?::int[], ?::text[]) as s (place, secret)
                where i.panel_id = ? and i.place = s.place""")
                .params(
                        places.toArray(Integer[]::new),
                        Stream.generate(Cookies::secret).limit(places.size()).toArray(String[]::new),
                        panel.id())
                .update();
        db.sql("delete from invitation where panel_id = ? and secret is null")
                .param(panel.id())
                .update();
    }

    /** To everyone invited who is not in the pool; tells how many. */
    private int write(Panel panel, InvitationList list, String key) {
        record Invited(int place, String email, String secret) {}
        int written = 0, after = 0;
        while (true) {
            var batch = db.sql(
                            "select i.* from invitation i where i.panel_id = ? and i.place > ? and i.secret is not null"
                                    + " and not " + VOLUNTEERED + " order by i.place limit ?")
                    .params(panel.id(), after, BATCH)
                    .query((row, _) ->
                            new Invited(row.getInt("place"), row.getString("email"), row.getString("secret")))
                    .list();
            if (batch.isEmpty()) return written;
            mails.send(batch.stream()
                    .map(invited -> letter(panel, list, key, new Email(invited.email()), invited.secret()))
                    .toList());
            written += batch.size();
            after = batch.getLast().place();
        }
    }

    private Mails.Draft letter(Panel panel, InvitationList list, String key, Email email, String secret) {
        var language = Language.FR;
        String volunteering = panel.path() + "/candidature?invitation=" + secret;
        List<Object> said = List.of(
                panel.title().in(language),
                panel.organisation().full().in(language),
                list.entries(),
                list.origin(),
                DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                        .withLocale(language.locale())
                        .format(panel.closesOn()),
                mails.address(language, volunteering),
                mails.address(language, panel.path() + "/invitations/refus?jeton=" + secret),
                mails.address(Language.EN, volunteering));
        return new Mails.Draft(email, language, key, said, null, null);
    }

    /** The address that this letter went to: whoever has its secret reads there. */
    Optional<Email> find(Panel panel, String secret) {
        return db.sql("select email from invitation where panel_id = ? and secret = ?")
                .params(panel.id(), secret)
                .query((row, _) -> new Email(row.getString("email")))
                .optional();
    }

    /** Says no: the address is forgotten. Saying it twice changes nothing. */
    @Transactional
    public void decline(String slug, String secret) {
        var panel = panels.get(slug, null);
        int gone = db.sql("delete from invitation where panel_id = ? and secret = ?")
                .params(panel.id(), secret)
                .update();
        db.sql("update invitation_list set declined = declined + ? where panel_id = ?")
                .params(gone, panel.id())
                .update();
    }

    /** The panels whose invitations are to be recalled, if nobody closed them before. */
    List<Long> listToRemind() {
        return db.sql("""
                select l.panel_id from invitation_list l join panel p on p.id = l.panel_id, lateral (
                    select (p.closes_on + 1)::timestamp at time zone p.zone as closes_at,
                           (p.closes_on + 1 - :days)::timestamp at time zone p.zone as remind_at) as day
                where l.reminded_at is null and l.drawn_at <= remind_at and remind_at <= :now and closes_at > :now""")
                .param("days", REMIND_DAYS)
                .param("now", java.sql.Timestamp.from(clock.now()))
                .query((row, _) -> row.getLong(1))
                .list();
    }

    /** Writes once more to those invited who have not volunteered; once, whoever else looks. */
    @Transactional
    public void remind(long id) {
        var panel = panels.lock(id);
        var list = find(panel).orElseThrow();
        if (panel.phase(clock.now()) != Panel.Phase.OPEN || list.remindedAt() != null) return;
        int reminded = write(panel, list, "panels.mail.invited.again");
        db.sql("update invitation_list set (reminded_at, reminded) = (?, ?) where panel_id = ?")
                .params(Values.of(clock.now(), reminded, id))
                .update();
    }

    /** Once nobody can volunteer any more, how many did is all that stays. */
    @Transactional
    public void forget() {
        db.sql("""
                with over as (
                    select l.panel_id, %s as volunteered from invitation_list l join panel p on p.id = l.panel_id
                    where l.erased_at is null and :before >= least(
                        (p.closes_on + 1)::timestamp at time zone p.zone,
                        (select s.taken_at from panel_step s where s.panel_id = p.id and s.step = 'CLOSED'))
                    for update of l skip locked),
                gone as (delete from invitation i using over o where i.panel_id = o.panel_id)
                update invitation_list l set (erased_at, volunteered) = (:now, o.volunteered)
                from over o where o.panel_id = l.panel_id""".formatted(COUNTED))
                .param("before", java.sql.Timestamp.from(clock.now().minus(KEPT)))
                .param("now", java.sql.Timestamp.from(clock.now()))
                .update();
    }

    @Override
    public String name() {
        return "panel-invitations";
    }

    @Override
    public Object of(long person) {
        record Listed(String panel, String email, boolean invited) {}
        return db.sql("""
                select p.slug as panel, i.email, i.secret is not null as invited
                from invitation i join panel p on p.id = i.panel_id
                where i.email = (select lower(email) from person where id = ?) order by p.id""").param(person).query(Listed.class).list();
    }

    /** Of a list that waits for chance, the place stays: it is part of what was committed to. */
    @EventListener
    void forget(PersonErased erased) {
        db.sql("delete from invitation where email = lower(?)")
                .param(erased.email().text())
                .update();
    }
}
