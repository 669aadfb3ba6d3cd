package org.parvis.participation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Role;

/**
 * The questions of a consultation and, once it has closed, what was answered.
 *
 * @param tallies one a question where results are public, or none
 * @param given how many answers came, by their way
 */
record QuestionnairePage(
        Consultation consultation,
        List<Question> questions,
        List<QuestionTally> tallies,
        Map<AnswerSheet.Channel, Integer> given,
        boolean open,
        boolean changeable,
        @Nullable Actor actor)
        implements Page {

    @Override
    public boolean isPublic() {
        return consultation.announcedAt() != null;
    }

    public int all() {
        return given.values().stream().mapToInt(Integer::intValue).sum();
    }

    public boolean mayEdit() {
        return changeable && actor != null && actor.is(Role.COORDINATOR);
    }

    public int unread() {
        return actor != null && actor.is(Role.MODERATOR)
                ? tallies.stream().mapToInt(QuestionTally::unread).sum()
                : 0;
    }

    /** The question on which another depends. */
    public Question find(long id) {
        return questions.stream().filter(q -> q.id() == id).findFirst().orElseThrow();
    }
}
