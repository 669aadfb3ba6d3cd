package org.parvis.barometer;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** What an indicator said in each of its editions, the one that holds first. */
record IndicatorVersionsPage(Indicator indicator, List<IndicatorOffice.Version> versions) implements Page {
    @Override
    public boolean isPublic() {
        return indicator.published();
    }

    /** What one edition said of something, and the next one says; empty where it said nothing. */
    public record Change(String field, String was, String is) {}

    /** What became different after an edition; nothing after the last. */
    public List<Change> changes(IndicatorOffice.Version version) {
        int at = versions.indexOf(version);
        var changes = new ArrayList<Change>();
        if (at == 0) return changes;
        var next = versions.get(at - 1).told();
        var fields = new TreeSet<>(version.told().keySet());
        fields.addAll(next.keySet());
        for (String field : fields) {
            String was = Objects.toString(version.told().get(field), ""), is = Objects.toString(next.get(field), "");
            if (!was.equals(is)) changes.add(new Change(field, was, is));
        }
        return changes;
    }

    /** A value in words, where it is one of a few. */
    public String say(String field, String value, Visit visit) {
        return switch (field) {
            case "direction" -> visit.say("barometer.indicator.direction." + value);
            case "finest" -> visit.say("barometer.indicator.level." + value);
            case "aggregation" -> visit.say("barometer.indicator.aggregation." + value);
            default -> value.isEmpty() ? visit.say("barometer.indicator.nothing") : value;
        };
    }
}
