package org.parvis.plan;

import java.util.List;
import org.parvis.web.Page;

/** Every report of a commitment, the latest first. */
public record ReportsPage(ActionPlan plan, Commitment commitment, List<ProgressReport> reports) implements Page {}
