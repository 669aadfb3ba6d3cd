package org.parvis.agenda;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;

/**
 * Someone who takes part in a gathering, or waits to. Names and addresses are erased a year after it.
 *
 * @param secret opens its ticket; {@code code} is what its QR code says at the door
 * @param email none once erased, or for whoever walked in
 * @param confirmedAt when the address proved to be its owner's; it holds no place before
 * @param verifiedAt when the college was proven, by the domain of the address or by an organiser
 */
public record Registration(
        long id,
        long gathering,
        @Nullable String secret,
        @Nullable String code,
        @Nullable String name,
        @Nullable String email,
        College college,
        @Nullable String organisation,
        Language language,
        @Nullable String needs,
        @Nullable Instant confirmedAt,
        @Nullable Instant cancelledAt,
        @Nullable Instant verifiedAt,
        List<Place> places) {

    /**
     * Where it stands on one list.
     *
     * @param slot 0 for the gathering itself
     * @param workshop the title of the workshop chosen for the slot
     * @param rank the n-th of its list, while it waits
     */
    public record Place(
            int slot,
            @Nullable Long workshopId,
            @Nullable Bilingual workshop,
            Standing standing,
            int rank,
            @Nullable Instant attendedAt) {}

    /** How it stands on a list. */
    public enum Standing {
        PENDING,
        WAITING,
        CONFIRMED,
        CANCELLED
    }

    public boolean isConfirmed() {
        return confirmedAt != null && cancelledAt == null;
    }

    public Optional<Place> place(int slot) {
        return places.stream().filter(p -> p.slot() == slot).findFirst();
    }

    /** Whether it has a place in the gathering. */
    public boolean hasPlace() {
        return place(0).filter(p -> p.standing() == Standing.CONFIRMED).isPresent();
    }
}
