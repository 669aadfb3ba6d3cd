package org.parvis.opendata;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.rdf4j.model.Model;
import org.eclipse.rdf4j.rio.RDFFormat;
import org.eclipse.rdf4j.rio.Rio;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Sha256;
import org.parvis.web.BadInput;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.ServletWebRequest;

/** The catalogue for programs, in three syntaxes of one graph. */
@Controller
class CatalogueController {
    /** It costs a look at every table: who asks again within a minute reads the same. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Catalogue catalogue;
    private final InstantSource realTime;
    private volatile @Nullable Reading last;

    CatalogueController(Catalogue catalogue, InstantSource realTime) {
        this.catalogue = catalogue;
        this.realTime = realTime;
    }

    private record Reading(Instant at, Model model) {}

    @RequestMapping("/catalog.{extension:ttl|jsonld|rdf}")
    void catalogue(@PathVariable String extension, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        for (String name : request.getParameterMap().keySet()) throw new BadInput("opendata.parameter.none", name);
        var format = switch (extension) {
            case "ttl" -> RDFFormat.TURTLE;
            case "jsonld" -> RDFFormat.JSONLD;
            default -> RDFFormat.RDFXML;
        };
        ApiController.accepting(MediaType.valueOf(format.getDefaultMIMEType()), request);
        var bytes = new ByteArrayOutputStream(1 << 17);
        Rio.write(read(), bytes, format);
        response.setHeader("Cache-Control", "public, no-cache");
        if (new ServletWebRequest(request, response)
                .checkNotModified(
                        "W/\"" + Sha256.hex(Sha256.of(bytes.toByteArray())).substring(0, 24) + "\"")) return;
        response.setContentType(format.getDefaultMIMEType() + ";charset=UTF-8");
        response.setContentLength(bytes.size());
        bytes.writeTo(response.getOutputStream());
    }

    private Model read() throws IOException {
        var known = last;
        if (known != null && known.at().plus(FRESH).isAfter(realTime.instant())) return known.model();
        synchronized (this) {
            known = last;
            if (known != null && known.at().plus(FRESH).isAfter(realTime.instant())) return known.model();
            var model = catalogue.read();
            last = new Reading(realTime.instant(), model);
            return model;
        }
    }
}
