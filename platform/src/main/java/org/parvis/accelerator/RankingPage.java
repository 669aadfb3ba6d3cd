package org.parvis.accelerator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;

/**
 * A ranking, with what may be decided of it now: the administration's, which pre-selects, or the joint one.
 *
 * @param whole everybody ranked; the page shows the first of them
 */
record RankingPage(
        Call call,
        Rankings.Stage stage,
        List<Ranked> whole,
        List<Criterion> criteria,
        Rankings.@Nullable TieDraw draw,
        List<Rankings.Move> moves,
        Instant now,
        Typed typed,
        List<Mistake> mistakes)
        implements Correctable {
    private static final int BEYOND = 50;

    public boolean isJoint() {
        return stage == Rankings.Stage.JOINT;
    }

    public String path() {
        return call.path() + "/conduite/" + (isJoint() ? "classement" : "preselection");
    }

    public int line() {
        return Rankings.line(call, stage);
    }

    /** Those above the line, and some below it. */
    public List<Ranked> shown() {
        return whole.subList(0, Math.min(whole.size(), line() + BEYOND));
    }

    public Standings.Tie tie() {
        return Rankings.tie(call, stage, whole, Optional.ofNullable(draw));
    }

    public String tied() {
        return tie().tied().stream().map(l -> Integer.toString(l.number())).collect(Collectors.joining(", "));
    }

    public boolean isOpen() {
        return !whole.isEmpty()
                && call.cancelledAt() == null
                && (isJoint() ? call.rankedAt() : call.shortlistedAt()) == null;
    }

    public boolean mayCommit() {
        return isOpen() && draw == null && !tie().tied().isEmpty();
    }

    public boolean waitsForChance() {
        return draw != null && draw.drawn() == null && now.isBefore(draw.lot().notBefore());
    }

    public boolean mayDraw() {
        return isOpen() && draw != null && draw.drawn() == null && !waitsForChance();
    }

    public boolean mayDecide() {
        return isOpen() && tie().tied().isEmpty();
    }

    public String moment(Instant moment, Visit visit) {
        var local = moment.atZone(call.zone());
        return visit.date(local.toLocalDate()) + " "
                + java.time.format.DateTimeFormatter.ofPattern("HH:mm").format(local);
    }

    /** « Intérêt général +3,20 · Impact +1,05 ». */
    public String decided(Ranked line, Visit visit) {
        return decided(line, criteria, visit);
    }

    static String decided(Ranked line, List<Criterion> criteria, Visit visit) {
        return line.decided(criteria).stream()
                .map(r ->
                        visit.say("accelerator.decided", visit.in(r.criterion().name()), r.points(visit)))
                .collect(Collectors.joining(" · "));
    }

    public String typed(String name) {
        return typed.get(name);
    }
}
