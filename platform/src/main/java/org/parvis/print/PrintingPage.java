package org.parvis.print;

import org.parvis.web.Page;

/** A large document is on its way; the page asks again by itself. */
public record PrintingPage(boolean failed) implements Page {
    @Override
    public int status() {
        return failed ? 500 : 202;
    }
}
