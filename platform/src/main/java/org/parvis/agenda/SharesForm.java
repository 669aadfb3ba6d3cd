package org.parvis.agenda;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** How places are shared, as it was typed: how many in all, and for whom. */
public record SharesForm(Function<String, String> typed) {
    static final int MOST = 100_000;

    /** The ways to share. */
    public enum Way {
        OPEN,
        PARITY,
        SIDES,
        COLLEGES
    }

    public String get(String name) {
        return typed.apply(name);
    }

    public Way way() {
        for (Way way : Way.values()) if (way.name().equals(get("partage"))) return way;
        return Way.OPEN;
    }

    /** The field in which a side's or a college's places are typed. */
    public static String field(Enum<?> whose) {
        return (whose instanceof College.Side ? "places_cote_" : "places_")
                + whose.name().toLowerCase(Locale.ROOT);
    }

    static Map<String, String> values(List<Quota> quotas) {
        Map<String, String> values = new HashMap<>();
        if (quotas.isEmpty()) return values;
        int total = quotas.stream()
                .map(Quota::places)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
        if (quotas.getFirst().places() != null) values.put("places", Integer.toString(total));
        var shares = quotas.stream()
                .map(q -> new Quota.Share(q.colleges(), q.places()))
                .toList();
        if (quotas.size() == 1) values.put("partage", Way.OPEN.name());
        else if (quotas.size() == 2)
            values.put("partage", (shares.equals(Quota.parity(total)) ? Way.PARITY : Way.SIDES).name());
        else values.put("partage", Way.COLLEGES.name());
        for (var quota : quotas) {
            var side = quota.side();
            if (side != null) values.put(field(side), Integer.toString(Objects.requireNonNullElse(quota.places(), 0)));
            else if (quota.colleges().size() == 1)
                values.put(
                        field(quota.colleges().iterator().next()),
                        Integer.toString(Objects.requireNonNullElse(quota.places(), 0)));
        }
        return values;
    }

    List<Mistake> mistakes(Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        Integer total = number("places");
        if (!get("places").isEmpty() && total == null)
            mistakes.add(new Mistake("places", visit.say("agenda.form.places.bad", MOST)));
        if (way() == Way.OPEN) return mistakes;
        if (get("places").isEmpty()) mistakes.add(new Mistake("places", visit.say("agenda.form.places.missing")));
        if (way() == Way.PARITY) {
            if (total != null && total % 2 != 0)
                mistakes.add(new Mistake("places", visit.say("agenda.form.places.odd", total)));
            return mistakes;
        }
        int sum = 0;
        for (Enum<?> whose : whose()) {
            Integer part = get(field(whose)).isEmpty() ? Integer.valueOf(0) : number(field(whose));
            if (part == null) mistakes.add(new Mistake(field(whose), visit.say("agenda.form.places.bad", MOST)));
            else sum += part;
        }
        if (mistakes.isEmpty() && total != null && sum != total)
            mistakes.add(new Mistake("places", visit.say("agenda.form.places.sum", sum, total)));
        return mistakes;
    }

    private Enum<?>[] whose() {
        return way() == Way.SIDES ? College.Side.values() : College.values();
    }

    /** What it says, where there is no mistake in it. */
    List<Quota.Share> shares() {
        Integer total = number("places");
        if (way() == Way.OPEN || total == null) return Quota.open(total);
        if (way() == Way.PARITY) return Quota.parity(total);
        var shares = new ArrayList<Quota.Share>();
        for (Enum<?> whose : whose()) {
            Integer places = number(field(whose));
            shares.add(new Quota.Share(
                    whose instanceof College.Side side ? Quota.of(side) : EnumSet.of((College) whose),
                    places == null ? 0 : places));
        }
        return shares;
    }

    private @Nullable Integer number(String name) {
        String text = get(name);
        if (!text.matches("[0-9]{1,6}")) return null;
        int number = Integer.parseInt(text);
        return number > MOST ? null : number;
    }
}
