package org.parvis.participation;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;

/**
 * A question that a consultation asks.
 *
 * @param number from 1, in the order of asking
 * @param page from 1
 * @param startsPage whether it begins a page
 * @param options to choose among, none for a text; the levels of a scale, the lowest first
 * @param condition asked only of those who answered so
 */
public record Question(
        long id,
        int number,
        int page,
        boolean startsPage,
        Kind kind,
        Bilingual label,
        @Nullable Bilingual hint,
        List<Bilingual> options,
        boolean required,
        @Nullable Condition condition) {
    static final int LONGEST_TEXT = 5_000, LONGEST_SHORT = 200, MOST_OPTIONS = 30, MOST = 100;

    /** How it is answered. */
    public enum Kind {
        SHORT_TEXT,
        LONG_TEXT,
        SINGLE,
        MULTIPLE,
        RANKING,
        SCALE;

        public boolean isText() {
            return this == SHORT_TEXT || this == LONG_TEXT;
        }
    }

    /**
     * Having chosen an option of a question on an earlier page.
     *
     * @param option its number from 1
     */
    public record Condition(long question, int option) {}

    /**
     * What someone answers.
     *
     * @param choices numbers of options from 1; of a ranking the first choice first
     */
    public record Answer(List<Integer> choices, String text) {
        static final Answer NONE = new Answer(List.of(), "");

        public boolean isEmpty() {
            return choices.isEmpty() && text.isBlank();
        }
    }

    /** The name of its field in a form. */
    public String field() {
        return "q" + id;
    }

    /** Whether it is asked of someone who answered so: also, whether the question it depends on was. */
    public boolean isAsked(List<Question> all, Map<Long, Answer> answers) {
        if (condition == null) return true;
        var other = all.stream().filter(q -> q.id == condition.question()).findFirst();
        return other.isPresent()
                && other.get().isAsked(all, answers)
                && answers.getOrDefault(other.get().id, Answer.NONE).choices().contains(condition.option());
    }
}
