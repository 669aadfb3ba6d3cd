package org.parvis.house;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an operator decides, read once from the environment.
 *
 * @param port of the web server; 0 takes any free one
 * @param home the data folder
 * @param database an external PostgreSQL in place of the embedded one, as the application's role
 * @param databaseOwner the same database as the role that owns the tables; the application's role when absent
 * @param publicUrl how the public reaches this instance, without a final slash
 * @param uploadLimit the size in bytes of the largest file that people may send
 * @param scanner a command that finds viruses in the file named after it: 0 clean, 1 infected; nobody looks when empty
 * @param trustedProxies ranges whose X-Forwarded-* headers are believed; nobody's when empty
 */
public record Settings(
        int port,
        Path home,
        Optional<DatabaseAddress> database,
        Optional<DatabaseAddress> databaseOwner,
        URI publicUrl,
        List<String> trustedProxies,
        ZoneId timeZone,
        Optional<Mail> mail,
        long uploadLimit,
        List<String> scanner,
        boolean jsonLog) {

    private static final int DEFAULT_PORT = 8080;
    private static final long MEGABYTE = 1_000_000;
    private static final long BESIDE_THE_FILE = MEGABYTE;
    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,2}) ?MB");
    private static final Pattern PROXY = Pattern.compile("[0-9a-fA-F.:]+(/\\d{1,3})?");

    public static Settings from(Map<String, String> environment) {
        var variables = new Variables(environment);
        int port = variables.port("PORT", DEFAULT_PORT);
        Optional<DatabaseAddress> database = address(variables, "PARVIS_DATABASE_URL");
        Optional<DatabaseAddress> owner = address(variables, "PARVIS_DATABASE_OWNER_URL");
        if (owner.isPresent() && database.isEmpty()) {
            throw Refusal.misunderstood("PARVIS_DATABASE_OWNER_URL needs PARVIS_DATABASE_URL beside it.");
        }
        URI publicUrl = publicUrl(variables.find("PARVIS_PUBLIC_URL").orElse("http://localhost:" + port));
        return new Settings(
                port,
                home(variables.find("PARVIS_HOME").orElse("data")),
                database,
                owner,
                publicUrl,
                variables.find("PARVIS_TRUSTED_PROXIES").map(Settings::proxies).orElse(List.of()),
                timeZone(variables.find("PARVIS_TIME_ZONE").orElse("Europe/Paris")),
                Mail.from(environment, publicUrl.getHost()),
                uploadLimit(variables.find("PARVIS_UPLOAD_LIMIT").orElse("20MB")),
                variables
                        .find("PARVIS_SCANNER")
                        .map(command -> List.of(command.split("\\s+")))
                        .orElse(List.of()),
                jsonLog(variables.find("PARVIS_LOG").orElse("text")));
    }

    /** The same decisions in the framework's words; only those that are not for our own code to act on. */
    Map<String, Object> asProperties() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("server.port", port);
        properties.put("server.forward-headers-strategy", trustedProxies.isEmpty() ? "none" : "native");
        if (!trustedProxies.isEmpty()) {
            properties.put("server.tomcat.remoteip.internal-proxies", String.join(",", trustedProxies));
        }
        properties.put("server.servlet.session.cookie.secure", "https".equals(publicUrl.getScheme()));
        properties.put("spring.servlet.multipart.max-file-size", uploadLimit);
        properties.put("spring.servlet.multipart.max-request-size", requestLimit());
        if (jsonLog) {
            properties.put("logging.structured.format.console", "ecs");
        }
        return properties;
    }

    /** As an operator would say it, for the end of a sentence. */
    String whereData() {
        return database.map(address -> "in the database at " + address.place()).orElseGet(() -> "in " + shortHome());
    }

    private String shortHome() {
        Path here = Path.of("").toAbsolutePath();
        Path there = home.toAbsolutePath().normalize();
        return there.startsWith(here) ? "./" + here.relativize(there) : there.toString();
    }

    /** The size in bytes of the largest request: one file, and what is written beside it. */
    public long requestLimit() {
        return uploadLimit + BESIDE_THE_FILE;
    }

    private static long uploadLimit(String text) {
        Matcher size = SIZE.matcher(text);
        if (!size.matches()) {
            throw Refusal.misunderstood("PARVIS_UPLOAD_LIMIT must be a size from 1MB to 999MB, not “" + text + "”.");
        }
        return Long.parseLong(size.group(1)) * MEGABYTE;
    }

    private static Optional<DatabaseAddress> address(Variables variables, String name) {
        return variables.find(name).map(text -> DatabaseAddress.parse(name, text));
    }

    private static Path home(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw Refusal.misunderstood("PARVIS_HOME must be a folder's path, not “" + text + "”.");
        }
    }

    private static URI publicUrl(String text) {
        try {
            var url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            boolean bare = url.getPath().isEmpty() && url.getQuery() == null && url.getFragment() == null;
            if (web && bare && url.getHost() != null && url.getUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Said below, with what is allowed.
        }
        throw Refusal.misunderstood(
                "PARVIS_PUBLIC_URL must be like https://participation.example.org, without a path, not “" + text
                        + "”.");
    }

    private static List<String> proxies(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(Settings::range)
                .toList();
    }

    private static String range(String proxy) {
        if (!PROXY.matcher(proxy).matches() || !(proxy.contains(".") || proxy.contains(":"))) {
            throw Refusal.misunderstood("PARVIS_TRUSTED_PROXIES must be addresses or ranges such as 10.0.0.0/8,"
                    + " separated by commas, not “" + proxy + "”.");
        }
        return proxy.contains("/") ? proxy : proxy + (proxy.contains(":") ? "/128" : "/32");
    }

    private static ZoneId timeZone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw Refusal.misunderstood("PARVIS_TIME_ZONE must be a zone such as Europe/Paris, not “" + text + "”.");
        }
    }

    private static boolean jsonLog(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "text" -> false;
            case "json" -> true;
            default -> throw Refusal.misunderstood("PARVIS_LOG must be text or json, not “" + text + "”.");
        };
    }
}
