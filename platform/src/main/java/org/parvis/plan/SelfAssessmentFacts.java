package org.parvis.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.plan.SelfAssessment.Chapter;
import org.parvis.plan.SelfAssessment.Kind;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;
import org.parvis.web.Markdown;
import org.parvis.web.Visit;

/**
 * What the register knows of a plan on a day, told as the draft of its self-assessment: its dates, its figures, what each
 * lead said last with its evidence, where observers read otherwise. Lessons are for people to write.
 *
 * @param said what each lead said last, by the commitment's number
 */
record SelfAssessmentFacts(
        PlanPicture picture,
        List<PlanEvent> events,
        Map<Integer, Said> said,
        List<Assessments.Divergence> divergences,
        LocalDate day) {

    /** A lead's last words, and what proves them. */
    record Said(Bilingual text, List<ProgressReport.Evidence> evidence) {}

    /** Every chapter of a first draft, in both languages. */
    List<Chapter> chapters(Visit visit) {
        var chapters = new ArrayList<Chapter>();
        for (Kind kind : Kind.values())
            if (kind == Kind.ENGAGEMENT)
                picture.engagements().forEach(e -> chapters.add(chapter(chapters.size() + 1, kind, e.number(), visit)));
            else chapters.add(chapter(chapters.size() + 1, kind, null, visit));
        return chapters;
    }

    private Chapter chapter(int position, Kind kind, @Nullable Integer engagement, Visit visit) {
        return new Chapter(
                position,
                kind,
                engagement,
                tell(kind, engagement, visit.speaking(Language.FR)),
                tell(kind, engagement, visit.speaking(Language.EN)),
                0);
    }

    /** One chapter, in the visit's language. */
    String tell(Kind kind, @Nullable Integer engagement, Visit visit) {
        return switch (kind) {
            case INTRODUCTION -> introduction(visit);
            case PROCESS -> process(visit);
            case RESULTS -> results(visit);
            case ENGAGEMENT ->
                picture.engagements().stream()
                        .filter(e -> Optional.of(e.number()).equals(Optional.ofNullable(engagement)))
                        .findFirst()
                        .map(e -> commitments(e, visit))
                        .orElse("");
            case DIVERGENCES -> divergences(visit);
            case LESSONS -> "";
        };
    }

    private String introduction(Visit visit) {
        var plan = picture.plan();
        return paragraphs(
                Markdown.plain(visit.in(plan.summary())),
                visit.say(
                        "plan.bilan.draft.introduction",
                        visit.date(plan.startsOn()),
                        visit.date(plan.endsOn()),
                        picture.lines().size(),
                        picture.leadCount(),
                        visit.date(day)));
    }

    private String process(Visit visit) {
        var steps = picture.plan().steps().stream()
                .map(s -> item(s.takenOn(), visit.say("plan.stage", s.stage()), s.note(), visit));
        var moments = events.stream()
                .filter(e -> !e.startsOn().isAfter(day))
                .map(e -> item(e.startsOn(), visit.say("plan.event", e.kind()), e.title(), visit));
        return paragraphs(
                "## " + visit.say("plan.steps.title"),
                steps.collect(Collectors.joining("\n")),
                "## " + visit.say("plan.bilan.draft.events"),
                moments.collect(Collectors.joining("\n")));
    }

    private static String item(LocalDate on, String kind, @Nullable Bilingual text, Visit visit) {
        return "- **" + visit.date(on) + "** – " + kind
                + (text == null ? "" : visit.say("plan.bilan.draft.colon") + Markdown.plain(visit.in(text)));
    }

    private String results(Visit visit) {
        var scale = Completion.values();
        var rows = new ArrayList<String>();
        rows.add(row(
                visit.say("plan.engagement.term"),
                Arrays.stream(scale).map(c -> visit.say("plan.completion", c)).toList(),
                visit.say("plan.bilan.draft.late")));
        rows.add("| --- |" + " ---: |".repeat(scale.length + 1));
        for (var engagement : picture.engagements()) {
            var lines = picture.of(engagement);
            rows.add(row(
                    engagement.number() + ". " + Markdown.plain(visit.in(engagement.title())),
                    Arrays.stream(scale)
                            .map(c -> visit.number(lines.stream()
                                    .filter(l -> l.state().completion() == c)
                                    .count()))
                            .toList(),
                    visit.number(lines.stream().filter(l -> l.state().isLate()).count())));
        }
        return paragraphs(
                visit.say(
                                "plan.headline.detail",
                                picture.count(Completion.COMPLETE),
                                picture.count(Completion.SUBSTANTIAL),
                                picture.count(Completion.NO_EVIDENCE),
                                picture.leadCount())
                        + ".",
                String.join("\n", rows));
    }

    private static String row(String head, List<String> cells, String last) {
        return "| " + head + " | " + String.join(" | ", cells) + " | " + last + " |";
    }

    private String commitments(Engagement engagement, Visit visit) {
        return picture.of(engagement).stream()
                .map(line -> commitment(line, visit))
                .collect(Collectors.joining("\n\n"));
    }

    private String commitment(CommitmentLine line, Visit visit) {
        var state = line.state();
        var told = new ArrayList<String>();
        told.add("## " + visit.say("plan.action", line.number()) + " – " + Markdown.plain(visit.in(line.title())));
        told.add(visit.say(
                "plan.bilan.draft.state",
                Markdown.plain(visit.in(line.lead().full())),
                visit.say("plan.completion", state.completion()),
                state.delayDays(),
                state.done(),
                state.milestones()));
        var last = said.get(line.number());
        var reportedOn = state.reportedOn();
        if (last == null || reportedOn == null) told.add(visit.say("plan.commitment.unreported") + ".");
        else {
            told.add(visit.say("plan.bilan.draft.said", visit.date(reportedOn)) + " "
                    + Markdown.plain(visit.in(last.text())));
            if (!last.evidence().isEmpty())
                told.add(last.evidence().stream()
                        .map(e -> "- " + link(visit.in(e.title()), e.url(), visit))
                        .collect(Collectors.joining("\n")));
        }
        return paragraphs(told.toArray(String[]::new));
    }

    /** Addresses of this site are written whole: the report leaves it. */
    private static String link(String title, @Nullable String url, Visit visit) {
        String words = Markdown.plain(title);
        if (url == null) return words;
        return "[" + words + "](<" + (url.startsWith("/") ? visit.absolute(url) : url).replace(">", "%3E") + ">)";
    }

    private String divergences(Visit visit) {
        if (divergences.isEmpty()) return visit.say("plan.bilan.draft.agreement");
        return paragraphs(
                visit.say("plan.bilan.draft.divergences"),
                divergences.stream()
                        .map(d -> "- **" + visit.say("plan.action", d.number()) + "**, "
                                + Markdown.plain(visit.in(d.title()))
                                + visit.say(
                                        "plan.bilan.draft.divergence",
                                        visit.say("plan.completion", d.reported()),
                                        Markdown.plain(visit.in(d.observer().full())),
                                        visit.say("plan.completion", d.observed())))
                        .collect(Collectors.joining("\n")));
    }

    private static String paragraphs(String... paragraphs) {
        return Arrays.stream(paragraphs).filter(p -> !p.isEmpty()).collect(Collectors.joining("\n\n"));
    }
}
