package org.parvis.accelerator;

import java.math.BigDecimal;
import org.parvis.web.Bilingual;

/**
 * By what a college judges.
 *
 * @param guidance how to score it, possibly empty
 * @param scale a score is a whole number from 0 to it
 * @param weight what it counts for beside the college's other criteria
 */
public record Criterion(
        long id, CallCollege college, int position, Bilingual name, Bilingual guidance, int scale, BigDecimal weight) {}
