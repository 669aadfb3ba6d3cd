package org.parvis.accelerator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.parvis.sortition.proof.Lot;
import org.parvis.web.NotFound;
import org.parvis.web.Visit;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** What everyone reads: how it is ranked, and, once it is announced, what was decided and by what. */
@Controller
@RequestMapping("/accelerateur/appels/{slug:[a-z0-9-]+}/resultats")
class ResultsController {
    private final Calls calls;
    private final Rankings rankings;

    ResultsController(Calls calls, Rankings rankings) {
        this.calls = calls;
        this.rankings = rankings;
    }

    @GetMapping
    ResultsPage show(@PathVariable String slug, Visit visit) {
        var call = calls.get(slug, visit.actor());
        var ranking = call.announcedAt() == null ? List.<Ranked>of() : rankings.list(call, Rankings.Stage.JOINT);
        return new ResultsPage(
                call,
                calls.listCriteria(call),
                ranking.stream().filter(r -> r.place() <= call.places()).toList(),
                ranking.size(),
                call.readAt() == null ? List.of() : rankings.listDraws(call),
                call.announcedAt() == null ? List.of() : rankings.listMoves(call));
    }

    /** What a draw was committed to by, what followed, and, once all is announced, the list that was committed to. */
    @GetMapping("/{stage:administration|joint}/{file:invitations-list\\.txt|invitations\\.txt|entries\\.txt}")
    ResponseEntity<byte[]> file(
            @PathVariable String slug, @PathVariable String stage, @PathVariable String file, Visit visit) {
        var call = calls.get(slug, visit.actor());
        var draw = rankings.findDraw(call, Rankings.Stage.valueOf(stage.toUpperCase(java.util.Locale.ROOT)))
                .orElseThrow(() -> new NotFound("draw " + stage));
        String text = null;
        if (file.equals(Lot.COMMITMENT)) text = draw.commitment();
        else if (file.equals(Lot.FILE)) text = draw.drawn();
        else if (call.announcedAt() != null)
            text = draw.salt() + "\n"
                    + draw.numbers().stream().map(String::valueOf).collect(Collectors.joining("\n", "", "\n"));
        if (text == null) throw new NotFound("file " + file);
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "plain", StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noCache().cachePublic())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }
}
