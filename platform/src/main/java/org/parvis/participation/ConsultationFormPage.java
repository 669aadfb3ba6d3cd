package org.parvis.participation;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.web.Choice;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/**
 * A coordinator's form.
 *
 * @param consultation the one that is changed, or none for a new one
 * @param abouts what it may be about; {@code holders} who may answer
 */
record ConsultationFormPage(
        @Nullable Consultation consultation,
        ConsultationForm form,
        List<Choice> abouts,
        List<Choice> holders,
        List<Mistake> mistakes)
        implements Page {

    @Override
    public int status() {
        return mistakes.isEmpty() ? 200 : 422;
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    public String action() {
        return consultation == null ? "/consultations" : consultation.path() + "/modification";
    }

    public boolean isAnnounced() {
        return consultation != null && consultation.announcedAt() != null;
    }

    public String error(String field) {
        return mistakes.stream()
                .filter(m -> m.field().equals(field))
                .map(Mistake::sentence)
                .findFirst()
                .orElse("");
    }

    public List<Choice> collegeChoices(Visit visit) {
        return Arrays.stream(College.values())
                .map(c -> new Choice(c.name(), visit.say("college", c)))
                .toList();
    }
}
