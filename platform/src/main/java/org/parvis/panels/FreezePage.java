package org.parvis.panels;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.sortition.Relaxation;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;

/**
 * The pool beside what the quotas want of it, and the freeze: asked for, running, or how it ended.
 *
 * @param counts how many of the pool gave each answer, by the answer's number
 */
record FreezePage(
        Panel panel,
        List<Panel.Feature> features,
        Map<Long, Integer> counts,
        int volunteers,
        @Nullable Freezing last,
        Typed typed,
        Instant now,
        List<Mistake> mistakes)
        implements Correctable {
    public String typed(String name) {
        return typed.get(name);
    }

    public int count(Panel.Answer answer) {
        return counts.getOrDefault(answer.id(), 0);
    }

    public boolean isRunning() {
        return last != null && last.ended() == null;
    }

    /** What ended it otherwise than by freezing the pool. */
    public Freezing.@Nullable End failure() {
        return last == null || last.ended() == Freezing.End.FROZEN ? null : last.ended();
    }

    public boolean mayFreeze() {
        return panel.phase(now) == Panel.Phase.CLOSED && !isRunning() && volunteers >= panel.size();
    }

    public List<Choice> methods(Visit visit) {
        return List.of(
                new Choice("LEXIMIN", visit.say("panels.method.LEXIMIN"), visit.say("panels.method.LEXIMIN.hint")),
                new Choice("MAXIMIN", visit.say("panels.method.MAXIMIN"), visit.say("panels.method.MAXIMIN.hint")));
    }

    /** How near the search is, in percent of one person's chance. */
    public String percent(double chance, Visit visit) {
        return Percents.of(chance, visit);
    }

    public ZoneId zone() {
        return panel.zone();
    }

    /** Why no panel exists, a sentence each. */
    public static List<String> reasons(Freezing.Obstacles obstacles, List<Panel.Feature> features, Visit visit) {
        var sentences = new ArrayList<String>();
        for (var reason : obstacles.reasons())
            sentences.add(visit.say(
                    "panels.obstacle." + reason.kind(),
                    question(reason.feature(), features, visit),
                    answer(reason.feature(), reason.value(), features, visit),
                    reason.there(),
                    reason.wanted()));
        return sentences;
    }

    /** The least that would let a panel exist, a sentence each. */
    public static List<String> relaxations(Freezing.Obstacles obstacles, List<Panel.Feature> features, Visit visit) {
        return obstacles.relaxations().stream()
                .map(r -> relaxation(r, features, visit))
                .toList();
    }

    private static String relaxation(Relaxation relaxation, List<Panel.Feature> features, Visit visit) {
        var quota = relaxation.quota();
        return visit.say(
                "panels.relax",
                question(quota.feature(), features, visit),
                answer(quota.feature(), quota.value(), features, visit),
                quota.min(),
                quota.max(),
                relaxation.min(),
                relaxation.max());
    }

    private static String question(String name, List<Panel.Feature> features, Visit visit) {
        return features.stream()
                .filter(f -> f.name().fr().equals(name))
                .findFirst()
                .map(f -> visit.in(f.name()))
                .orElse(name);
    }

    private static String answer(String question, String name, List<Panel.Feature> features, Visit visit) {
        return features.stream()
                .filter(f -> f.name().fr().equals(question))
                .flatMap(f -> f.answers().stream())
                .filter(a -> a.name().fr().equals(name))
                .findFirst()
                .map(a -> visit.in(a.name()))
                .orElse(name);
    }
}
