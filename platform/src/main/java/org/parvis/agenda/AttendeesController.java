package org.parvis.agenda;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Csv;
import org.parvis.web.Mistake;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The organiser's list. */
@Controller
@RequestMapping("/agenda/{slug:[a-z0-9-]+}")
class AttendeesController {
    private static final int LONGEST_REASON = 1000;

    private final Gatherings gatherings;
    private final Attendees attendees;
    private final Attendance attendance;
    private final GatheringQuestions questions;

    AttendeesController(
            Gatherings gatherings, Attendees attendees, Attendance attendance, GatheringQuestions questions) {
        this.gatherings = gatherings;
        this.attendees = attendees;
        this.attendance = attendance;
        this.questions = questions;
    }

    @GetMapping("/inscrits")
    AttendeesPage index(@PathVariable String slug, @RequestParam Map<String, String> parameters, Actor actor) {
        var gathering = gatherings.getOrganised(slug, actor);
        var filter = AttendeeFilter.of(parameters);
        var slice = attendees.list(gathering, filter);
        return new AttendeesPage(
                gathering,
                gatherings.getProgramme(gathering),
                filter,
                attendees.count(gathering, filter),
                slice,
                slice.isFirst() && !filter.isNarrow() ? attendees.listNeeds(gathering) : List.of());
    }

    /** Names and addresses, for whoever organises; needs stay on the page, where they are read for what they are for. */
    @GetMapping("/inscrits.csv")
    void csv(
            @PathVariable String slug,
            @RequestParam Map<String, String> parameters,
            Actor actor,
            HttpServletResponse response)
            throws IOException {
        var gathering = gatherings.getOrganised(slug, actor);
        parameters.remove("lang");
        var filter = AttendeeFilter.of(parameters);
        var asked = questions.list(gathering);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + slug + "-inscrits.csv\"");
        try (var out = new BufferedWriter(
                        new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), 1 << 16);
                var csv = CsvWriter.builder().build(out)) {
            var columns = new ArrayList<>(List.of(
                    "number",
                    "name",
                    "email",
                    "organisation",
                    "college",
                    "side",
                    "college_verified",
                    "standing",
                    "rank",
                    "workshops",
                    "registered_at",
                    "attended_at",
                    "walked_in",
                    "fictional"));
            asked.forEach(q -> columns.add(Csv.text(q.label().fr())));
            csv.writeRecord(columns);
            attendees.stream(gathering, filter, person -> csv.writeRecord(cells(person, asked)));
        }
    }

    private static List<String> cells(Attendee person, List<GatheringQuestion> asked) {
        var place = person.place(0).orElse(null);
        var cells = new ArrayList<>(List.of(
                Long.toString(person.id()),
                Csv.text(person.name()),
                Csv.text(person.email()),
                Csv.text(person.organisation()),
                word(person.college()),
                word(person.college().side()),
                Boolean.toString(person.verifiedAt() != null),
                word(person.at(null)),
                place == null || place.rank() == 0 ? "" : Integer.toString(place.rank()),
                person.workshops().stream()
                        .map(w -> w.workshop() + " " + w.standing().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" | ")),
                person.askedAt().toString(),
                moment(place == null ? null : place.attendedAt()),
                Boolean.toString(person.walkedIn()),
                Boolean.toString(person.fictional())));
        asked.forEach(q -> cells.add(Csv.text(person.answers().getOrDefault(q.id(), ""))));
        return cells;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String moment(@Nullable Instant at) {
        return at == null ? "" : at.toString();
    }

    @GetMapping("/inscrits/{id:[0-9]{1,18}}")
    AttendeePage show(@PathVariable String slug, @PathVariable long id, Actor actor) {
        return page(gatherings.getOrganised(slug, actor), id, actor, "", "", List.of());
    }

    private AttendeePage page(
            Gathering gathering, long id, Actor actor, String college, String reason, List<Mistake> mistakes) {
        var person = attendance.find(gathering, id).orElseThrow(() -> new NotFound("registration " + id));
        return new AttendeePage(
                gathering,
                person,
                questions.list(gathering),
                actor.is(Role.COORDINATOR),
                college.isEmpty() ? person.college().name() : college,
                reason,
                mistakes);
    }

    @PostMapping("/inscrits/{id:[0-9]{1,18}}/college")
    Page verify(
            @PathVariable String slug,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String college,
            Actor actor,
            Visit visit) {
        actor.must(Role.COORDINATOR);
        var gathering = gatherings.getOrganised(slug, actor);
        try {
            attendees.verify(
                    actor,
                    slug,
                    id,
                    Arrays.stream(College.values())
                            .filter(c -> c.name().equals(college))
                            .findFirst()
                            .orElseThrow(() -> new BadInput("agenda.door.college")));
        } catch (BadInput bad) {
            return page(gathering, id, actor, college, "", List.of(new Mistake("college", bad.sentence(visit))));
        }
        return new Redirect(gathering.path() + "/inscrits/" + id);
    }

    @PostMapping("/inscrits/{id:[0-9]{1,18}}/annulation")
    Page cancel(
            @PathVariable String slug,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String motif,
            Actor actor,
            Visit visit) {
        var gathering = gatherings.getOrganised(slug, actor);
        String reason = motif.replace("\0", "").strip();
        try {
            if (reason.isEmpty() || reason.length() > LONGEST_REASON) throw new BadInput("agenda.remove.reason.bad");
            attendees.cancel(actor, slug, id, reason);
        } catch (BadInput bad) {
            return page(gathering, id, actor, "", reason, List.of(new Mistake("motif", bad.sentence(visit))));
        }
        return new Redirect(gathering.path() + "/inscrits/" + id);
    }
}
