package org.parvis.accelerator;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Email;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Csv;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where a call's jury is conducted: who sits, who reads what, what closes, what is decided. */
@Controller
@RequestMapping("/accelerateur/appels/{slug:[a-z0-9-]+}/conduite")
class ConductController {
    private static final int MOST_INVITED = 500;

    private final Calls calls;
    private final Jurors jurors;
    private final Assignments assignments;
    private final Rankings rankings;
    private final Verdicts verdicts;
    private final CivicClock clock;

    ConductController(
            Calls calls,
            Jurors jurors,
            Assignments assignments,
            Rankings rankings,
            Verdicts verdicts,
            CivicClock clock) {
        this.calls = calls;
        this.jurors = jurors;
        this.assignments = assignments;
        this.rankings = rankings;
        this.verdicts = verdicts;
        this.clock = clock;
    }

    @GetMapping
    ConductPage show(@PathVariable String slug, Actor actor) {
        return board(calls.getOrganised(slug, actor), Typed.NOTHING, List.of());
    }

    private ConductPage board(Call call, Typed typed, List<Mistake> mistakes) {
        return new ConductPage(
                call,
                Arrays.stream(CallCollege.values())
                        .map(c -> new ConductPage.Side(c, assignments.coverage(call, c), assignments.sharer(call, c)))
                        .toList(),
                jurors.list(call),
                clock.now(),
                typed,
                mistakes);
    }

    @PostMapping
    Page act(@PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var call = calls.getOrganised(slug, actor);
        var typed = Typed.of(fields);
        String act = typed.get("acte");
        String field = "contenu";
        try {
            switch (act) {
                case "repartir" -> assignments.ask(actor, slug, college(typed));
                case "completer" -> assignments.fill(actor, slug, college(typed));
                case "clore" -> {
                    field = ConductPage.reasonField(college(typed));
                    rankings.close(actor, slug, college(typed), typed.get(field));
                }
                case "annoncer" -> verdicts.announce(actor, slug);
                default -> throw new BadInput("accelerator.jury.act.bad");
            }
        } catch (BadInput bad) {
            return board(call, typed, List.of(new Mistake(field, bad.sentence(visit))));
        }
        return new Redirect(call.path() + (act.equals("annoncer") ? "/resultats" : "/conduite"));
    }

    private static CallCollege college(Typed typed) {
        return Optional.ofNullable(typed.one(CallCollege.class, "college"))
                .orElseThrow(() -> new BadInput("accelerator.juror.college.bad"));
    }

    @GetMapping("/jures")
    JurorsPage jurors(@PathVariable String slug, Actor actor) {
        var call = calls.getOrganised(slug, actor);
        return new JurorsPage(call, jurors.list(call), Typed.NOTHING, List.of());
    }

    @PostMapping("/jures")
    Page invite(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var call = calls.getOrganised(slug, actor);
        var typed = Typed.of(fields);
        String field = "courriels";
        try {
            switch (typed.get("acte")) {
                case "inviter" -> jurors.invite(actor, slug, college(typed), emails(typed.get(field)));
                case "panel" -> jurors.invitePanel(actor, slug);
                case "retirer" -> {
                    field = "motif";
                    jurors.end(actor, slug, typed.number("qui", 0), typed.get(field));
                }
                default -> throw new BadInput("accelerator.jury.act.bad");
            }
        } catch (BadInput bad) {
            return new JurorsPage(call, jurors.list(call), typed, List.of(new Mistake(field, bad.sentence(visit))));
        }
        return new Redirect(call.path() + "/conduite/jures");
    }

    /** One a line, or between commas. */
    private static List<Email> emails(String typed) {
        var emails = new ArrayList<Email>();
        var seen = new HashSet<String>();
        for (String word : typed.split("[\\s,;]+")) {
            if (word.isEmpty() || !seen.add(word.toLowerCase(Locale.ROOT))) continue;
            emails.add(Email.find(word).orElseThrow(() -> new BadInput("accelerator.juror.email.bad", word)));
        }
        if (emails.isEmpty() || emails.size() > MOST_INVITED)
            throw new BadInput("accelerator.juror.emails", MOST_INVITED);
        return emails;
    }

    @GetMapping("/preselection")
    RankingPage shortlist(@PathVariable String slug, Actor actor) {
        return ranking(calls.getOrganised(slug, actor), Rankings.Stage.ADMINISTRATION, Typed.NOTHING, List.of());
    }

    @GetMapping("/classement")
    RankingPage ranking(@PathVariable String slug, Actor actor) {
        return ranking(calls.getOrganised(slug, actor), Rankings.Stage.JOINT, Typed.NOTHING, List.of());
    }

    private RankingPage ranking(Call call, Rankings.Stage stage, Typed typed, List<Mistake> mistakes) {
        return new RankingPage(
                call,
                stage,
                rankings.list(call, stage),
                calls.listCriteria(call),
                rankings.findDraw(call, stage).orElse(null),
                stage == Rankings.Stage.JOINT ? rankings.listMoves(call) : List.of(),
                clock.now(),
                typed,
                mistakes);
    }

    @PostMapping("/preselection")
    Page decideShortlist(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        return decide(slug, Rankings.Stage.ADMINISTRATION, fields, actor, visit);
    }

    @PostMapping("/classement")
    Page decideRanking(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        return decide(slug, Rankings.Stage.JOINT, fields, actor, visit);
    }

    private Page decide(
            String slug, Rankings.Stage stage, MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var call = calls.getOrganised(slug, actor);
        var typed = Typed.of(fields);
        String field = "contenu";
        try {
            switch (typed.get("acte")) {
                case "engager" -> {
                    field = "source";
                    rankings.commit(
                            actor,
                            slug,
                            stage,
                            typed.get("source").replaceAll("\\s+", " "),
                            moment(typed, "pas_avant", call));
                }
                case "tirer" -> {
                    field = "hasard";
                    rankings.draw(actor, slug, stage, typed.get(field), moment(typed, "publie", call));
                }
                case "deplacer" -> {
                    field = "motif";
                    if (stage != Rankings.Stage.JOINT) throw new BadInput("accelerator.jury.act.bad");
                    rankings.move(actor, slug, typed.number("numero", 0), typed.number("place", 0), typed.get(field));
                }
                case "confirmer" -> {
                    if (stage == Rankings.Stage.JOINT) {
                        rankings.confirm(actor, slug);
                    } else {
                        field = "motif";
                        var wanted = new HashSet<>(
                                Rankings.proposed(call, rankings.list(call, Rankings.Stage.ADMINISTRATION)));
                        wanted.removeAll(numbers(typed.get("retirer")));
                        wanted.addAll(numbers(typed.get("ajouter")));
                        rankings.shortlist(actor, slug, wanted, typed.get(field));
                    }
                }
                default -> throw new BadInput("accelerator.jury.act.bad");
            }
        } catch (BadInput bad) {
            return ranking(call, stage, typed, List.of(new Mistake(field, bad.sentence(visit))));
        }
        return new Redirect(
                call.path() + "/conduite/" + (stage == Rankings.Stage.JOINT ? "classement" : "preselection"));
    }

    private static Set<Integer> numbers(String typed) {
        var numbers = new HashSet<Integer>();
        for (String word : typed.split("[\\s,;]+")) {
            if (word.isEmpty()) continue;
            if (!word.matches("[0-9]{1,6}")) throw new BadInput("accelerator.shortlist.unknown");
            numbers.add(Integer.valueOf(word));
        }
        return numbers;
    }

    /** In the hours of the call, to the second. */
    private static Instant moment(Typed typed, String name, Call call) {
        var moment = typed.moment(name, call.zone());
        if (moment == null) throw new BadInput("accelerator.tie.moment");
        return moment.truncatedTo(ChronoUnit.SECONDS);
    }

    /** A ranking whole, for a spreadsheet: the administration's, or the joint one; nothing before its college is closed. */
    @GetMapping("/{stage:preselection|classement}.csv")
    void csv(@PathVariable String slug, @PathVariable String stage, Actor actor, HttpServletResponse response)
            throws IOException {
        var call = calls.getOrganised(slug, actor);
        var criteria = calls.listCriteria(call);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + slug + "-" + stage + ".csv\"");
        try (var out = new BufferedWriter(
                        new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), 1 << 16);
                var csv = CsvWriter.builder().build(out)) {
            var columns = new ArrayList<>(List.of("place", "rank", "score", "number", "title", "name", "shortlisted"));
            criteria.forEach(
                    c -> columns.add(Csv.text(c.college() + " " + c.name().fr())));
            csv.writeRecord(columns);
            for (var line : rankings.list(
                    call, stage.equals("classement") ? Rankings.Stage.JOINT : Rankings.Stage.ADMINISTRATION)) {
                var cells = new ArrayList<>(List.of(
                        Integer.toString(line.place()),
                        Integer.toString(line.rank()),
                        String.format(Locale.ROOT, "%.2f", line.score() / 100.0),
                        Integer.toString(line.number()),
                        Csv.text(line.title()),
                        Csv.text(line.name()),
                        Boolean.toString(line.shortlisted())));
                for (var criterion : criteria) cells.add(margin(line.margins().get(criterion.id())));
                csv.writeRecord(cells);
            }
        }
    }

    private static String margin(@Nullable Double points) {
        return points == null ? "" : String.format(Locale.ROOT, "%.4f", points);
    }
}
