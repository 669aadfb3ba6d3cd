package org.parvis.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** {@code /en/plans} is {@code /plans} in English: the rest of the house sees one path and asks for the language. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class LanguageFilter extends OncePerRequestFilter {
    static final String LANGUAGE = LanguageFilter.class.getName();
    static final String PATH = LANGUAGE + ".path";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getRequestURI();
        boolean english = path.equals("/en") || path.startsWith("/en/");
        String page = !english ? path : path.length() <= "/en/".length() ? "/" : path.substring("/en".length());
        request.setAttribute(PATH, page);
        request.setAttribute(LANGUAGE, english ? Language.EN : fileLanguage(request, page));
        if (english && isFile(page)) {
            if (page.startsWith("//")) response.sendError(HttpServletResponse.SC_NOT_FOUND);
            else leadTo(page, request, response);
            return;
        }
        chain.doFilter(english ? new InFrenchTerms(request, page) : request, response);
    }

    /** The file's one address, in the language that was asked for. */
    private static void leadTo(String file, HttpServletRequest request, HttpServletResponse response) {
        String query = request.getQueryString();
        response.setStatus(HttpServletResponse.SC_MOVED_PERMANENTLY);
        response.setHeader("Location", file + "?" + (query == null ? "" : query + "&") + "lang=en");
    }

    /** A file has one address; its language is {@code ?lang=}. */
    static boolean isFile(String path) {
        return path.lastIndexOf('.') > path.lastIndexOf('/');
    }

    private static Language fileLanguage(HttpServletRequest request, String path) {
        return isFile(path)
                ? Optional.ofNullable(request.getParameter("lang"))
                        .flatMap(Language::find)
                        .orElse(Language.FR)
                : Language.FR;
    }

    static Language languageOf(HttpServletRequest request) {
        return request.getAttribute(LANGUAGE) instanceof Language language ? language : Language.FR;
    }

    private static final class InFrenchTerms extends HttpServletRequestWrapper {
        private final String path;

        InFrenchTerms(HttpServletRequest request, String path) {
            super(request);
            this.path = path;
        }

        @Override
        public String getRequestURI() {
            return path;
        }

        @Override
        public StringBuffer getRequestURL() {
            StringBuffer url = super.getRequestURL();
            int at = url.indexOf("/en", url.indexOf("://") + 3);
            return at < 0 ? url : url.replace(at, url.length(), path);
        }

        @Override
        public String getServletPath() {
            return path;
        }
    }
}
