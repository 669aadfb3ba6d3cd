package org.parvis.accounts;

import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/** What goes and what stays, before an account is deleted. */
public record DeletePage(List<Mistake> mistakes) implements Correctable {}
