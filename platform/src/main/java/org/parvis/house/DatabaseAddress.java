package org.parvis.house;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.StringJoiner;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/** Where a PostgreSQL is and as whom to enter. The password stays out of the URL, because URLs end in logs. */
public record DatabaseAddress(String url, String user, String password) {
    private static final Pattern LIBPQ =
            Pattern.compile("postgres(?:ql)?://(?:([^:@/]*)(?::([^@/]*))?@)?([^/?@]+)/([^?]+)(?:\\?(.*))?");

    /** The driver's own complaint about a URL would repeat it, password and all, before our sentence. */
    private static final Logger DRIVER_COMPLAINTS = Logger.getLogger("org.postgresql.util.PGPropertyUtil");

    static {
        DRIVER_COMPLAINTS.setLevel(Level.OFF);
    }

    static DatabaseAddress parse(String variable, String text) {
        String jdbc;
        String user = null;
        String password = null;
        Matcher libpq = LIBPQ.matcher(text);
        if (libpq.matches()) {
            user = decoded(libpq.group(1));
            password = decoded(libpq.group(2));
            jdbc = "jdbc:postgresql://" + libpq.group(3) + "/" + libpq.group(4)
                    + (libpq.group(5) == null ? "" : "?" + libpq.group(5));
        } else {
            jdbc = text;
        }
        Properties parsed = jdbc.startsWith("jdbc:postgresql:") ? Driver.parseURL(jdbc, null) : null;
        if (parsed == null) {
            throw Refusal.misunderstood(variable + " must look like postgresql://user:password@host:5432/database"
                    + " or jdbc:postgresql://host:5432/database?user=…&password=….");
        }
        if (user == null) {
            user = PGProperty.USER.getOrDefault(parsed);
        }
        if (password == null) {
            password = PGProperty.PASSWORD.getOrDefault(parsed);
        }
        if (user == null || user.isEmpty() || !jdbc.contains("//")) {
            throw Refusal.misunderstood(variable + " must name the host and the user to connect as.");
        }
        return new DatabaseAddress(withoutSecrets(jdbc), user, password == null ? "" : password);
    }

    /** The part an operator recognises, fit for a sentence: host, port and database. */
    String place() {
        String place = url.substring(url.indexOf("//") + 2);
        int query = place.indexOf('?');
        return query < 0 ? place : place.substring(0, query);
    }

    @Override
    public String toString() {
        return user + "@" + place();
    }

    private static String withoutSecrets(String jdbc) {
        int query = jdbc.indexOf('?');
        if (query < 0) {
            return jdbc;
        }
        var kept = new StringJoiner("&", "?", "").setEmptyValue("");
        for (String parameter : jdbc.substring(query + 1).split("&", -1)) {
            if (!parameter.startsWith("user=") && !parameter.startsWith("password=")) {
                kept.add(parameter);
            }
        }
        return jdbc.substring(0, query) + kept;
    }

    private static @Nullable String decoded(@Nullable String part) {
        // A plus is a plus in a URL's authority; only forms write a space with it.
        return part == null ? null : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
