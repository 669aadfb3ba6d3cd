package org.parvis.web;

/** A form sent again, whose first sending led to no page of its own: said, and nothing done twice. */
public record TakenPage() implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }
}
