package org.parvis.participation;

import java.util.List;
import org.parvis.trace.Trace;
import org.parvis.web.Page;

/** One response, whom it answers, and what came of it. */
record ResponsePage(Consultation consultation, Response response, List<ContributionLine> answered, Trace trace)
        implements Page {}
