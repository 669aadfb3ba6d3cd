package org.parvis.participation;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the texts that are put up for remarks. */
@Component
class SubmittedTexts {
    private final JdbcClient db;
    private final Consultations consultations;
    private final CivicClock clock;

    SubmittedTexts(JdbcClient db, Consultations consultations, CivicClock clock) {
        this.db = db;
        this.consultations = consultations;
        this.clock = clock;
    }

    Optional<SubmittedText> find(Consultation consultation) {
        var title = db.sql("select title_fr, title_en from consultation_text where consultation_id = ?")
                .param(consultation.id())
                .query((row, _) -> Bilingual.get(row, "title"))
                .optional();
        return title.map(t -> new SubmittedText(t, listParagraphs(consultation)));
    }

    private List<SubmittedText.Paragraph> listParagraphs(Consultation consultation) {
        return db.sql("""
                select p.*, (select count(*) from contribution c where c.consultation_id = p.consultation_id
                             and c.paragraph = p.number and c.standing = 'PUBLIC')::int as remarks
                from consultation_paragraph p where p.consultation_id = ? order by p.number""")
                .param(consultation.id())
                .query((row, _) -> new SubmittedText.Paragraph(
                        row.getInt("number"), Bilingual.get(row, "text"), row.getInt("remarks")))
                .list();
    }

    /**
     * Puts a text up, in the place of the one before; an empty one takes it back.
     *
     * @throws BadInput once the consultation has opened, or where the two languages do not have as many paragraphs
     */
    @Transactional
    public void put(Actor actor, String slug, Bilingual title, String french, String english) {
        actor.must(Role.COORDINATOR);
        consultations.lock(slug);
        var consultation = consultations.get(slug, actor);
        mustNotBeOpen(consultation, clock);
        var fr = SubmittedText.split(french);
        var en = SubmittedText.split(english);
        if (fr.size() > SubmittedText.MOST_PARAGRAPHS)
            throw new BadInput("participation.text.long", SubmittedText.MOST_PARAGRAPHS);
        if (!en.isEmpty() && en.size() != fr.size())
            throw new BadInput("participation.text.languages", fr.size(), en.size());
        db.sql("delete from consultation_paragraph where consultation_id = ?")
                .param(consultation.id())
                .update();
        db.sql("delete from consultation_text where consultation_id = ?")
                .param(consultation.id())
                .update();
        if (fr.isEmpty()) return;
        if (title.fr().isBlank()) throw new BadInput("participation.text.title.missing");
        db.sql("insert into consultation_text (consultation_id, title_fr, title_en) values (?, ?, ?)")
                .params(Values.of(consultation.id(), title.fr(), title.en()))
                .update();
        db.sql("""
                insert into consultation_paragraph (consultation_id, number, text_fr, text_en)
                select ?, n, fr, en from unnest(?::int[], ?::text[], ?::text[]) as paragraph(n, fr, en)""")
                .params(
                        consultation.id(),
                        IntStream.rangeClosed(1, fr.size()).boxed().toArray(Integer[]::new),
                        fr.toArray(String[]::new),
                        en.isEmpty() ? new String[fr.size()] : en.toArray(String[]::new))
                .update();
    }

    /** What people are asked no longer changes once the first may have answered. */
    static void mustNotBeOpen(Consultation consultation, CivicClock clock) {
        if (consultation.announcedAt() != null && !clock.now().isBefore(consultation.opensAt()))
            throw new BadInput("participation.asked.late");
    }
}
