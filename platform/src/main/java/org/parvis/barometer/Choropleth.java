package org.parvis.barometer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Territory;

/**
 * Territories in five classes with as many of them in each as ties allow (quantiles), from the lowest values to the highest.
 *
 * @param bands those that hold a territory, the lowest first
 * @param missing how many have no value, {@code hidden} how many may not be shown
 */
public record Choropleth(List<Area> areas, List<Band> bands, int missing, int hidden) {
    static final int BANDS = 5;

    /** From the lowest to the highest, told apart by their lightness alone; the style sheet has the same. */
    public static final List<String> COLOURS = List.of("#e3edf5", "#b3cfe4", "#79a9cc", "#3f7aa9", "#163d5c");

    /** What an area is filled with where there is no style sheet. */
    public static String paint(Area area) {
        return area.hidden() ? "url(#points)" : area.band() == 0 ? "url(#hachures)" : COLOURS.get(area.band() - 1);
    }

    /** @param band 1 to 5; 0 where there is no value, or none that may be shown */
    public record Area(
            Territory.Contour contour, int band, @Nullable BigDecimal value, boolean hidden) {
        /** What it is filled with, by a class of the style sheet. */
        public String style() {
            return hidden ? "is-hidden" : band == 0 ? "is-missing" : "is-band-" + band;
        }
    }

    /** Its territories' values, the lowest and the highest included. */
    public record Band(int number, BigDecimal from, BigDecimal to, int count) {}

    /** @param values by territory's code; a null one is hidden, an absent one missing */
    static Choropleth of(List<Territory.Contour> contours, Map<String, @Nullable BigDecimal> values) {
        var sorted = contours.stream()
                .map(c -> values.get(c.code()))
                .filter(v -> v != null)
                .sorted()
                .toList();
        Map<BigDecimal, Integer> bandOf = new HashMap<>();
        Map<Integer, List<BigDecimal>> inBand = new TreeMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            BigDecimal value = sorted.get(i).stripTrailingZeros();
            // Equal values are in one class: that of the first of them.
            int band = bandOf.getOrDefault(value, i * BANDS / sorted.size() + 1);
            bandOf.put(value, band);
            inBand.computeIfAbsent(band, _ -> new ArrayList<>()).add(sorted.get(i));
        }
        var bands = new ArrayList<Band>();
        inBand.forEach((number, of) -> bands.add(new Band(number, of.getFirst(), of.getLast(), of.size())));
        var areas = new ArrayList<Area>();
        int missing = 0, hidden = 0;
        for (var contour : contours) {
            BigDecimal value = values.get(contour.code());
            boolean secret = value == null && values.containsKey(contour.code());
            if (secret) hidden++;
            else if (value == null) missing++;
            areas.add(new Area(
                    contour, value == null ? 0 : bandOf.getOrDefault(value.stripTrailingZeros(), 0), value, secret));
        }
        return new Choropleth(List.copyOf(areas), List.copyOf(bands), missing, hidden);
    }
}
