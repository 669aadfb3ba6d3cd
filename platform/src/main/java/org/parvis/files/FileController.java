package org.parvis.files;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.parvis.web.NotFound;
import org.parvis.web.Visit;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.WebRequest;

/** Serves what people sent so that a browser can only show it or save it. */
@Controller
class FileController {
    private static final String NOTHING_RUNS =
            "default-src 'none'; frame-ancestors 'none'; form-action 'none'; base-uri 'none'";

    private final Files files;

    FileController(Files files) {
        this.files = files;
    }

    @GetMapping("/fichiers/{id:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}}/{name}")
    void show(
            @PathVariable UUID id,
            @PathVariable String name,
            Visit visit,
            WebRequest request,
            HttpServletResponse response)
            throws IOException {
        var seen = files.find(id, visit.actor())
                .filter(s -> s.file().name().equals(name))
                .orElseThrow(() -> new NotFound("file " + id));
        var file = seen.file();
        var type = file.type();
        boolean inline = type.isPicture() || type == FileType.PDF;
        // Chromium's PDF reader, a sandbox of its own, does not open under the policy's.
        response.setHeader("Content-Security-Policy", type == FileType.PDF ? NOTHING_RUNS : NOTHING_RUNS + "; sandbox");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader(
                "Content-Disposition",
                (inline ? ContentDisposition.inline() : ContentDisposition.attachment())
                        .filename(file.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.setHeader(
                "Cache-Control", seen.isPublic() ? "public, max-age=31536000, immutable" : "private, no-store");
        if (request.checkNotModified("\"" + file.sha256() + "\"")) return;
        response.setContentType(type.mediaType());
        response.setContentLengthLong(file.size());
        files.write(file, response.getOutputStream());
    }
}
