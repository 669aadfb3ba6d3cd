package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookTest {
    private static final Path STATIC = Path.of("src/main/resources/static");
    private static final Pattern COLOUR = Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{6});");
    private static final String DARK = "@media screen and (prefers-color-scheme: dark) {";

    /** Text, the ground it stands on, and the least ratio: AAA for text. */
    private static final List<List<String>> TEXT = List.of(
            List.of("ink", "paper"),
            List.of("ink", "stone"),
            List.of("soft", "paper"),
            List.of("soft", "stone"),
            List.of("accent", "paper"),
            List.of("accent", "stone"),
            List.of("late", "paper"),
            List.of("late", "late-paper"),
            List.of("ink", "late-paper"),
            List.of("warning", "warning-paper"),
            List.of("ink", "warning-paper"),
            List.of("success", "success-paper"),
            List.of("ink", "success-paper"),
            List.of("info", "info-paper"),
            List.of("ink", "info-paper"),
            List.of("none-ink", "none"),
            List.of("none-ink", "none-hatch"),
            List.of("begun-0-ink", "begun-0"),
            List.of("begun-1-ink", "begun-1"),
            List.of("begun-2-ink", "begun-2"),
            List.of("begun-3-ink", "begun-3"));

    private static final List<List<String>> SHAPES = List.of(
            List.of("edge", "paper"),
            List.of("edge", "stone"),
            List.of("accent", "info-paper"),
            List.of("begun-3", "paper"),
            List.of("late", "begun-0"));

    private static Map<String, String> light = Map.of();
    private static Map<String, String> dark = Map.of();

    @BeforeAll
    static void read() throws IOException {
        String css = Files.readString(STATIC.resolve("parvis.css"));
        int at = css.indexOf(DARK);
        light = colours(css.substring(0, at));
        dark = new TreeMap<>(light);
        dark.putAll(colours(css.substring(at, css.indexOf("\n}\n", at))));
    }

    private static Map<String, String> colours(String css) {
        var colours = new TreeMap<String, String>();
        COLOUR.matcher(css).results().forEach(found -> colours.put(found.group(1), found.group(2)));
        return colours;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void text_is_read_at_seven_to_one_and_shapes_at_three_to_one(boolean inTheDark) {
        TEXT.forEach(pair -> assertContrast(pair, inTheDark ? dark : light, 7));
        SHAPES.forEach(pair -> assertContrast(pair, inTheDark ? dark : light, 3));
    }

    private static void assertContrast(List<String> pair, Map<String, String> colours, double least) {
        String one = Objects.requireNonNull(colours.get(pair.getFirst()), pair.getFirst());
        String other = Objects.requireNonNull(colours.get(pair.getLast()), pair.getLast());
        assertThat(Contrast.between(one, other))
                .as("%s %s on %s %s", pair.getFirst(), one, pair.getLast(), other)
                .isGreaterThanOrEqualTo(least);
    }

    @Test
    void degrees_of_completion_grow_from_the_ground_in_both_schemes() {
        for (var colours : List.of(light, dark)) {
            double before = 0;
            for (int degree = 0; degree <= 3; degree++) {
                String ground = Objects.requireNonNull(colours.get("paper"));
                double now = Contrast.between(Objects.requireNonNull(colours.get("begun-" + degree)), ground);
                assertThat(now).isGreaterThan(before);
                before = now;
            }
        }
    }

    @Test
    void every_colour_is_a_custom_property_with_a_dark_pair() throws IOException {
        String css = Files.readString(STATIC.resolve("parvis.css"));
        String rules = css.substring(css.indexOf("\n}\n", css.indexOf(DARK)), css.indexOf("@media print"));
        assertThat(rules).doesNotContainPattern("#[0-9a-fA-F]{3,8}\\b|rgba?\\(|hsla?\\(");
        assertThat(light).containsEntry("paper", Identity.PAPER);
        assertThat(dark).containsEntry("paper", Identity.INK);
        assertThat(light.keySet())
                .allSatisfy(name -> assertThat(dark.get(name)).as(name).isNotEqualTo(light.get(name)));
    }

    @Test
    void the_ratio_is_that_of_wcag() {
        assertThat(Contrast.between("#000", "#ffffff")).isEqualTo(21);
        assertThat(Contrast.between("#777777", "#fff")).isBetween(4.47, 4.49);
    }

    @Test
    void a_first_visit_stays_light() throws IOException {
        long css = compressed(Files.readAllBytes(STATIC.resolve("parvis.css")));
        long font = Files.size(STATIC.resolve("public-sans.woff2"));
        long icon = compressed(Files.readAllBytes(STATIC.resolve("favicon.svg")));
        assertThat(css).isLessThanOrEqualTo(12_000);
        assertThat(font).isLessThanOrEqualTo(60_000);
        assertThat(css + font + icon).isLessThanOrEqualTo(60_000);
    }

    private static long compressed(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.size();
    }
}
