package org.parvis.plan;

import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/** The coordinator opens a round. */
record RoundFormPage(ActionPlan plan, RoundForm form, List<Mistake> mistakes) implements Correctable {}
