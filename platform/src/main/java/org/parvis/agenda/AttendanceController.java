package org.parvis.agenda;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Mistake;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Visit;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The desk at the door: who is here. The code of a ticket leads here, whatever scans it. */
@Controller
@RequestMapping("/agenda/{slug:[a-z0-9-]+}")
class AttendanceController {
    private static final int LONGEST_NAME = 120, LONGEST_SEARCH = 100;

    private final Gatherings gatherings;
    private final Attendance attendance;
    private final Places places;

    AttendanceController(Gatherings gatherings, Attendance attendance, Places places) {
        this.gatherings = gatherings;
        this.attendance = attendance;
        this.places = places;
    }

    /** What the desk shows beside its door. */
    private final class Desk {
        final Gathering gathering;
        final Gathering.@Nullable Workshop door;
        String words = "";
        List<Attendee> found = List.of();

        @Nullable
        Attendee person;

        boolean done;

        @Nullable
        String trouble;

        int status = 200;
        Map<String, String> form = Map.of();
        List<Mistake> mistakes = List.of();

        Desk(String slug, Actor actor, String workshop) {
            gathering = gatherings.getOrganised(slug, actor);
            door = attendance.door(gathering, number(workshop));
        }

        AttendancePage page() {
            return new AttendancePage(
                    gathering,
                    gatherings.getProgramme(gathering),
                    door,
                    places.list(gathering),
                    attendance.of(gathering),
                    attendance.isOpen(gathering),
                    words,
                    found,
                    person,
                    done,
                    trouble,
                    status,
                    form,
                    mistakes);
        }

        Desk refuse(int code, String sentence) {
            status = code;
            trouble = sentence;
            return this;
        }
    }

    private static @Nullable Integer number(String typed) {
        if (typed.isBlank()) return null;
        if (!typed.matches("[0-9]{1,4}")) throw new NotFound("workshop");
        return Integer.valueOf(typed);
    }

    private static String clean(String typed) {
        return typed.replace("\0", "").strip();
    }

    @GetMapping("/emargement")
    Page show(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String atelier,
            @RequestParam(defaultValue = "") String code,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String personne,
            @RequestParam(defaultValue = "") String fait,
            Actor actor,
            Visit visit) {
        var desk = new Desk(slug, actor, atelier);
        String words = clean(q);
        if (!code.isEmpty()) scan(desk, clean(code), visit);
        else if (personne.matches("[0-9]{1,18}"))
            desk.person = attendance
                    .find(desk.gathering, Long.parseLong(personne))
                    .orElseThrow(() -> new NotFound("registration " + personne));
        else if (!words.isEmpty()) search(desk, words.substring(0, Math.min(words.length(), LONGEST_SEARCH)), visit);
        desk.done = !fait.isEmpty();
        return desk.page();
    }

    private void scan(Desk desk, String typed, Visit visit) {
        var code = Attendance.code(typed);
        desk.person = code.flatMap(c -> attendance.find(desk.gathering, c)).orElse(null);
        if (desk.person == null)
            desk.refuse(
                    404,
                    visit.say(
                            code.filter(attendance::isElsewhere).isPresent()
                                    ? "agenda.door.code.elsewhere"
                                    : "agenda.door.code.unknown"));
    }

    /** A name; or a code, which may look like one. */
    private void search(Desk desk, String words, Visit visit) {
        desk.words = words;
        desk.person = Attendance.code(words)
                .flatMap(c -> attendance.find(desk.gathering, c))
                .orElse(null);
        if (desk.person != null) return;
        desk.found = attendance.list(desk.gathering, words);
        if (desk.found.isEmpty()) desk.trouble = visit.say("agenda.door.none", words);
    }

    @PostMapping("/emargement/{id:[0-9]{1,18}}")
    Page act(
            @PathVariable String slug,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String acte,
            @RequestParam(defaultValue = "") String atelier,
            Actor actor,
            Visit visit) {
        var desk = new Desk(slug, actor, atelier);
        Integer workshop = desk.door == null ? null : desk.door.number();
        desk.person = attendance.find(desk.gathering, id).orElseThrow(() -> new NotFound("registration " + id));
        try {
            switch (acte) {
                case "pointer" -> {
                    if (!attendance.checkIn(actor, slug, id, workshop)) {
                        desk.person = attendance.find(desk.gathering, id).orElse(null);
                        desk.status = 409;
                        return desk.page();
                    }
                }
                case "placer" -> attendance.give(actor, slug, id, workshop);
                case "annuler" -> attendance.undo(actor, slug, id, workshop);
                default -> throw new BadInput("agenda.step.bad");
            }
        } catch (BadInput bad) {
            return desk.refuse(422, bad.sentence(visit)).page();
        }
        return new Redirect(address(desk, id) + (acte.equals("annuler") ? "" : "&fait=oui"));
    }

    private static String address(Desk desk, long id) {
        return desk.gathering.path() + "/emargement?personne=" + id
                + (desk.door == null ? "" : "&atelier=" + desk.door.number());
    }

    @PostMapping("/emargement")
    Page walkIn(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String nom,
            @RequestParam(defaultValue = "") String college,
            @RequestParam(defaultValue = "") String choix,
            @RequestParam(defaultValue = "") String atelier,
            Actor actor,
            Visit visit) {
        var desk = new Desk(slug, actor, atelier);
        String name = clean(nom);
        desk.form = new HashMap<>(Map.of("nom", name, "college", college, "choix", choix));
        var from = Arrays.stream(College.values())
                .filter(c -> c.name().equals(college))
                .findFirst();
        if (from.isEmpty() || name.length() > LONGEST_NAME) {
            desk.mistakes = List.of(
                    from.isEmpty()
                            ? new Mistake("college", visit.say("agenda.door.college"))
                            : new Mistake("nom", visit.say("agenda.door.name")));
            desk.status = 422;
            return desk.page();
        }
        try {
            long id = attendance.walkIn(actor, slug, name.isEmpty() ? null : name, from.get(), number(choix));
            return new Redirect(address(desk, id) + "&fait=oui");
        } catch (BadInput bad) {
            desk.mistakes = List.of(new Mistake("college", bad.sentence(visit)));
            desk.status = 422;
            return desk.page();
        }
    }

    @GetMapping("/emargement.json")
    ResponseEntity<Map<String, Integer>> figures(@PathVariable String slug, Actor actor) {
        var gathering = gatherings.getOrganised(slug, actor);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore().cachePrivate())
                .body(AttendancePage.figures(attendance.of(gathering), gatherings.getProgramme(gathering)));
    }
}
