package org.parvis.opendata;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Settings;
import org.parvis.house.Sha256;
import org.parvis.web.BadInput;
import org.parvis.web.Language;
import org.parvis.web.NotFound;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.util.UriUtils;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Everything public, for programs: lists, single things, whole files, and what describes them. Other methods than reading are refused before ({@link ApiDoor}). */
@Controller
class ApiController {
    private static final String NAME = "{name:[a-z]+}";

    private final Resources resources;
    private final OpenData data;
    private final Exports exports;
    private final Descriptions descriptions;
    private final JsonMapper json;
    private final String site;

    ApiController(
            Resources resources,
            OpenData data,
            Exports exports,
            Descriptions descriptions,
            JsonMapper json,
            Settings settings) {
        this.resources = resources;
        this.data = data;
        this.exports = exports;
        this.descriptions = descriptions;
        this.json = json;
        this.site = settings.publicUrl().toString();
    }

    /** What there is. */
    @RequestMapping("/api/v1")
    void index(HttpServletRequest request, HttpServletResponse response) throws IOException {
        none(request);
        var all = new LinkedHashMap<String, Object>();
        for (Resource resource : resources.all()) all.put(resource.name(), site + resource.path());
        send(
                MediaType.APPLICATION_JSON,
                json.writeValueAsBytes(Map.of("data", all, "description", site + "/api/v1/openapi.json")),
                request,
                response);
    }

    @RequestMapping("/api/v1/" + NAME)
    void list(@PathVariable String name, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var resource = resources.get(name);
        accepting(MediaType.APPLICATION_JSON, request);
        var slice = data.list(resource, data.asked(resource, request.getParameterMap()));
        String next = slice.next() == null ? null : next(resource, slice.next(), request);
        if (next != null) response.setHeader("Link", "<" + next + ">; rel=\"next\"");
        send(
                MediaType.APPLICATION_JSON,
                written(out -> {
                    out.writeStartObject();
                    out.writeArrayPropertyStart("data");
                    slice.rows().forEach(row -> row.write(out));
                    out.writeEndArray();
                    out.writeStringProperty("next", next);
                    out.writeEndObject();
                }),
                request,
                response);
    }

    /** The same list, from where this page ends. */
    private String next(Resource resource, String cursor, HttpServletRequest request) {
        var query = new StringJoiner("&");
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("cursor")) query.add(name + "=" + UriUtils.encode(values[0], StandardCharsets.UTF_8));
        });
        return site + resource.path() + "?" + query.add("cursor=" + cursor);
    }

    @RequestMapping("/api/v1/" + NAME + "/{key}")
    void one(
            @PathVariable String name,
            @PathVariable String key,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var resource = resources.get(name);
        none(request);
        accepting(MediaType.APPLICATION_JSON, request);
        var row = data.find(resource, key).orElseThrow(() -> new NotFound(name + " " + key));
        send(MediaType.APPLICATION_JSON, written(row::write), request, response);
    }

    /** All of it, as it is read; its hash goes before it where it is known. */
    @RequestMapping("/api/v1/" + NAME + ".{extension:csv|jsonl}")
    void export(
            @PathVariable String name,
            @PathVariable String extension,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var resource = resources.get(name);
        var format = format(extension);
        none(request);
        accepting(MediaType.valueOf(format.type), request);
        String tag = exports.tag(resource, format);
        response.setHeader("Cache-Control", "public, no-cache");
        if (new ServletWebRequest(request, response).checkNotModified(tag)) return;
        if (request.getMethod().equals("HEAD")) {
            begin(resource, format, tag, response);
            // Not said before the body itself: a row that changes while it is read must not break it off.
            exports.find(resource, format, tag).ifPresent(digest -> response.setContentLengthLong(digest.bytes()));
            return;
        }
        exports.write(resource, format, tag, () -> {
            begin(resource, format, tag, response);
            return response.getOutputStream();
        });
    }

    private void begin(Resource resource, Exports.Format format, String tag, HttpServletResponse response) {
        response.setContentType(format.type + ";charset=UTF-8");
        response.setHeader(
                "Content-Disposition", "attachment; filename=\"" + resource.name() + "." + format.extension() + "\"");
        exports.find(resource, format, tag).ifPresent(digest -> {
            byte[] sha256 = HexFormat.of().parseHex(digest.sha256());
            response.setHeader("Repr-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":");
        });
    }

    /** What {@code sha256sum} says of the file whose ETag is this one’s. */
    @RequestMapping("/api/v1/" + NAME + ".{extension:csv|jsonl}.sha256")
    void digest(
            @PathVariable String name,
            @PathVariable String extension,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var resource = resources.get(name);
        var format = format(extension);
        none(request);
        accepting(MediaType.TEXT_PLAIN, request);
        String tag = exports.tag(resource, format);
        response.setHeader("Cache-Control", "public, no-cache");
        if (new ServletWebRequest(request, response).checkNotModified(tag)) return;
        response.setContentType("text/plain;charset=UTF-8");
        response.getOutputStream()
                .write((exports.get(resource, format, tag).sha256() + "  " + name + "." + extension + "\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static Exports.Format format(String extension) {
        return extension.equals("csv") ? Exports.Format.CSV : Exports.Format.JSONL;
    }

    @RequestMapping("/api/v1/openapi.json")
    void openApi(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var language = language(request);
        accepting(MediaType.APPLICATION_JSON, request);
        send(MediaType.APPLICATION_JSON, json.writeValueAsBytes(descriptions.openApi(language)), request, response);
    }

    /** The Table Schema of a CSV (frictionless). */
    @RequestMapping("/schemas/" + NAME + ".json")
    void schema(@PathVariable String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var language = language(request);
        accepting(MediaType.APPLICATION_JSON, request);
        send(
                MediaType.APPLICATION_JSON,
                json.writeValueAsBytes(descriptions.tableSchema(resources.get(name), language)),
                request,
                response);
    }

    @RequestMapping({"/api/v1/{*rest}", "/schemas/{*rest}"})
    void nothing() {
        throw new Problem(404);
    }

    private byte[] written(Consumer<JsonGenerator> body) {
        var bytes = new ByteArrayOutputStream(1 << 14);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            body.accept(out);
        }
        return bytes.toByteArray();
    }

    private static void send(MediaType type, byte[] body, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Cache-Control", "public, no-cache");
        if (new ServletWebRequest(request, response)
                .checkNotModified("W/\"" + Sha256.hex(Sha256.of(body)).substring(0, 24) + "\"")) return;
        response.setContentType(type.toString());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Where nothing can be asked for. */
    private static void none(HttpServletRequest request) {
        for (String name : request.getParameterMap().keySet()) throw new BadInput("opendata.parameter.none", name);
    }

    private static Language language(HttpServletRequest request) {
        String[] asked = request.getParameterValues("lang");
        for (String name : request.getParameterMap().keySet())
            if (!name.equals("lang")) throw new BadInput("opendata.parameter.unknown", name, "lang");
        if (asked == null) return Language.FR;
        if (asked.length > 1) throw new BadInput("opendata.parameter.twice", "lang");
        return Language.find(asked[0]).orElseThrow(() -> new BadInput("opendata.parameter.bad", "lang", "fr, en"));
    }

    /** @throws Problem 406 where the client wants none of what there is */
    static void accepting(MediaType type, HttpServletRequest request) {
        String accept = Objects.requireNonNullElse(request.getHeader("Accept"), "");
        if (!accept.isBlank() && !accepts(accept, type)) throw new Problem(406);
    }

    private static boolean accepts(String accept, @Nullable MediaType type) {
        try {
            List<MediaType> wanted = MediaType.parseMediaTypes(accept);
            return wanted.stream().anyMatch(w -> w.getQualityValue() > 0 && w.isCompatibleWith(type));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
