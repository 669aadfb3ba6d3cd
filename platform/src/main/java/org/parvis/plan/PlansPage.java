package org.parvis.plan;

import java.util.List;
import org.parvis.web.Page;

/** Every plan, the latest first. */
public record PlansPage(List<ActionPlan> plans) implements Page {}
