package org.parvis.plan;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.parvis.web.Actor;
import org.parvis.web.Csv;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class BoardController {
    private final Plans plans;
    private final Boards boards;

    BoardController(Plans plans, Boards boards) {
        this.plans = plans;
        this.boards = boards;
    }

    @GetMapping("/pilotage")
    Page show(@RequestParam Map<String, String> parameters, Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR);
        var filter = BoardFilter.of(parameters);
        var plan = plan(parameters.getOrDefault("plan", ""), visit);
        return filter.view() == BoardFilter.View.COMMITMENTS
                ? new BoardLinesPage(plan, filter, boards.list(actor, plan, filter, visit.today()))
                : new BoardPage(filter, boards.get(actor, plan, visit.today()));
    }

    @GetMapping("/pilotage.csv")
    void csv(@RequestParam(defaultValue = "") String plan, Actor actor, Visit visit, HttpServletResponse response)
            throws IOException {
        actor.must(Role.COORDINATOR);
        var found = plan(plan, visit);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("Content-Disposition", "attachment; filename=\"parvis-pilotage-" + found.slug() + ".csv\"");
        try (var out = new BufferedWriter(
                        new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), 1 << 16);
                var csv = CsvWriter.builder().build(out)) {
            var columns = new ArrayList<>(List.of(
                    "number",
                    "title_fr",
                    "title_en",
                    "engagement",
                    "lead",
                    "completion",
                    "last_reported",
                    "last_reported_on",
                    "late_since",
                    "delay_days"));
            for (var sign : Board.Sign.values()) columns.add(sign.name().toLowerCase(java.util.Locale.ROOT));
            csv.writeRecord(columns);
            boards.stream(actor, found, visit.today(), line -> csv.writeRecord(cells(line, visit)));
        }
    }

    private static List<String> cells(Board.Line line, Visit visit) {
        var cells = new ArrayList<>(List.of(
                Integer.toString(line.number()),
                Csv.text(line.title().fr()),
                Csv.text(line.title().en()),
                Integer.toString(line.engagement()),
                line.lead().slug(),
                line.completion().slug(),
                line.reported() == null ? "" : line.reported().slug(),
                Objects.toString(line.reportedOn(), ""),
                Objects.toString(line.lateSince(), ""),
                Long.toString(line.delayDays(visit.today()))));
        for (var sign : Board.Sign.values())
            cells.add(Boolean.toString(line.signs().contains(sign)));
        return cells;
    }

    private ActionPlan plan(String slug, Visit visit) {
        return slug.isEmpty()
                ? plans.findCurrent(visit.today()).orElseThrow(() -> new NotFound("a plan to follow"))
                : plans.get(slug, visit.today());
    }
}
