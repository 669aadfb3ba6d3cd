package org.parvis.library;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.parvis.web.Page;

/** What members told editors. */
record FeedbackPage(Article article, List<Feedbacks.Feedback> feedback, ZoneId zone) implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }

    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    public boolean hasUnread() {
        return feedback.stream().anyMatch(f -> f.readAt() == null);
    }

    public long last() {
        return feedback.stream().mapToLong(Feedbacks.Feedback::id).max().orElse(0);
    }
}
