package org.parvis.accelerator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** A ballot as it was typed. */
public record BallotForm(Typed typed) {
    private static final int LONGEST_COMMENT = 5_000;

    static BallotForm of(MultiValueMap<String, String> fields) {
        return new BallotForm(Typed.of(fields));
    }

    static BallotForm of(Ballots.Ballot ballot, Visit visit) {
        Map<String, String> values = new HashMap<>();
        ballot.scores().forEach((criterion, score) -> values.put(field(criterion), score.toString()));
        values.put("commentaire", ballot.comment());
        values.put("edition", Integer.toString(ballot.edition()));
        values.put("feuille", visit.once());
        return new BallotForm(new Typed(values));
    }

    public static String field(long criterion) {
        return "note_" + criterion;
    }

    public String get(String name) {
        return typed.get(name);
    }

    /** @param hand whether it is handed in: then every criterion needs its score */
    List<Mistake> mistakes(List<Criterion> criteria, boolean hand, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        for (var criterion : criteria) {
            String typed = get(field(criterion.id()));
            if (typed.isEmpty() ? hand : !fits(typed, criterion))
                mistakes.add(new Mistake(
                        field(criterion.id()),
                        visit.say(
                                typed.isEmpty() ? "accelerator.ballot.missing" : "accelerator.ballot.scale",
                                visit.in(criterion.name()),
                                criterion.scale())));
        }
        if (get("commentaire").length() > LONGEST_COMMENT)
            mistakes.add(new Mistake("commentaire", visit.say("accelerator.ballot.comment.long", LONGEST_COMMENT)));
        return mistakes;
    }

    private static boolean fits(String typed, Criterion criterion) {
        return typed.matches("[0-9]{1,3}") && Integer.parseInt(typed) <= criterion.scale();
    }

    /** What a form without mistakes says. */
    Ballots.Sheet sheet(List<Criterion> criteria) {
        var scores = criteria.stream()
                .filter(c -> !get(field(c.id())).isEmpty())
                .collect(Collectors.toMap(Criterion::id, c -> Integer.parseInt(get(field(c.id())))));
        return new Ballots.Sheet(scores, get("commentaire"), edition(), uuid(), scores.size() == criteria.size());
    }

    int edition() {
        return typed.number("edition", 0);
    }

    private UUID uuid() {
        try {
            return UUID.fromString(get("feuille"));
        } catch (IllegalArgumentException e) {
            return UUID.nameUUIDFromBytes(new byte[0]);
        }
    }

    /** The same, on the edition that stands now: what is sent again takes its place. */
    BallotForm over(Ballots.Ballot saved) {
        return new BallotForm(typed.with("edition", Integer.toString(saved.edition())));
    }
}
