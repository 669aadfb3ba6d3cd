package org.parvis.agenda;

import java.util.List;
import org.parvis.web.Bilingual;

/**
 * Something that an organiser asks of those who register.
 *
 * @param options one of which is chosen; answered in the person's own words where there are none
 * @param answers how many have answered: from the first one on, it no longer changes
 */
record GatheringQuestion(
        long id, int position, Bilingual label, List<Bilingual> options, boolean required, int answers) {}
