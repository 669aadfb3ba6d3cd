package org.parvis.panels;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/**
 * The form of a panel that is being prepared.
 *
 * @param panel none where it is new
 */
record PanelFormPage(
        @Nullable Panel panel, PanelForm form, List<Choice> abouts, List<Choice> organisers, List<Mistake> mistakes)
        implements Correctable {
    /** How many questions are shown at once. */
    private static final int SHOWN = 4;

    public String action() {
        return panel == null ? "/panels" : panel.path() + "/modification";
    }

    public List<QuestionForm> first() {
        return form.questions().subList(0, SHOWN);
    }

    public List<QuestionForm> others() {
        return form.questions().subList(SHOWN, PanelForm.QUESTIONS);
    }

    public boolean hasOthers() {
        return others().stream().anyMatch(q -> !q.isEmpty());
    }
}
