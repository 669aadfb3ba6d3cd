package org.parvis.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.parvis.house.Settings;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The few cookies of the house, none of which a script can read. Over HTTPS their names start with {@code __Host-}, so that
 * no neighbouring domain can plant one.
 */
@Component
public class Cookies {
    /** Holds the secret of a person's session. */
    public static final String SESSION = "parvis-session";

    /** Holds the secret that an anonymous visitor's forms answer to. */
    static final String FORM = "parvis-form";

    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final boolean secure;

    Cookies(Settings settings) {
        this.secure = "https".equals(settings.publicUrl().getScheme());
    }

    /** 256 bits that nobody guesses, as letters. */
    public static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What the browser sent or, where this request has just set or cleared it, what the browser will hold. */
    public Optional<String> find(HttpServletRequest request, String name) {
        if (request.getAttribute(attribute(name)) instanceof String justSet)
            return Optional.of(justSet).filter(value -> !value.isEmpty());
        return Optional.ofNullable(WebUtils.getCookie(request, full(name)))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty());
    }

    /** Until the browser closes where the duration is negative. */
    public void set(
            HttpServletRequest request, HttpServletResponse response, String name, String value, Duration lasting) {
        request.setAttribute(attribute(name), value);
        var cookie = ResponseCookie.from(full(name), value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .maxAge(lasting);
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }

    public void clear(HttpServletRequest request, HttpServletResponse response, String name) {
        set(request, response, name, "", Duration.ZERO);
    }

    private static String attribute(String name) {
        return Cookies.class.getName() + "." + name;
    }

    private String full(String name) {
        return secure ? "__Host-" + name : name;
    }
}
