package org.parvis.participation;

import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/** The sheets of paper of a consultation. */
record KitPage(
        Consultation consultation,
        List<Kits.Kit> kits,
        String label,
        String sheets,
        String code,
        List<Mistake> mistakes)
        implements Correctable {}
