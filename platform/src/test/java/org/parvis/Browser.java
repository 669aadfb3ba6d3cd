package org.parvis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person at a browser without JavaScript: keeps cookies, follows no redirect, and sends forms as the page wrote them. */
public final class Browser {
    public static final String PASSWORD = "parvis-demonstration";
    private static final Pattern FORM =
            Pattern.compile("<form method=\"post\" action=\"([^\"]*)\".*?</form>", Pattern.DOTALL);
    private static final Pattern FIELD =
            Pattern.compile("(?s)<input(?:[^>\"]|\"[^\"]*\")*>|<textarea[^>]*>[^<]*|<select.*?</select>");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final String site;

    public Browser(int port) {
        this.site = "http://localhost:" + port;
    }

    /** Someone of the demonstration who has signed in: {@code coordinator}, {@code contributor}, {@code member}… */
    public static Browser of(int port, String account) {
        var browser = new Browser(port);
        browser.signIn(account + "@demonstration.example", PASSWORD);
        return browser;
    }

    public HttpResponse<String> signIn(String email, String password) {
        return open("/connexion")
                .form("/connexion")
                .with("email", email)
                .with("password", password)
                .send();
    }

    public HttpResponse<String> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(site + path));
        if (headers.length > 0) request.headers(headers);
        return send(request.build());
    }

    /** An empty form to any address, with the token that a page of this browser bears. */
    public HttpResponse<String> post(String path) {
        Form form = new Opened(get("/inscription").body()).form("/inscription");
        return form.to(path).with("email", "").send();
    }

    /** A form with a file, with the token that a page of this browser bears; fields are names and values by turns. */
    public HttpResponse<String> upload(String path, List<String> fields, String file, String name, byte[] content) {
        return upload(path, path, fields, file, name, content);
    }

    /** The same, from a page to another address. */
    public HttpResponse<String> upload(
            String page, String path, List<String> fields, String file, String name, byte[] content) {
        String boundary = "parvis-test-boundary";
        var body = new ByteArrayOutputStream();
        Form form = open(page).form(path);
        var all = new ArrayList<>(List.of("_csrf", form.value("_csrf"), "_once", form.value("_once")));
        all.addAll(fields);
        for (int i = 0; i < all.size(); i += 2)
            body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + all.get(i) + "\"\r\n\r\n"
                            + all.get(i + 1) + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + file + "\"; filename=\""
                        + name + "\"\r\nContent-Type: text/csv\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(URI.create(site + path))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    /** The page, which must be there. */
    public Opened open(String path) {
        HttpResponse<String> answer = get(path);
        if (answer.statusCode() != 200) throw new AssertionError(path + " answered " + answer.statusCode());
        return new Opened(answer.body());
    }

    public Optional<HttpCookie> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(c -> c.getName().equals(name))
                .findFirst();
    }

    public void forget(Predicate<HttpCookie> which) {
        List.copyOf(cookies.getCookieStore().getCookies()).stream()
                .filter(which)
                .forEach(c -> cookies.getCookieStore().remove(null, c));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A page that was read. */
    public final class Opened {
        public final String html;

        public Opened(String html) {
            this.html = html;
        }

        /** The page's form that is sent to an address. */
        public Form form(String action) {
            Matcher forms = FORM.matcher(html);
            while (forms.find()) if (forms.group(1).equals(action)) return new Form(action, forms.group());
            throw new AssertionError("no form leads to " + action);
        }
    }

    /** A form as it stands in the page, then as it is filled in. */
    public final class Form {
        private String action;
        private final List<String[]> values = new ArrayList<>();

        private Form(String action, String html) {
            this.action = action;
            Matcher fields = FIELD.matcher(html);
            while (fields.find()) {
                String tag = fields.group();
                if (tag.matches("(?s).*type=\"(checkbox|radio)\".*") && !tag.contains(" checked")) continue;
                attribute(tag, "name").ifPresent(name -> values.add(new String[] {name, typed(tag)}));
            }
        }

        public Form with(String name, String value) {
            values.removeIf(v -> v[0].equals(name));
            values.add(new String[] {name, value});
            return this;
        }

        /** The same fields, sent elsewhere. */
        public Form to(String path) {
            action = path;
            return this;
        }

        public String value(String name) {
            return values.stream().filter(v -> v[0].equals(name)).findFirst().orElseThrow()[1];
        }

        public HttpResponse<String> send(String... headers) {
            var body = new StringBuilder();
            for (String[] value : values) {
                if (!body.isEmpty()) body.append('&');
                body.append(encoded(value[0])).append('=').append(encoded(value[1]));
            }
            var request = HttpRequest.newBuilder(URI.create(site + action))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
            if (headers.length > 0) request.headers(headers);
            return Browser.this.send(request.build());
        }
    }

    /** What a field holds as the page comes: its value, its text, its selected option. */
    private static String typed(String field) {
        if (field.startsWith("<textarea")) return read(field.substring(field.indexOf('>') + 1));
        if (!field.startsWith("<select")) return attribute(field, "value").orElse("");
        Matcher selected = Pattern.compile("<option[^>]* selected[^>]*>").matcher(field);
        return selected.find() ? attribute(selected.group(), "value").orElse("") : "";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Optional<String> attribute(String tag, String name) {
        Matcher found = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(tag);
        return found.find() ? Optional.of(read(found.group(1))) : Optional.empty();
    }

    private static String read(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
