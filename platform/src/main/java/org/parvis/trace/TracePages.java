package org.parvis.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Visit;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The whole trace of a thing, for the controller of whatever room owns it. */
@Component
public class TracePages {
    private final Traces traces;

    TracePages(Traces traces) {
        this.traces = traces;
    }

    /** @throws NotFound where no room knows this address, or not everyone may see it */
    Thing thing(String address, Visit visit) {
        return traces.find(address, visit.day()).orElseThrow(() -> new NotFound("trace of " + address));
    }

    public Page page(String address, Visit visit) {
        return new TracePage(traces.of(thing(address, visit), visit.day()));
    }

    /** The same for programs: every step with its kind, day, reason, author, and the address of what it leads to. */
    public ResponseEntity<Map<String, Object>> json(String address, Visit visit) {
        var trace = traces.of(thing(address, visit), visit.day());
        var body = new LinkedHashMap<String, Object>();
        body.put("asOf", visit.day());
        body.put("licence", "etalab-2.0");
        body.put("of", trace.of());
        body.put("origins", trace.up());
        body.put("outcomes", trace.down());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "public, no-cache")
                .body(body);
    }
}
