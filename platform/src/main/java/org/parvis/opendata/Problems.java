package org.parvis.opendata;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Objects;
import org.parvis.house.Settings;
import org.parvis.web.BadInput;
import org.parvis.web.Busy;
import org.parvis.web.Language;
import org.parvis.web.Messages;
import org.parvis.web.NotFound;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import tools.jackson.databind.json.JsonMapper;

/** Whatever fails in the API is told to a program as one: {@code application/problem+json}, in the language it accepts. */
@ControllerAdvice(assignableTypes = {ApiController.class, CatalogueController.class})
@Order(Ordered.HIGHEST_PRECEDENCE)
class Problems {
    private final Messages messages;
    private final JsonMapper json;
    private final String site;

    Problems(Messages messages, JsonMapper json, Settings settings) {
        this.messages = messages;
        this.json = json;
        this.site = settings.publicUrl().toString();
    }

    @ExceptionHandler(Problem.class)
    void problem(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(problem.status, "opendata.problem." + problem.status, request, response);
    }

    @ExceptionHandler(NotFound.class)
    void notFound(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(404, "opendata.problem.404", request, response);
    }

    @ExceptionHandler(Busy.class)
    void busy(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "30");
        answer(503, "opendata.problem.503", request, response);
    }

    @ExceptionHandler(BadInput.class)
    void badInput(BadInput bad, HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(400, bad.sentence(messages, language(request)), request, response);
    }

    private void answer(int status, String key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(status, messages.say(language(request), key), request, response);
    }

    private void write(int status, String detail, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", site + "/api#problems");
        problem.put("title", messages.say(language(request), "opendata.status." + status));
        problem.put("status", status);
        problem.put("detail", detail);
        problem.put("instance", request.getRequestURI());
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.setHeader("Content-Language", language(request).code());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Vary", "Accept-Language");
        response.getOutputStream().write(json.writeValueAsBytes(problem));
    }

    private static Language language(HttpServletRequest request) {
        String accepted = Objects.requireNonNullElse(request.getHeader("Accept-Language"), "");
        return accepted.startsWith("en") ? Language.EN : Language.FR;
    }
}
