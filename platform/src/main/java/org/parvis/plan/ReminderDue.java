package org.parvis.plan;

import java.time.LocalDate;
import org.parvis.web.Bilingual;

/** A lead has reports to write, and its day to be told has come. */
public record ReminderDue(
        long round, String plan, Bilingual title, String organisation, Round.Reminder reminder, long awaited, LocalDate dueOn) {}
