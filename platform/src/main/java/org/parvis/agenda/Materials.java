package org.parvis.agenda;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.files.FileType;
import org.parvis.files.Files;
import org.parvis.files.StoredFile;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to recordings and materials. */
@Component
class Materials {
    static final int MOST = 50;

    private final JdbcClient db;
    private final Gatherings gatherings;
    private final Files files;
    private final CivicClock clock;

    Materials(JdbcClient db, Gatherings gatherings, Files files, CivicClock clock) {
        this.db = db;
        this.gatherings = gatherings;
        this.files = files;
        this.clock = clock;
    }

    /** Recordings first. */
    List<Material> list(Gathering gathering) {
        return list(List.of(gathering));
    }

    List<Material> list(Collection<Gathering> of) {
        return db.sql("""
                select m.*, f.name, f.type, c.size, c.sha256 from material m
                left join file f on f.id = m.file_id left join file_content c on c.sha256 = f.sha256
                where m.gathering_id = any (?) order by m.kind desc, m.id""")
                .param(of.stream().map(Gathering::id).toArray(Long[]::new))
                .query((row, _) -> read(row))
                .list();
    }

    private static Material read(ResultSet row) throws SQLException {
        var file = row.getObject("file_id", UUID.class);
        return new Material(
                row.getLong("id"),
                row.getLong("gathering_id"),
                Material.Kind.valueOf(row.getString("kind")),
                Bilingual.get(row, "title"),
                row.getString("url"),
                file == null
                        ? null
                        : new StoredFile(
                                file,
                                row.getString("name"),
                                FileType.valueOf(row.getString("type")),
                                row.getLong("size"),
                                HexFormat.of().formatHex(row.getBytes("sha256"))));
    }

    /**
     * Adds one, which everyone may see at once where the gathering is public.
     *
     * @param url or {@code file}, one of them
     */
    @Transactional
    public void add(
            Actor actor,
            String slug,
            Material.Kind kind,
            Bilingual title,
            @Nullable String url,
            @Nullable StoredFile file) {
        var gathering = gatherings.lockOrganised(slug, actor);
        if (list(gathering).size() >= MOST) throw new BadInput("agenda.materials.most", MOST);
        db.sql("""
                insert into material (gathering_id, kind, title_fr, title_en, url, file_id, added_at)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .params(Values.of(
                        gathering.id(),
                        kind.name(),
                        title.fr(),
                        title.en(),
                        url,
                        file == null ? null : file.id(),
                        clock.now()))
                .update();
        if (file != null) files.publish(file.id());
    }

    @Transactional
    public void remove(Actor actor, String slug, long id) {
        var material = list(gatherings.lockOrganised(slug, actor)).stream()
                .filter(m -> m.id() == id)
                .findFirst()
                .orElseThrow(() -> new NotFound("material " + id));
        db.sql("delete from material where id = ?").param(id).update();
        if (material.file() != null) files.remove(material.file().id());
    }
}
