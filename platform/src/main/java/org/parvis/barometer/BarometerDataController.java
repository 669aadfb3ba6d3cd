package org.parvis.barometer;

import de.siegmar.fastcsv.writer.CsvWriter;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Level;
import org.parvis.web.BadInput;
import org.parvis.web.Csv;
import org.parvis.web.Visit;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The same for programs: rows, however many, JSON, pictures. */
@Controller
@RequestMapping("/barometre")
class BarometerDataController {
    private static final int AT_ONCE = 5_000;

    private final BarometerController pages;
    private final Indicators indicators;
    private final JdbcTemplate db;
    private final TemplateEngine templates;

    BarometerDataController(
            BarometerController pages, Indicators indicators, JdbcTemplate db, TemplateEngine templates) {
        this.pages = pages;
        this.indicators = indicators;
        // Rows come from the database as they leave.
        this.db = new JdbcTemplate(java.util.Objects.requireNonNull(db.getDataSource()));
        this.db.setFetchSize(AT_ONCE);
        this.templates = templates;
    }

    /** Every published figure of every indicator. */
    @Transactional(readOnly = true)
    @GetMapping("/releves.csv")
    public void all(HttpServletResponse response) throws IOException {
        write(response, "barometre.csv", null);
    }

    @Transactional(readOnly = true)
    @GetMapping("/indicateurs/{code:[A-Za-z0-9-]+}.csv")
    public void csv(@PathVariable String code, HttpServletResponse response) throws IOException {
        write(response, code + ".csv", indicators.get(code, null).id());
    }

    private void write(HttpServletResponse response, String name, @Nullable Integer indicator) throws IOException {
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "\"");
        response.setHeader("Cache-Control", "public, no-cache");
        try (Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
                var csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(
                    "indicator",
                    "name",
                    "territory",
                    "territory_name",
                    "level",
                    "kind",
                    "date",
                    "value",
                    "unit",
                    "provisional",
                    "derived",
                    "hidden",
                    "revision",
                    "published_on",
                    "source",
                    "licence",
                    "fictional");
            db.query(
                    """
                    select i.code, i.name_fr, t.code as territory, t.name, t.level, r.kind, r.on_date, r.value, i.unit_fr, r.provisional,
                           r.derived, r.hidden, r.revision, b.decided_on, b.source_fr, i.licence, i.fictional
                    from indicator i join reading r on r.indicator_id = i.id join territory t on t.id = r.territory_id
                    join reading_batch b on b.id = r.batch_id
                    where i.published_at is not null and (cast(? as int) is null or i.id = ?)
                    order by r.territory_id, r.indicator_id, r.kind, r.on_date""",
                    row -> {
                        boolean hidden = row.getBoolean("hidden");
                        BigDecimal value = row.getBigDecimal("value");
                        csv.writeRecord(
                                row.getString(1),
                                Csv.text(row.getString(2)),
                                row.getString("territory"),
                                row.getString("name"),
                                row.getString("level"),
                                row.getString("kind"),
                                row.getString("on_date"),
                                hidden || value == null ? "" : value.toPlainString(),
                                Csv.text(row.getString("unit_fr")),
                                Boolean.toString(row.getBoolean("provisional")),
                                Boolean.toString(row.getBoolean("derived")),
                                Boolean.toString(row.getBoolean("hidden")),
                                row.getString("revision"),
                                row.getString("decided_on"),
                                Csv.text(row.getString("source_fr")),
                                row.getString("licence"),
                                Boolean.toString(row.getBoolean("fictional")));
                    },
                    indicator,
                    indicator);
        } catch (UncheckedIOException e) {
            // Whoever asked has left.
            throw e.getCause();
        }
    }

    @GetMapping("/indicateurs/{code:[A-Za-z0-9-]+}.json")
    ResponseEntity<Map<String, Object>> json(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String maille,
            @RequestParam(defaultValue = "") String date) {
        var indicator = indicators.get(code, null);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "public, no-cache")
                .header("Access-Control-Allow-Origin", "*")
                .body(pages.json(indicator, level(indicator, maille), BarometerController.day(date)));
    }

    private static Level level(Indicator indicator, String maille) {
        return maille.isEmpty()
                ? IndicatorPage.usual(indicator)
                : Level.find(maille).orElseThrow(() -> new BadInput("barometer.level.bad"));
    }

    /** The picture alone, drawn to stand anywhere. */
    @GetMapping("/cartes/{code:[A-Za-z0-9-]+}.svg")
    ResponseEntity<byte[]> svg(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String maille,
            @RequestParam(defaultValue = "") String carte,
            @RequestParam(defaultValue = "") String date,
            Visit visit) {
        var indicator = indicators.get(code, null);
        var level = level(indicator, maille);
        if (level != Level.REG && level != Level.DEPT) throw new BadInput("barometer.level.bad");
        boolean byRate = carte.equals("taux");
        var map = pages.map(indicator, level, byRate, BarometerController.day(date));
        var svg = new Utf8ByteOutput();
        templates.render(
                "barometer/map.jte",
                Map.of("visit", visit, "indicator", indicator, "map", map, "byRate", byRate, "alone", true),
                svg);
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("image/svg+xml"))
                .header("Cache-Control", "public, no-cache")
                .header("Access-Control-Allow-Origin", "*")
                .body(svg.toByteArray());
    }
}
