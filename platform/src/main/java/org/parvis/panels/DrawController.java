package org.parvis.panels;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Role;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** The draw in public, all its files, how to verify it; and for officials the ball, the check of the pool, the places. */
@Controller
@RequestMapping("/panels/{slug:[a-z0-9-]+}")
class DrawController {
    static final String VERIFIER = "sortition-verify.jar";

    private final Panels panels;
    private final Volunteers volunteers;
    private final PanelFiles files;
    private final Draws draws;
    private final Seats seats;
    private final Freezings freezings;
    private final CivicClock clock;

    DrawController(
            Panels panels,
            Volunteers volunteers,
            PanelFiles files,
            Draws draws,
            Seats seats,
            Freezings freezings,
            CivicClock clock) {
        this.panels = panels;
        this.volunteers = volunteers;
        this.files = files;
        this.draws = draws;
        this.seats = seats;
        this.freezings = freezings;
        this.clock = clock;
    }

    @GetMapping("/tirage")
    DrawPage show(@PathVariable String slug, Visit visit) {
        var panel = panels.get(slug, visit.actor());
        return DrawPage.of(
                panel,
                panels.listFeatures(panel),
                files.list(panel),
                seats.list(panel),
                panels.listSteps(panel),
                freezings
                        .findLast(panel)
                        .filter(f -> f.ended() == Freezing.End.FROZEN)
                        .orElse(null),
                clock.now(),
                visit.actor());
    }

    @GetMapping("/verifier")
    VerifyPage verify(@PathVariable String slug, Visit visit) {
        var panel = panels.get(slug, visit.actor());
        return new VerifyPage(panel, files.list(panel));
    }

    /** The verifier, alone: it needs neither this site nor the solver. */
    @GetMapping("/verifier/" + VERIFIER)
    ResponseEntity<ClassPathResource> verifier(@PathVariable String slug) {
        panels.get(slug, null);
        return ResponseEntity.ok()
                .contentType(new MediaType("application", "java-archive"))
                .header("Content-Disposition", attachment(VERIFIER))
                .cacheControl(CacheControl.noCache().cachePublic())
                .body(new ClassPathResource("verifier/" + VERIFIER));
    }

    private static String attachment(String name) {
        return ContentDisposition.attachment().filename(name).build().toString();
    }

    /** A published file, byte for byte. */
    @GetMapping("/tirage/{name:[a-z-]+\\.(?:txt|csv)}")
    ResponseEntity<byte[]> file(@PathVariable String slug, @PathVariable String name) {
        var content = files.find(panels.get(slug, null), name).orElseThrow(() -> new NotFound("file " + name));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", name.endsWith(".csv") ? "csv" : "plain", StandardCharsets.UTF_8))
                .header("Content-Disposition", attachment(name))
                .cacheControl(CacheControl.noCache().cachePublic())
                .body(content.getBytes(StandardCharsets.UTF_8));
    }

    /** All of them in one archive, under the folder that the verifier is given. */
    @GetMapping("/tirage.zip")
    ResponseEntity<StreamingResponseBody> archive(@PathVariable String slug) {
        var panel = panels.get(slug, null);
        var all = files.list(panel);
        if (all.isEmpty()) throw new NotFound("files of an open pool");
        StreamingResponseBody body = out -> {
            try (var zip = new ZipOutputStream(out)) {
                for (var file : all.entrySet()) {
                    var entry = new ZipEntry(slug + "/" + file.getKey());
                    entry.setTime(0);
                    zip.putNextEntry(entry);
                    zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                    zip.closeEntry();
                }
            }
        };
        return ResponseEntity.ok()
                .contentType(new MediaType("application", "zip"))
                .header("Content-Disposition", attachment(slug + ".zip"))
                .cacheControl(CacheControl.noCache().cachePublic())
                .body(body);
    }

    /** Where what chance said is typed. */
    @GetMapping("/tirage/hasard")
    ChancePage chance(@PathVariable String slug, Actor actor) {
        return chance(panels.getOrganised(slug, actor), Typed.NOTHING, List.of());
    }

    private ChancePage chance(Panel panel, Typed typed, List<Mistake> mistakes) {
        return new ChancePage(
                panel, panel.frozenAt() == null ? null : draws.get(panel).commitment(), typed, clock.now(), mistakes);
    }

    @PostMapping("/tirage/hasard")
    Page draw(@PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var panel = panels.getOrganised(slug, actor);
        var typed = Typed.of(fields);
        var publishedAt = typed.moment("publie", panel.zone());
        if (publishedAt == null)
            return chance(panel, typed, List.of(new Mistake("publie", visit.say("panels.draw.moment"))));
        try {
            draws.draw(actor, slug, typed.get("hasard"), publishedAt);
        } catch (BadInput bad) {
            return chance(panel, typed, List.of(new Mistake("hasard", bad.sentence(visit))));
        }
        return new Redirect(panel.path() + "/tirage");
    }

    /** The pool as observers check it in private, against the files that commit to it. */
    @GetMapping("/observation")
    ObservationPage observation(@PathVariable String slug, Actor actor) {
        return observation(slug, actor, Typed.NOTHING, List.of());
    }

    private ObservationPage observation(String slug, Actor actor, Typed typed, List<Mistake> mistakes) {
        actor.must(Role.OBSERVER, Role.COORDINATOR);
        var panel = panels.get(slug, actor);
        if (panel.frozenAt() == null || panel.erasedAt() != null || panel.cancelledAt() != null)
            throw new BadInput("panels.observe.not");
        return new ObservationPage(
                panel,
                panels.listFeatures(panel),
                volunteers.list(panel),
                draws.compare(panel, draws.get(panel)),
                typed,
                mistakes);
    }

    @PostMapping("/observation")
    Page observe(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        actor.must(Role.OBSERVER, Role.COORDINATOR);
        var typed = Typed.of(fields);
        try {
            String verdict = typed.get("verdict");
            if (!verdict.equals("oui") && !verdict.equals("non")) throw new BadInput("panels.observe.verdict");
            panels.observe(actor, slug, verdict.equals("oui"), PanelController.reason(typed, "constat"));
        } catch (BadInput bad) {
            return observation(slug, actor, typed, List.of(new Mistake("constat", bad.sentence(visit))));
        }
        return new Redirect("/panels/" + slug + "/tirage");
    }

    /** Who sits, by name, for whoever organises the panel. */
    @GetMapping("/places")
    SeatsPage places(@PathVariable String slug, Actor actor) {
        return places(panels.getOrganised(slug, actor), Typed.NOTHING, List.of());
    }

    private SeatsPage places(Panel panel, Typed typed, List<Mistake> mistakes) {
        return new SeatsPage(
                panel,
                panels.listFeatures(panel),
                seats.list(panel),
                volunteers.list(panel),
                panel.phase(clock.now()) == Panel.Phase.DRAWN
                        ? seats.findObstacle(panel)
                                .map(u -> new Freezing.Obstacles(u.reasons(), u.relaxations()))
                                .orElse(null)
                        : null,
                clock.now(),
                typed,
                mistakes);
    }

    @PostMapping("/places")
    Page decide(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var panel = panels.getOrganised(slug, actor);
        var typed = Typed.of(fields);
        try {
            switch (typed.get("acte")) {
                case "quitter" -> {
                    Bilingual reason = PanelController.reason(typed, "motif");
                    seats.record(actor, slug, typed.get("qui"), reason);
                }
                case "elargir" -> {
                    Bilingual reason = PanelController.reason(typed, "motif_quotas");
                    var obstacle = seats.findObstacle(panel).orElseThrow(() -> new BadInput("panels.amend.same"));
                    panels.amend(
                            actor, slug, Panels.bounds(panels.listFeatures(panel), obstacle.relaxations()), reason);
                    seats.fill(actor, slug);
                }
                default -> throw new BadInput("panels.step.bad");
            }
        } catch (BadInput bad) {
            String field = typed.get("acte").equals("elargir") ? "motif_quotas" : "motif";
            return places(panel, typed, List.of(new Mistake(field, bad.sentence(visit))));
        }
        return new Redirect(panel.path() + "/places");
    }
}
