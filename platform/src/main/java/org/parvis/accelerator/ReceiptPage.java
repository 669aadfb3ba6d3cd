package org.parvis.accelerator;

import java.util.Objects;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** What shows that it was submitted, and when. */
record ReceiptPage(Call call, Application application) implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }

    public boolean hasReceipt() {
        return application.digest() != null;
    }

    public String moment(Visit visit) {
        return Moments.exact(Objects.requireNonNull(application.submittedAt()).atZone(call.zone()), visit.language());
    }
}
