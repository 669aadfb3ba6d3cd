package org.parvis.barometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parvis.territories.Territory.Contour;

class ChoroplethTest {
    private static List<Contour> contours(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Contour("DEPT-" + i, "Département " + i, "M0 0z", null))
                .toList();
    }

    @Test
    void classes_hold_as_many_territories_each_as_can_be() {
        Map<String, @Nullable BigDecimal> values = new HashMap<>();
        for (int i = 0; i < 101; i++) values.put("DEPT-" + i, BigDecimal.valueOf(i * 37 % 101));
        var map = Choropleth.of(contours(101), values);
        assertThat(map.bands()).extracting(Choropleth.Band::count).containsExactly(21, 20, 20, 20, 20);
        assertThat(map.bands().getFirst().from()).isZero();
        assertThat(map.bands().getLast().to()).isEqualByComparingTo("100");
        assertThat(map.missing() + map.hidden()).isZero();
    }

    @Test
    void equal_values_are_never_in_two_classes() {
        Map<String, @Nullable BigDecimal> values = new HashMap<>();
        for (int i = 0; i < 50; i++) values.put("DEPT-" + i, new BigDecimal(i < 30 ? "5.0" : i < 40 ? "5" : "9.10"));
        var map = Choropleth.of(contours(50), values);
        assertThat(map.bands()).extracting(Choropleth.Band::count).containsExactly(40, 10);
        assertThat(map.areas().stream()
                        .filter(a -> a.value() != null && a.value().compareTo(BigDecimal.valueOf(5)) == 0))
                .extracting(Choropleth.Area::band)
                .containsOnly(1);
    }

    @Test
    void what_is_missing_is_not_what_is_hidden_and_neither_is_zero() {
        Map<String, @Nullable BigDecimal> values = new HashMap<>();
        values.put("DEPT-0", BigDecimal.ZERO);
        values.put("DEPT-1", null);
        var map = Choropleth.of(contours(3), values);
        assertThat(map.areas())
                .extracting(Choropleth.Area::style)
                .containsExactly("is-band-1", "is-hidden", "is-missing");
        assertThat(map.missing()).isEqualTo(1);
        assertThat(map.hidden()).isEqualTo(1);
    }
}
