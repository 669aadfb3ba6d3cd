package org.parvis.plan;

import java.util.List;
import org.parvis.web.Page;

/** A round: what each lead sent, what is awaited. */
record RoundPage(ActionPlan plan, Round round, List<Rounds.LeadPart> parts) implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }

    public long expected() {
        return parts.stream().mapToLong(part -> part.expected().size()).sum();
    }

    public long received() {
        return parts.stream().mapToLong(Rounds.LeadPart::received).sum();
    }
}
