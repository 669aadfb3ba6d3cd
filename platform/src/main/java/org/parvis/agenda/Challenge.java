package org.parvis.agenda;

import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;

/** What is set to the teams of a hackathon. */
public record Challenge(
        long id, int number, Bilingual title, @Nullable Bilingual text) {}
