package org.parvis.agenda;

import java.time.Instant;
import java.util.List;
import org.parvis.web.Choice;
import org.parvis.web.Page;
import org.parvis.web.QrCode;
import org.parvis.web.Visit;

/**
 * A registration as its owner sees it: to be confirmed, confirmed, waiting or cancelled; the code for the door.
 *
 * @param code what its QR code says
 */
record TicketPage(
        Gathering gathering, Gathering.Programme programme, Registration registration, String code, Instant now)
        implements Page {

    @Override
    public boolean isPublic() {
        return false;
    }

    public boolean isUnconfirmed() {
        return registration.confirmedAt() == null;
    }

    /** Whether something may still be changed. */
    public boolean isOpen() {
        return gathering.standing() == Gathering.Standing.PUBLISHED && now.isBefore(gathering.endsAt());
    }

    public QrCode qr() {
        return new QrCode(code);
    }

    public List<Choice> workshops(Gathering.Slot slot, Visit visit) {
        return programme.in(slot).stream()
                .map(w -> new Choice(Integer.toString(w.number()), visit.in(w.title())))
                .toList();
    }

    /** The workshop of a slot that is chosen now, by its number; empty where none is. */
    public String chosen(Gathering.Slot slot) {
        return registration
                .place(slot.number())
                .filter(p -> p.standing() != Registration.Standing.CANCELLED)
                .flatMap(p -> programme.in(slot).stream()
                        .filter(w -> Long.valueOf(w.id()).equals(p.workshopId()))
                        .findFirst())
                .map(w -> Integer.toString(w.number()))
                .orElse("");
    }
}
