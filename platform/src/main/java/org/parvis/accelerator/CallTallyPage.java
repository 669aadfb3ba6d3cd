package org.parvis.accelerator;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/**
 * A call's figures.
 *
 * @param tally none until it is closed
 */
record CallTallyPage(Call call, CallTallies.@Nullable Tally tally) implements Page {
    @Override
    public boolean isPublic() {
        return call.isPublic();
    }

    /** A table of figures by some value. */
    public record Table(String key, List<Row> rows) {}

    public record Row(String label, int count, int percent) {}

    public List<Table> tables(Visit visit) {
        var figures = Objects.requireNonNull(tally);
        return List.of(
                table("kinds", figures.kinds(), value -> visit.say("accelerator.kind." + value), figures, visit),
                table("themes", figures.themes(), value -> visit.say("theme." + value), figures, visit),
                table("territories", figures.territories(), value -> value, figures, visit));
    }

    private interface Label {
        String of(String value);
    }

    private static Table table(
            String key, List<CallTallies.Part> parts, Label label, CallTallies.Tally figures, Visit visit) {
        return new Table(
                key,
                parts.stream()
                        .map(part -> new Row(
                                part.value() == null
                                        ? visit.say("accelerator.tally." + key + ".none", CallTallies.LEAST)
                                        : label.of(part.value()),
                                part.count(),
                                Math.round(100f * part.count() / Math.max(1, figures.submitted()))))
                        .toList());
    }

    public String address(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
