package org.parvis.agenda;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parvis.web.BadInput;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The yearly tally, for people and for programs. */
@Controller
class TallyController {
    private final Tallies tallies;

    TallyController(Tallies tallies) {
        this.tallies = tallies;
    }

    /** @param annee the latest that has any where it is left out */
    @GetMapping("/agenda/bilan")
    TallyPage show(@RequestParam(defaultValue = "") String annee) {
        var years = tallies.listYears();
        return annee.isEmpty() && years.isEmpty()
                ? new TallyPage(years, null)
                : new TallyPage(years, tallies.get(year(annee, years)));
    }

    private static int year(String typed, List<Integer> years) {
        if (typed.isEmpty()) return years.getFirst();
        if (!typed.matches("(19|20|21)[0-9]{2}")) throw new BadInput("agenda.tally.year.bad");
        return Integer.parseInt(typed);
    }

    @GetMapping("/agenda/bilan.json")
    ResponseEntity<Map<String, Object>> json(@RequestParam(defaultValue = "") String annee) {
        var body = new LinkedHashMap<String, Object>();
        body.put("licence", "etalab-2.0");
        var years = tallies.listYears();
        body.put("years", years);
        if (!annee.isEmpty() || !years.isEmpty()) put(body, tallies.get(year(annee, years)));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "public, no-cache")
                .body(body);
    }

    private static void put(Map<String, Object> body, YearTally tally) {
        body.put("year", tally.year());
        body.put("gatherings", tally.gatherings());
        body.put("participants", tally.sides().total());
        body.put("administration", tally.sides().administration());
        body.put("society", tally.sides().society());
        body.put("unknownAttendance", tally.unknown());
        body.put("hours", tally.hours());
        body.put("personHours", tally.personHours());
        body.put("byInitiative", tally.initiatives());
        body.put("byKind", tally.kinds());
        body.put("byMonth", tally.months());
        if (tally.stated() != null) body.put("statedByTheProgramme", tally.stated());
    }
}
