package org.parvis.panels;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.parvis.web.BadInput;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;

/**
 * What may be decided of a panel now.
 *
 * @param typed what was typed before it was refused
 */
record PanelStepsPage(Panel panel, List<Panel.Feature> features, Instant now, Typed typed, List<Mistake> mistakes)
        implements Correctable {
    private static final int MOST = 1_000;

    public String typed(String name) {
        return typed.get(name);
    }

    public String min(Panel.Answer answer) {
        return typed(minField(answer)).isEmpty() ? Integer.toString(answer.min()) : typed(minField(answer));
    }

    public String max(Panel.Answer answer) {
        return typed(maxField(answer)).isEmpty() ? Integer.toString(answer.max()) : typed(maxField(answer));
    }

    public static String minField(Panel.Answer answer) {
        return "min_" + answer.id();
    }

    public static String maxField(Panel.Answer answer) {
        return "max_" + answer.id();
    }

    /** @throws BadInput where a number is none, or a minimum is over its maximum */
    static List<Panels.Bounds> bounds(List<Panel.Feature> features, Typed typed) {
        var bounds = new ArrayList<Panels.Bounds>();
        for (var feature : features)
            for (var answer : feature.answers()) {
                Integer min = typed.number(minField(answer)), max = typed.number(maxField(answer));
                if (min == null || max == null || min > max || max > MOST)
                    throw new BadInput(
                            "panels.amend.bad",
                            answer.name().fr(),
                            feature.name().fr());
                bounds.add(new Panels.Bounds(answer.id(), min, max));
            }
        return bounds;
    }

    /** The field at which a refused step is to be corrected. */
    static String field(String step) {
        return switch (step) {
            case "EXTENDED" -> "cloture";
            case "CLOSED" -> "motif_fermeture";
            case "AMENDED" -> "motif_quotas";
            case "CANCELLED" -> "motif_abandon";
            default -> "contenu";
        };
    }

    public Panel.Phase phase() {
        return panel.phase(now);
    }

    public boolean mayOpen() {
        return phase() == Panel.Phase.DRAFT;
    }

    public boolean mayClose() {
        return phase() == Panel.Phase.OPEN;
    }

    public boolean mayExtend() {
        return (phase() == Panel.Phase.OPEN || phase() == Panel.Phase.CLOSED)
                && panel.closedAt() == null
                && !panel.freezing();
    }

    public boolean mayAmend() {
        return (mayClose() || phase() == Panel.Phase.CLOSED || phase() == Panel.Phase.DRAWN) && !panel.freezing();
    }

    public boolean mayCancel() {
        return phase() == Panel.Phase.OPEN
                || phase() == Panel.Phase.CLOSED
                || phase() == Panel.Phase.FROZEN
                || phase() == Panel.Phase.DRAWN;
    }
}
