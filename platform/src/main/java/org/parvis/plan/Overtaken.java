package org.parvis.plan;

/** Another saved the same sheet in the meantime: nothing was changed, and both versions stand side by side. */
public class Overtaken extends RuntimeException {
    private final transient Drafting.Stored theirs;

    Overtaken(Drafting.Stored theirs) {
        super("edition " + theirs.edition());
        this.theirs = theirs;
    }

    Drafting.Stored theirs() {
        return theirs;
    }
}
