package org.parvis.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import org.springframework.stereotype.Component;

/**
 * A form proves that our own page held it by a token made from a secret of the browser's: the session's for whoever signed in,
 * a form cookie's for a visitor. Nothing is kept on the server: the token is a digest, from which the secret cannot be found.
 */
@Component
class FormTokens {
    static final String FIELD = "_csrf";
    private static final Duration UNTIL_THE_BROWSER_CLOSES = Duration.ofSeconds(-1);

    private final Cookies cookies;
    private final Entrance entrance;

    FormTokens(Cookies cookies, Entrance entrance) {
        this.cookies = cookies;
        this.entrance = entrance;
    }

    /** The token of a page without forms of its own: none for a visitor, to whom no cookie is given. */
    String ofSession(HttpServletRequest request) {
        return entrance.find(request) == null
                ? ""
                : token(cookies.find(request, Cookies.SESSION).orElseThrow());
    }

    /** The token of a page with a form; a visitor without a form cookie receives one. */
    String of(HttpServletRequest request, HttpServletResponse response) {
        if (entrance.find(request) != null) return ofSession(request);
        return token(cookies.find(request, Cookies.FORM).orElseGet(() -> lay(request, response)));
    }

    boolean isGenuine(HttpServletRequest request) {
        String sent = request.getParameter(FIELD);
        if (sent == null) return false;
        String due = entrance.find(request) != null
                ? ofSession(request)
                : cookies.find(request, Cookies.FORM).map(FormTokens::token).orElse("");
        return !due.isEmpty()
                && MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), due.getBytes(StandardCharsets.UTF_8));
    }

    private String lay(HttpServletRequest request, HttpServletResponse response) {
        String secret = Cookies.secret();
        cookies.set(request, response, Cookies.FORM, secret, UNTIL_THE_BROWSER_CLOSES);
        return secret;
    }

    private static String token(String secret) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(("form:" + secret).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
