package org.parvis.agenda;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the challenges, teams and projects of hackathons. */
@Component
class Teams {
    private static final String SELECT = """
            select t.*, g.slug, c.number as challenge_number, c.title_fr as challenge_fr, c.title_en as challenge_en,
                   (select count(*) from team_member m join registration r on r.id = m.registration_id
                    where m.team_id = t.id and r.cancelled_at is null)::int as members
            from team t join gathering g on g.id = t.gathering_id left join challenge c on c.id = t.challenge_id
            where t.gathering_id = ?
            """;

    private final JdbcClient db;
    private final Gatherings gatherings;
    private final CivicClock clock;

    Teams(JdbcClient db, Gatherings gatherings, CivicClock clock) {
        this.db = db;
        this.gatherings = gatherings;
        this.clock = clock;
    }

    List<Challenge> listChallenges(Gathering gathering) {
        return db.sql("select * from challenge where gathering_id = ? order by number")
                .param(gathering.id())
                .query((row, _) -> new Challenge(
                        row.getLong("id"),
                        row.getInt("number"),
                        Bilingual.get(row, "title"),
                        Bilingual.find(row, "text")))
                .list();
    }

    /** Writes a challenge: a new one where {@code number} is none. */
    @Transactional
    void setChallenge(Actor actor, String slug, @Nullable Integer number, Bilingual title, @Nullable Bilingual text) {
        var gathering = gatherings.lockOrganised(slug, actor);
        mustHaveTeams(gathering);
        db.sql("""
                insert into challenge (gathering_id, number, title_fr, title_en, text_fr, text_en)
                values (?, coalesce(?, (select coalesce(max(number), 0) + 1 from challenge where gathering_id = ?)), ?, ?, ?, ?)
                on conflict (gathering_id, number) do update set (title_fr, title_en, text_fr, text_en)
                    = (excluded.title_fr, excluded.title_en, excluded.text_fr, excluded.text_en)""")
                .params(Values.of(
                        gathering.id(),
                        number,
                        gathering.id(),
                        title.fr(),
                        title.en(),
                        text == null ? "" : text.fr(),
                        text == null ? null : text.en()))
                .update();
    }

    /** Those that won something first, then in the order in which they were made. */
    List<Team> list(Gathering gathering) {
        return db.sql(SELECT + "order by t.distinction_fr is null, t.number")
                .param(gathering.id())
                .query((row, _) -> read(row))
                .list();
    }

    Team get(Gathering gathering, int number) {
        return db.sql(SELECT + "and t.number = ?")
                .params(gathering.id(), number)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> new NotFound("team " + number));
    }

    /** What whoever makes a team says of it. */
    record Sheet(
            String name,
            @Nullable Integer challenge,
            @Nullable String seeks) {}

    /** Makes a team, whose first member is whoever made it. */
    @Transactional
    int create(Gathering gathering, Participants.Participant by, Sheet sheet) {
        mustWork(gathering);
        // Numbers are given one after the other.
        db.sql("select from gathering where id = ? for no key update")
                .param(gathering.id())
                .query()
                .listOfRows();
        int number = db.sql("""
                insert into team (gathering_id, number, challenge_id, name, seeks, made_at, fictional)
                select ?, coalesce(max(number), 0) + 1, (select id from challenge where gathering_id = ? and number = ?), ?, ?, ?, ?
                from team where gathering_id = ? returning number""")
                .params(Values.of(
                        gathering.id(),
                        gathering.id(),
                        sheet.challenge(),
                        sheet.name(),
                        sheet.seeks(),
                        clock.now(),
                        gathering.fictional(),
                        gathering.id()))
                .query(Integer.class)
                .single();
        join(gathering, number, by);
        return number;
    }

    /**
     * Joins a team: whoever comes at the same moment waits for the one before.
     *
     * @throws BadInput where it is full, or the person has a team already
     */
    @Transactional
    void join(Gathering gathering, int number, Participants.Participant who) {
        mustWork(gathering);
        var team = lock(gathering, number);
        if (gathering.teamMost() != null && team.members() >= gathering.teamMost())
            throw new BadInput("agenda.team.full");
        try {
            db.sql("insert into team_member (team_id, registration_id, joined_at) values (?, ?, ?)")
                    .params(Values.of(team.id(), who.registration(), clock.now()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new BadInput("agenda.team.one");
        }
    }

    /** Leaves it; a team that everyone left goes, unless it published something. */
    @Transactional
    void leave(Gathering gathering, int number, Participants.Participant who) {
        mustWork(gathering);
        var team = lock(gathering, number);
        db.sql("delete from team_member where team_id = ? and registration_id = ?")
                .params(team.id(), who.registration())
                .update();
        db.sql("""
                delete from team t where id = ? and published_at is null
                and not exists (select from team_member m where m.team_id = t.id)""").param(team.id()).update();
    }

    /** A member says what their team makes; with {@code published}, to everyone. */
    @Transactional
    void describe(
            Gathering gathering,
            int number,
            Participants.Participant by,
            @Nullable String seeks,
            Team.Project project,
            boolean published) {
        mustHaveTeams(gathering);
        if (gathering.standing() != Gathering.Standing.PUBLISHED || gathering.reportedAt() != null)
            throw new BadInput("agenda.project.late");
        var team = lock(gathering, number);
        if (!db.sql("select exists (select from team_member where team_id = ? and registration_id = ?)")
                .params(team.id(), by.registration())
                .query(Boolean.class)
                .single()) throw new Forbidden();
        db.sql("""
                update team set (seeks, title, text, repository, demonstration, licence, published_at)
                    = (?, ?, ?, ?, ?, ?, case when ? then coalesce(published_at, ?) end) where id = ?""")
                .params(Values.of(
                        seeks,
                        project.title(),
                        project.text(),
                        project.repository(),
                        project.demonstration(),
                        project.licence(),
                        published || team.isPublic(),
                        clock.now(),
                        team.id()))
                .update();
    }

    /** The organisers say what a project won, or that its page is not to be seen. */
    @Transactional
    void judge(Actor actor, String slug, int number, @Nullable Bilingual distinction, boolean hidden) {
        var gathering = gatherings.getOrganised(slug, actor);
        var team = lock(gathering, number);
        db.sql(
                        "update team set (distinction_fr, distinction_en, published_at) = (?, ?, case when not ? then published_at end) where id = ?")
                .params(Values.of(
                        distinction == null ? null : distinction.fr(),
                        distinction == null ? null : distinction.en(),
                        hidden,
                        team.id()))
                .update();
        gatherings.record(
                gathering,
                actor,
                hidden ? "agenda.hidden" : "agenda.distinguished",
                distinction == null ? null : distinction.fr());
    }

    private Team lock(Gathering gathering, int number) {
        db.sql("select from team where gathering_id = ? and number = ? for update")
                .params(gathering.id(), number)
                .query()
                .listOfRows();
        return get(gathering, number);
    }

    /** @throws NotFound where a gathering has no teams */
    static void mustHaveTeams(Gathering gathering) {
        if (gathering.teamMost() == null) throw new NotFound("teams of " + gathering.slug());
    }

    private void mustWork(Gathering gathering) {
        mustHaveTeams(gathering);
        if (gathering.standing() != Gathering.Standing.PUBLISHED || !clock.now().isBefore(gathering.endsAt()))
            throw new BadInput("agenda.team.late");
    }

    private static Team read(ResultSet row) throws SQLException {
        int challenge = row.getInt("challenge_number");
        String title = row.getString("title"), text = row.getString("text");
        return new Team(
                row.getLong("id"),
                "/agenda/" + row.getString("slug"),
                row.getInt("number"),
                challenge == 0
                        ? null
                        : new Challenge(row.getLong("challenge_id"), challenge, Bilingual.get(row, "challenge"), null),
                row.getString("name"),
                row.getString("seeks"),
                row.getInt("members"),
                title == null || text == null
                        ? null
                        : new Team.Project(
                                title,
                                text,
                                row.getString("repository"),
                                row.getString("demonstration"),
                                row.getString("licence")),
                Bilingual.find(row, "distinction"),
                Gatherings.instant(row, "published_at"),
                row.getBoolean("fictional"));
    }
}
