package org.parvis.library;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.parvis.trace.Trace;
import org.parvis.web.Actor;
import org.parvis.web.Page;

/** A document: what it is, and its file. */
record DocumentPage(
        Document document,
        @Nullable Trace trace,
        ZoneId zone,
        @Nullable Actor actor) implements Page {
    public boolean isEditor() {
        return Article.isEditor(actor);
    }

    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }
}
