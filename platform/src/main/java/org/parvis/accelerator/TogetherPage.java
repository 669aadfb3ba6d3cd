package org.parvis.accelerator;

import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/** Somebody is asked to apply too. */
record TogetherPage(Call call, Submissions.Invitation invitation, String secret, List<Mistake> mistakes)
        implements Correctable {}
