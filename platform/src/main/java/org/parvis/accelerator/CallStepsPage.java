package org.parvis.accelerator;

import java.time.Instant;
import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;

/**
 * What may be decided of a call now.
 *
 * @param typed what was typed before it was refused
 */
record CallStepsPage(Call call, Instant now, Typed typed, List<Mistake> mistakes) implements Correctable {
    public String typed(String name) {
        return typed.get(name);
    }

    public String typedOr(String name, String otherwise) {
        return typed(name).isEmpty() ? otherwise : typed(name);
    }

    /** The field at which a refused step is to be corrected. */
    static String field(String step) {
        return switch (step) {
            case "EXTENDED" -> "cloture";
            case "CANCELLED" -> "motif_abandon";
            default -> "contenu";
        };
    }

    public Call.Phase phase() {
        return call.phase(now);
    }

    public boolean mayPublish() {
        return phase() == Call.Phase.DRAFT;
    }

    public boolean mayExtend() {
        return phase() == Call.Phase.COMING || phase() == Call.Phase.OPEN || mayEndChecking();
    }

    public boolean mayEndChecking() {
        return phase() == Call.Phase.CHECKING;
    }

    public boolean mayCancel() {
        return phase() != Call.Phase.DRAFT && phase() != Call.Phase.CANCELLED && phase() != Call.Phase.ANNOUNCED;
    }

    public String closes(Visit visit) {
        return Moments.of(call.closes(), visit);
    }
}
