package org.parvis.accelerator;

import org.parvis.web.Bilingual;

/** What must be so for an application to be read at all. */
public record EligibilityRule(long id, int position, Bilingual rule) {}
