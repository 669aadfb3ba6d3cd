package org.parvis.panels;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.sortition.proof.PublishedDraw;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/**
 * The draw as everyone sees it: the urn, the ball, the quotas before and after, everyone's chances. All of it is read from the
 * published files, as anyone else would.
 *
 * @param published none before the freeze
 * @param chances everyone's, the lowest first
 * @param freezing what the search that froze the pool certified
 */
record DrawPage(
        Panel panel,
        List<Panel.Feature> features,
        Map<String, String> files,
        @Nullable PublishedDraw published,
        PublishedDraw.@Nullable Drawn drawn,
        double[] chances,
        List<Seat> seats,
        List<Panel.Step> steps,
        @Nullable Freezing freezing,
        Instant now,
        @Nullable Actor actor)
        implements Page {
    /** Balls in a row of the picture. */
    private static final int ROW = 50, MOST_COLUMNS = 12;

    static DrawPage of(
            Panel panel,
            List<Panel.Feature> features,
            Map<String, String> files,
            List<Seat> seats,
            List<Panel.Step> steps,
            @Nullable Freezing freezing,
            Instant now,
            @Nullable Actor actor) {
        var published = files.containsKey(PublishedDraw.COMMITMENT) ? PublishedDraw.of(files) : null;
        return new DrawPage(
                panel,
                features,
                files,
                published,
                published == null ? null : published.replay().orElse(null),
                published == null ? new double[0] : chances(published),
                seats,
                steps,
                freezing,
                now,
                actor);
    }

    /** Everyone's, the lowest first. */
    private static double[] chances(PublishedDraw published) {
        int panels = published.commitment().panels();
        return Arrays.stream(published.timesInUrn())
                .mapToDouble(times -> (double) times / panels)
                .sorted()
                .toArray();
    }

    @Override
    public boolean isPublic() {
        return panel.isPublic();
    }

    public boolean mayDraw() {
        return panel.isOrganisedBy(actor) && panel.phase(now) == Panel.Phase.FROZEN;
    }

    /** A quota before and after: what was asked, what the urn's panels have, what the drawn one has. */
    public record Line(
            Panel.Feature feature,
            Panel.Answer answer,
            PublishedDraw.Line quota,
            @Nullable Integer drawn) {}

    public List<Line> quotas() {
        if (published == null) return List.of();
        var lines = new ArrayList<Line>();
        for (int q = 0; q < published.quotas().size(); q++) {
            var quota = published.quotas().get(q);
            for (var feature : features)
                for (var answer : feature.answers())
                    if (feature.name().fr().equals(quota.category())
                            && answer.name().fr().equals(quota.feature()))
                        lines.add(new Line(
                                feature,
                                answer,
                                quota,
                                drawn == null ? null : drawn.totals().get(q)));
        }
        return lines;
    }

    /** A column of the histogram: how many people are on as many of the urn's panels. */
    public record Column(double from, double until, int people) {}

    public double minimum() {
        return chances.length == 0 ? 0 : chances[0];
    }

    public double maximum() {
        return chances.length == 0 ? 0 : chances[chances.length - 1];
    }

    /** 0 where everyone has the same chance. */
    public double gini() {
        double sum = Arrays.stream(chances).sum(), ranked = 0;
        for (int i = 0; i < chances.length; i++) ranked += (2.0 * (i + 1) - chances.length - 1) * chances[i];
        return sum == 0 ? 0 : Math.max(0, ranked / (chances.length * sum));
    }

    /** At most a dozen columns of one width, from the lowest chance to the highest; one where all are equal. */
    public List<Column> histogram() {
        if (chances.length == 0) return List.of();
        double low = minimum(), high = maximum();
        if (high - low < 1e-9) return List.of(new Column(low, high, chances.length));
        int columns =
                (int) Math.min(MOST_COLUMNS, Arrays.stream(chances).distinct().count());
        double width = (high - low) / columns;
        int[] people = new int[columns];
        for (double chance : chances) people[Math.min(columns - 1, (int) ((chance - low) / width + 1e-9))]++;
        var all = new ArrayList<Column>();
        for (int c = 0; c < columns; c++) all.add(new Column(low + c * width, low + (c + 1) * width, people[c]));
        return all;
    }

    public int tallest() {
        return histogram().stream().mapToInt(Column::people).max().orElse(1);
    }

    public String percent(double chance, Visit visit) {
        return Percents.of(chance, visit);
    }

    /** All the urn's balls as one SVG path of round dots, ten apart, fifty in a row. */
    public String balls() {
        var path = new StringBuilder();
        for (int i = 0; published != null && i < published.urn().size(); i++)
            path.append('M').append(x(i)).append(' ').append(y(i)).append("h0");
        return path.toString();
    }

    private static int x(int ball) {
        return 10 * (ball % ROW) + 5;
    }

    private static int y(int ball) {
        return 10 * (ball / ROW) + 5;
    }

    /** Where the drawn one is; its number is one more than its place in the urn. */
    public int drawnX() {
        return drawn == null ? 0 : x(drawn.outcome().panel());
    }

    public int drawnY() {
        return drawn == null ? 0 : y(drawn.outcome().panel());
    }

    public int number() {
        return drawn == null ? 0 : drawn.outcome().panel() + 1;
    }

    public int rows() {
        return published == null ? 0 : (published.urn().size() + ROW - 1) / ROW;
    }

    public long bytes(String file) {
        return files.getOrDefault(file, "").getBytes(StandardCharsets.UTF_8).length;
    }

    public List<Panel.Step> observations() {
        return steps.stream().filter(s -> s.kind() == Panel.Step.Kind.OBSERVED).toList();
    }

    public List<Panel.Step> amendments() {
        return steps.stream()
                .filter(s -> s.kind() == Panel.Step.Kind.AMENDED
                        && panel.frozenAt() != null
                        && s.takenAt().isAfter(panel.frozenAt()))
                .toList();
    }

    public long accepted() {
        return seats.stream()
                .filter(s -> s.standing() == Seat.Standing.ACCEPTED)
                .count();
    }

    public long vacant() {
        return drawn == null
                ? 0
                : panel.size() - seats.stream().filter(Seat::isHeld).count();
    }

    public String moment(Instant moment, Visit visit) {
        return PanelLetters.moment(moment.atZone(panel.zone()), visit.language());
    }

    public String range(int least, int most, Visit visit) {
        return least == most ? visit.number(least) : visit.say("panels.range", least, most);
    }

    /** What the source published, where it is not bytes. */
    public String words() {
        return files.getOrDefault(Draws.WORDS, "");
    }

    public String describe(String name, Visit visit) {
        return visit.say("panels.file." + name);
    }
}
