package org.parvis.accelerator;

import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/**
 * Making the cohort of a call.
 *
 * @param selected how many initiatives it will have
 */
record CohortFormPage(Call call, int selected, SupportForm form, List<Mistake> mistakes) implements Correctable {}
