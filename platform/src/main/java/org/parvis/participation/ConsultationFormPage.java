package org.parvis.participation;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
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
        implements Correctable {
    public String action() {
        return consultation == null ? "/consultations" : consultation.path() + "/modification";
    }

    public boolean isAnnounced() {
        return consultation != null && consultation.announcedAt() != null;
    }

    public List<Choice> collegeChoices(Visit visit) {
        return Arrays.stream(College.values())
                .map(c -> new Choice(c.name(), visit.say("college", c)))
                .toList();
    }
}
