package org.parvis.barometer;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.parvis.trace.Trace;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Role;

/** A question about a figure, and its answer. */
record FigureQuestionPage(
        FigureQuestion question,
        @Nullable Trace trace,
        ZoneId zone,
        @Nullable Actor actor) implements Page {
    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    public boolean mayAnswer() {
        return question.answer() == null
                && !question.isHidden()
                && question.indicator().isHeldBy(actor);
    }

    public boolean mayModerate() {
        return actor != null && actor.is(Role.MODERATOR);
    }
}
