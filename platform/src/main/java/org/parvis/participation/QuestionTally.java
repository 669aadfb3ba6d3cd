package org.parvis.participation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was answered to a question.
 *
 * @param answered how many answered it
 * @param counts one an option, in their order; none for a text
 * @param texts the first of those that can be read, for a text
 * @param unread how many texts no moderator has read yet
 */
record QuestionTally(Question question, int answered, List<Count> counts, List<Text> texts, int unread) {
    /**
     * How often an option was chosen.
     *
     * @param first how often in the first place of a ranking
     * @param points of a ranking by Borda's count: with n options n − 1 points for a first place, n − 2 for a second, none for
     *     an option without a rank
     */
    record Count(int option, int chosen, int first, long points) {}

    /** A text that can be read, or the reason why it was hidden. */
    record Text(long sheet, String text, @Nullable String reason) {}

    int percent(Count count) {
        return answered == 0 ? 0 : Math.round(100f * count.chosen() / answered);
    }

    /** The middle level of a scale: half answered it or lower, half it or higher; the lower of two. 0 where none answered. */
    int median() {
        int below = 0;
        for (var count : counts) {
            below += count.chosen();
            if (2 * below >= answered && answered > 0) return count.option();
        }
        return 0;
    }

    /** Of a ranking: the best liked first; others in their order. */
    List<Count> ordered() {
        if (question.kind() != Question.Kind.RANKING) return counts;
        return counts.stream()
                .sorted(java.util.Comparator.comparingLong(Count::points)
                        .reversed()
                        .thenComparingInt(Count::option))
                .toList();
    }
}
