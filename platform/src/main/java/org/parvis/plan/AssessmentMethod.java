package org.parvis.plan;

import java.time.LocalDate;
import java.util.List;
import org.parvis.web.Bilingual;

/**
 * The partnership's way of coding (IRM), by version: a value keeps the meaning it was given under.
 *
 * @param plansFrom it serves the plans that begin from this day on, until the next version
 */
public record AssessmentMethod(
        String version,
        Bilingual title,
        LocalDate plansFrom,
        List<Assessment.Potential> potentials,
        List<Assessment.EarlyResults> earlyResults) {}
