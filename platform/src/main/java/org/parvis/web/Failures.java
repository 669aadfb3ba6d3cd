package org.parvis.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

/** Every failure a person can meet is a page that says what happened and what to do now; a program gets problem+json. */
@Controller
@ControllerAdvice
class Failures implements ErrorController {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private final PageRenderer renderer;
    private final Visits visits;
    private final FormGuard guard;
    private final JsonMapper json;
    private final Settings settings;

    Failures(PageRenderer renderer, Visits visits, FormGuard guard, JsonMapper json, Settings settings) {
        this.renderer = renderer;
        this.visits = visits;
        this.guard = guard;
        this.json = json;
        this.settings = settings;
    }

    @ExceptionHandler(NotFound.class)
    void notFound(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(404, "", request, response);
    }

    @ExceptionHandler(BadInput.class)
    void badInput(BadInput bad, HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(400, bad.sentence(visits.of(request)), request, response);
    }

    @ExceptionHandler(Forbidden.class)
    void forbidden(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(403, "", request, response);
    }

    @ExceptionHandler(MaxUploadSizeExceededException.class)
    void tooLarge(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(413, sentence(413, request), request, response);
    }

    /** A visitor is led to the door and, once inside, back; what they had typed waits for them. */
    @ExceptionHandler(SignInNeeded.class)
    void signInNeeded(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Visit visit = visits.of(request);
        if (!"GET".equals(request.getMethod())) {
            renderer.render(KeptPage.of(request, visit, true), request, response);
            return;
        }
        String here = visit.query().isEmpty() ? visit.path() : visit.path() + "?" + visit.query();
        renderer.render(
                new Redirect("/connexion?suite=" + UriUtils.encode(here, StandardCharsets.UTF_8)), request, response);
    }

    @ExceptionHandler(LostForm.class)
    void lostForm(
            LostForm lost, HttpServletRequest request, HttpServletResponse response, @Nullable HandlerMethod asked)
            throws IOException {
        Visit visit = visits.of(request);
        boolean signInFirst = visit.actor() == null
                && asked != null
                && Arrays.stream(asked.getMethodParameters()).anyMatch(p -> p.getParameterType() == Actor.class);
        renderer.render(KeptPage.of(request, visit, signInFirst), request, response);
    }

    /** The same result as the first time. */
    @ExceptionHandler(Replayed.class)
    void replayed(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var target = guard.findTarget(request);
        if (target.isEmpty()) {
            renderer.render(new TakenPage(), request, response);
            return;
        }
        response.setStatus(303);
        response.setHeader("Location", target.get());
        response.setHeader("Cache-Control", "private, no-store");
    }

    @ExceptionHandler(Busy.class)
    void busy(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Retry-After", "5");
        answer(503, "", request, response);
    }

    /** A path variable that cannot be what the address names: nothing stands there. */
    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    void mistyped(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(404, "", request, response);
    }

    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int code = status instanceof Integer known ? known : 404;
        answer(code, sentence(code, request), request, response);
    }

    private String sentence(int status, HttpServletRequest request) {
        if (status != 413) return "";
        Visit visit = visits.of(request);
        return visit.say("web.failure.413.sentence", FileSize.of(visit, settings.uploadLimit()));
    }

    private void answer(int status, String sentence, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (status >= 500) LOG.error("{} answered {}", request.getAttribute(LanguageFilter.PATH), status);
        Visit visit = visits.of(request);
        String id = String.valueOf(request.getAttribute(RequestIdFilter.ID));
        var page = new FailurePage(status, sentence, id);
        protect(response);
        if (visit.path().matches("/api/v1(/.*)?|.*\\.[a-z]{2,5}")) {
            response.setStatus(status);
            response.setContentType("application/problem+json");
            response.getOutputStream()
                    .write(json.writeValueAsBytes(
                            Map.of("status", status, "title", page.title(visit), "detail", sentence, "instance", id)));
        } else {
            renderer.render(page, request, response);
        }
    }

    /** What a filter refuses has not come as far as the headers that protect every page. */
    private static void protect(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", SecurityConfig.CONTENT_POLICY);
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }
}
