package org.parvis.agenda;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Values;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the series of gatherings. */
@Component
class Cycles {
    private static final String SELECT = """
            select s.*, exists (select from gathering g where g.series_id = s.id
                                and g.standing in ('PUBLISHED', 'CANCELLED')) as is_public,
                   array(select distinct o.slug from gathering g join gathering_organiser h on h.gathering_id = g.id
                         join organisation o on o.id = h.organisation_id where g.series_id = s.id) as organisers
            from series s
            """;

    private final JdbcClient db;
    private final Gatherings gatherings;
    private final Materials materials;
    private final Followers followers;
    private final Journal journal;

    Cycles(JdbcClient db, Gatherings gatherings, Materials materials, Followers followers, Journal journal) {
        this.db = db;
        this.gatherings = gatherings;
        this.materials = materials;
        this.followers = followers;
        this.journal = journal;
    }

    /** @throws NotFound where there is none, or nothing of it is public yet and this person does not organise it */
    Cycle get(String slug, @Nullable Actor actor) {
        return db.sql(SELECT + "where s.slug = ?")
                .param(slug)
                .query((row, _) -> read(row))
                .optional()
                .filter(c -> c.isPublic() || c.isOrganisedBy(actor))
                .orElseThrow(() -> new NotFound("series " + slug));
    }

    /**
     * The same, for whoever organises it.
     *
     * @throws Forbidden for everyone else
     */
    Cycle getOrganised(String slug, Actor actor) {
        var cycle = get(slug, actor);
        if (!cycle.isOrganisedBy(actor)) throw new Forbidden();
        return cycle;
    }

    /** The series of a gathering, where it is of one. */
    Optional<Cycle> find(@Nullable Long id) {
        if (id == null) return Optional.empty();
        return db.sql(SELECT + "where s.id = ?")
                .param(id)
                .query((row, _) -> read(row))
                .optional();
    }

    /** Those with a public gathering, by name. */
    List<Cycle> list() {
        return db.sql("select * from (" + SELECT + ") s where is_public order by title_fr, id")
                .query((row, _) -> read(row))
                .list();
    }

    private static Cycle read(ResultSet row) throws SQLException {
        return new Cycle(
                row.getLong("id"),
                row.getString("slug"),
                Bilingual.get(row, "title"),
                Bilingual.get(row, "text"),
                row.getString("rule"),
                row.getObject("begins_on", LocalDate.class),
                row.getBoolean("fictional"),
                row.getBoolean("is_public"),
                Arrays.asList((String[]) row.getArray("organisers").getArray()));
    }

    /** Its gatherings in the order of their hours; with drafts for whoever organises it. */
    List<Cycle.Session> listSessions(Cycle cycle, boolean drafts) {
        var all = db
                .sql(Gatherings.SELECT + "where g.series_id = ? order by g.starts_at, g.id")
                .param(cycle.id())
                .query((row, _) -> gatherings.read(row))
                .list()
                .stream()
                .filter(g -> g.isPublic() || drafts && g.standing() == Gathering.Standing.DRAFT)
                .toList();
        record Spoken(long gathering, Gathering.Speaker speaker) {}
        var speakers = db
                .sql("""
                        select s.* from speaker s join gathering g on g.id = s.gathering_id where g.series_id = ?
                        order by s.gathering_id, s.position""")
                .param(cycle.id())
                .query((row, _) -> new Spoken(
                        row.getLong("gathering_id"),
                        new Gathering.Speaker(row.getString("name"), Bilingual.find(row, "role"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Spoken::gathering, Collectors.mapping(Spoken::speaker, Collectors.toList())));
        var kept = materials.list(all).stream().collect(Collectors.groupingBy(Material::gathering));
        return all.stream()
                .map(g -> new Cycle.Session(
                        g, speakers.getOrDefault(g.id(), List.of()), kept.getOrDefault(g.id(), List.of())))
                .toList();
    }

    /** What an organiser typed, and checked. */
    record Sheet(String slug, Bilingual title, Bilingual text, Recurrence rule, LocalDate begins) {}

    /**
     * Makes a series, and each of its gatherings as a draft of its own.
     *
     * @param occurrences one for each day of its rule
     * @throws BadInput where its address, or that of one of them, is taken: then nothing is made
     */
    @Transactional
    public void create(Actor actor, Sheet sheet, List<Gatherings.Sheet> occurrences) {
        actor.must(Role.COORDINATOR, Role.CONTRIBUTOR);
        long id;
        try {
            id = db.sql("""
                    insert into series (slug, title_fr, title_en, text_fr, text_en, rule, begins_on)
                    values (?, ?, ?, ?, ?, ?, ?) returning id""")
                    .params(Values.of(
                            sheet.slug(),
                            sheet.title().fr(),
                            sheet.title().en(),
                            sheet.text().fr(),
                            sheet.text().en(),
                            sheet.rule().text(),
                            sheet.begins()))
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException e) {
            throw new BadInput("agenda.cycle.slug.taken");
        }
        var made = new ArrayList<Long>();
        for (var occurrence : occurrences) made.add(gatherings.create(actor, occurrence));
        db.sql("update gathering set series_id = ? where id = any (?)")
                .params(id, made.toArray(Long[]::new))
                .update();
    }

    /**
     * Publishes all that is still a draft; whoever follows the series receives one letter of all of them.
     *
     * @return how many
     */
    @Transactional
    public int publish(Actor actor, String slug) {
        var cycle = getOrganised(slug, actor);
        var opened = listSessions(cycle, true).stream()
                .map(Cycle.Session::gathering)
                .filter(g -> !g.isPublic())
                .flatMap(g -> gatherings.open(actor, g.slug()).stream())
                .toList();
        if (opened.isEmpty()) return 0;
        record("agenda.cycle.published", cycle, actor, opened.size());
        followers.tell(opened);
        return opened.size();
    }

    private void record(String kind, Cycle cycle, Actor actor, int gatherings) {
        String organisation = cycle.organisers().stream()
                .filter(o -> actor.isFor(Role.CONTRIBUTOR, o))
                .findFirst()
                .orElse(null);
        boolean coordinates = actor.is(Role.COORDINATOR);
        journal.record(Act.of(
                        kind,
                        cycle.path(),
                        coordinates ? Role.COORDINATOR : Role.CONTRIBUTOR,
                        coordinates ? null : organisation)
                .with("title", cycle.title().fr())
                .with("rule", cycle.rule())
                .with("gatherings", Integer.toString(gatherings)));
    }
}
