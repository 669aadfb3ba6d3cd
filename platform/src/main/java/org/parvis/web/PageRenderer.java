package org.parvis.web;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;

/** From a page to its bytes: the template of the same name, a weak ETag, and nothing sent twice to whoever has it. */
@Component
class PageRenderer implements HandlerMethodReturnValueHandler {
    private final TemplateEngine templates;
    private final Visits visits;

    PageRenderer(TemplateEngine templates, Visits visits) {
        this.templates = templates;
        this.visits = visits;
    }

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        return Page.class.isAssignableFrom(returnType.getParameterType());
    }

    @Override
    public void handleReturnValue(
            @Nullable Object page,
            MethodParameter returnType,
            ModelAndViewContainer container,
            NativeWebRequest request)
            throws IOException {
        container.setRequestHandled(true);
        var web = (ServletWebRequest) request;
        render(
                (Page) java.util.Objects.requireNonNull(page),
                web.getRequest(),
                java.util.Objects.requireNonNull(web.getResponse()));
    }

    void render(Page page, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (page instanceof Redirect redirect) {
            response.setStatus(page.status());
            response.setHeader("Location", visits.of(request).link(redirect.path()));
            response.setHeader("Cache-Control", "private, no-store");
            return;
        }
        Visit visit = page.isPublic() ? visits.of(request) : visits.withForm(request, response);
        boolean isPublic = page.isPublic() && visit.actor() == null;
        var html = new Utf8ByteOutput();
        templates.render(templateOf(page), Map.of("visit", visit, "page", page), html);
        response.setStatus(page.status());
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Content-Language", visit.language().code());
        response.setHeader("Cache-Control", isPublic ? "public, no-cache" : "private, no-store");
        if (isPublic
                && page.status() == 200
                && new ServletWebRequest(request, response).checkNotModified("W/\"" + digest(html) + "\"")) return;
        response.setContentLength(html.getContentLength());
        try (OutputStream out = response.getOutputStream()) {
            html.writeTo(out);
        }
    }

    private static String templateOf(Page page) {
        String name = page.getClass().getName();
        return name.substring("org.parvis.".length()).replace('.', '/') + ".jte";
    }

    private static String digest(Utf8ByteOutput html) throws IOException {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            html.writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), sha));
            return HexFormat.of().formatHex(sha.digest(), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
