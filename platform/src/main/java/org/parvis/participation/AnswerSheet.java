package org.parvis.participation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One person's answers, kept page by page until they are given. */
record AnswerSheet(long id, @Nullable Instant givenAt, Map<Long, Question.Answer> answers) {
    static final AnswerSheet BLANK = new AnswerSheet(0, null, Map.of());

    /** How it came: by an account, without one, from paper. */
    enum Channel {
        ACCOUNT,
        OPEN,
        PAPER
    }

    boolean isGiven() {
        return givenAt != null;
    }

    /** Those asked of someone who answered so. */
    List<Question> asked(List<Question> all) {
        return all.stream().filter(q -> q.isAsked(all, answers)).toList();
    }

    /** The first page after this one that asks something, or the one after the last, where all is read again. */
    int next(List<Question> all, int page) {
        return asked(all).stream()
                .mapToInt(Question::page)
                .filter(p -> p > page)
                .min()
                .orElse(last(all) + 1);
    }

    /** The last page before this one that asks something, or 0. */
    int previous(List<Question> all, int page) {
        return asked(all).stream()
                .mapToInt(Question::page)
                .filter(p -> p < page)
                .max()
                .orElse(0);
    }

    static int last(List<Question> all) {
        return all.isEmpty() ? 0 : all.getLast().page();
    }

    /** The first page that leaves a required question open, or the one after the last. */
    int firstUnfinished(List<Question> all) {
        return asked(all).stream()
                .filter(q -> q.required()
                        && answers.getOrDefault(q.id(), Question.Answer.NONE).isEmpty())
                .mapToInt(Question::page)
                .min()
                .orElse(last(all) + 1);
    }
}
