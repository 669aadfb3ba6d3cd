package org.parvis.accelerator;

import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/** What an initiative says of itself, being written. */
record InitiativeFormPage(Initiative initiative, SupportForm form, List<Mistake> mistakes) implements Correctable {}
