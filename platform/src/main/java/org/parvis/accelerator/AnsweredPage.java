package org.parvis.accelerator;

import org.parvis.web.Page;

/** Thanks to whoever told what became of an initiative. */
record AnsweredPage() implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }
}
