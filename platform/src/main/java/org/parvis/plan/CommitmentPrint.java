package org.parvis.plan;

import java.util.List;
import org.parvis.web.Page;

/** One commitment on paper, with what was reported of it and how others read it. */
public record CommitmentPrint(ActionPlan plan, Commitments.Whole whole, List<Assessment> assessments) implements Page {}
