package org.parvis.house;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/**
 * One walk through the site by its own links, then a clean stop: what the virtual machine learns on the way makes every later
 * start quick (the AOT cache of {@code bin/run}).
 */
final class Rehearsal implements ApplicationListener<ApplicationReadyEvent> {
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"#]*)\"");
    private static final int PAGES = 60;
    private static final int PATIENCE_MILLIS = 20_000;

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        String port = event.getApplicationContext().getEnvironment().getRequiredProperty("local.server.port");
        try {
            walk("http://localhost:" + port);
        } catch (IOException e) {
            // A page that fails here fails in the tests too; a rehearsal only warms up.
        }
        System.exit(SpringApplication.exit(event.getApplicationContext()));
    }

    private static void walk(String site) throws IOException {
        Set<String> seen = new LinkedHashSet<>(Set.of("/", "/actuator/health"));
        var next = new ArrayDeque<>(seen);
        for (int visited = 0; visited < PAGES && !next.isEmpty(); visited++) {
            Matcher links = LINK.matcher(read(site + next.remove()));
            while (links.find()) {
                String path = links.group(1).replace("&amp;", "&");
                if (seen.add(path)) {
                    next.add(path);
                }
            }
        }
    }

    private static String read(String url) throws IOException {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setReadTimeout(PATIENCE_MILLIS);
        connection.setRequestProperty("Accept", "text/html,*/*;q=0.8");
        connection.setRequestProperty("Accept-Language", "fr");
        if (connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST) {
            return "";
        }
        try (var body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
