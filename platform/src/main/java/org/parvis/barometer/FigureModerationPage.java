package org.parvis.barometer;

import java.time.LocalDate;
import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/**
 * The form in which a moderator takes a question out of sight, or shows it again.
 *
 * @param askedOn the day of the question
 */
record FigureModerationPage(FigureQuestion question, LocalDate askedOn, String reason, List<Mistake> mistakes)
        implements Correctable {}
