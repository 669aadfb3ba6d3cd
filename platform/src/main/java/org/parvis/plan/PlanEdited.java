package org.parvis.plan;

import java.time.LocalDate;

/** Something in a plan was written, amended or decided on a day. */
public record PlanEdited(String slug, LocalDate on) {}
