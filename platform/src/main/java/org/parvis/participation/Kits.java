package org.parvis.participation;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the sheets of paper printed for workshops: what is written on one is typed in once, under its code. */
@Component
class Kits {
    static final int MOST_SHEETS = 200, LONGEST_LABEL = 80;
    /** Crockford's base 32: no letter that is read as another. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int LENGTH = 8;

    private final JdbcClient db;
    private final Consultations consultations;
    private final CivicClock clock;
    private final SecureRandom random = new SecureRandom();

    Kits(JdbcClient db, Consultations consultations, CivicClock clock) {
        this.db = db;
        this.consultations = consultations;
        this.clock = clock;
    }

    /** @param typed how many of its sheets have been typed in */
    record Kit(long id, String label, int sheets, int typed) {}

    /**
     * @param contribution the number of what it proposes, none before it is typed in
     * @param answered whether its answers to the questions were given
     */
    record Sheet(
            String code,
            long kit,
            String label,
            int number,
            @Nullable Long contribution,
            boolean answered) {
        String path(Consultation consultation) {
            return consultation.path() + "/kit/feuilles/" + code;
        }
    }

    /** A code as someone typed it; empty where it cannot be one. */
    static String code(String typed) {
        String code = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s–-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return code.matches("[" + ALPHABET + "]{" + LENGTH + "}") ? code : "";
    }

    List<Kit> list(Consultation consultation) {
        return db.sql("""
                select k.id, k.label, count(*)::int as sheets,
                       count(*) filter (where s.contribution_id is not null or a.given_at is not null)::int as typed
                from kit k join kit_sheet s on s.kit_id = k.id left join answer_sheet a on a.id = s.answer_sheet_id
                where k.consultation_id = ? group by k.id order by k.id desc""")
                .param(consultation.id())
                .query((row, _) ->
                        new Kit(row.getLong("id"), row.getString("label"), row.getInt("sheets"), row.getInt("typed")))
                .list();
    }

    private static final String SHEET = """
            select s.code, s.kit_id as kit, k.label, s.number, s.contribution_id as contribution,
                   coalesce(a.given_at is not null, false) as answered
            from kit k join kit_sheet s on s.kit_id = k.id left join answer_sheet a on a.id = s.answer_sheet_id
            where k.consultation_id = ?
            """;

    private static Sheet read(ResultSet row) throws SQLException {
        return new Sheet(
                row.getString("code"),
                row.getLong("kit"),
                row.getString("label"),
                row.getInt("number"),
                row.getObject("contribution", Long.class),
                row.getBoolean("answered"));
    }

    /** The sheets of a kit, in the order of their numbers. */
    List<Sheet> listSheets(Consultation consultation, long kit) {
        var sheets = db.sql(SHEET + "and k.id = ? order by s.number")
                .params(consultation.id(), kit)
                .query((row, _) -> read(row))
                .list();
        if (sheets.isEmpty()) throw new NotFound("kit " + kit);
        return sheets;
    }

    Sheet get(Consultation consultation, String code) {
        return db.sql(SHEET + "and s.code = ?")
                .params(consultation.id(), code)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> new NotFound("sheet " + code));
    }

    /** Sheets for a workshop, each with a code of its own. */
    @Transactional
    long make(Actor actor, String slug, String label, int sheets) {
        var consultation = mayType(actor, slug);
        if (label.isBlank() || label.length() > LONGEST_LABEL)
            throw new BadInput("participation.kit.label.bad", LONGEST_LABEL);
        if (sheets < 1 || sheets > MOST_SHEETS) throw new BadInput("participation.kit.sheets.bad", MOST_SHEETS);
        long kit = db.sql("insert into kit (consultation_id, label, made_at, made_by) values (?, ?, ?, ?) returning id")
                .params(Values.of(consultation.id(), label, clock.now(), actor.personId()))
                .query(Long.class)
                .single();
        db.sql("""
                insert into kit_sheet (code, kit_id, number)
                select code, ?, number from unnest(?::text[]) with ordinality as sheet(code, number)""")
                .params(
                        kit,
                        Stream.generate(this::draw).distinct().limit(sheets).toArray(String[]::new))
                .update();
        return kit;
    }

    private String draw() {
        var code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        return code.toString();
    }

    /**
     * Whoever answers for a consultation prints its sheets and types them in, until its responses are given.
     *
     * @throws Forbidden where this is someone else
     */
    Consultation mayType(Actor actor, String slug) {
        var consultation = consultations.get(slug, actor);
        if (consultation.answerers(actor).isEmpty()) throw new Forbidden();
        if (!consultation.takesPaper()) throw new BadInput("participation.paper.late");
        return consultation;
    }
}
