package org.parvis.library;

import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;

/** Why a document is taken away. */
record DocumentWithdrawalPage(Document document, Typed typed, List<Mistake> mistakes) implements Correctable {}
