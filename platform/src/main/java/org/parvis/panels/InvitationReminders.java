package org.parvis.panels;

import org.parvis.house.Chore;
import org.springframework.stereotype.Component;

/** Writes once more to those invited who have not volunteered, and forgets their addresses when nobody can any more. */
@Component
class InvitationReminders implements Chore {
    private final Invitations invitations;

    InvitationReminders(Invitations invitations) {
        this.invitations = invitations;
    }

    @Override
    public String name() {
        return "panel invitations";
    }

    @Override
    public boolean look() {
        invitations.listToRemind().forEach(invitations::remind);
        invitations.forget();
        return false;
    }
}
