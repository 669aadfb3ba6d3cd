package org.parvis.plan;

import java.util.List;
import org.parvis.web.Page;

/** The process of a plan, dated: how it was made, how it is followed. */
public record CalendarPage(ActionPlan plan, List<PlanEvent> events) implements Page {}
