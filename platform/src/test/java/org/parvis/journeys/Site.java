package org.parvis.journeys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The application as an anonymous visitor's programs reach it: real HTTP, no cookie, no redirection followed. */
public final class Site {
    /** Every page that the outside counts on, in French. */
    public static final List<String> PAGES = List.of(
            "/",
            "/plans",
            "/plans/2021-2023",
            "/plans/2021-2023/actions",
            "/plans/2021-2023/actions?theme=numerique&retard=oui",
            "/plans/2021-2023/actions/47",
            "/plans/2021-2023/actions/47/avancement",
            "/plans/2021-2023/actions/47/evaluations",
            "/plans/2021-2023/actions/47/preuves",
            "/plans/2021-2023/actions/47/discussion",
            "/plans/2021-2023/calendrier",
            "/plans/2021-2023/actions/47/fil",
            "/plans/2021-2023/conseils",
            "/plans/2021-2023/bilan",
            "/consultations",
            "/consultations/innover-avec-les-citoyens",
            "/consultations/quelles-donnees-ouvrir",
            "/consultations/innover-avec-les-citoyens/contributions",
            "/consultations/innover-avec-les-citoyens/contributions?tri=soutenues&theme=participation",
            "/consultations/innover-avec-les-citoyens/contributions?tri=hasard&graine=7&q=projets",
            "/consultations/innover-avec-les-citoyens/reponses",
            "/consultations/innover-avec-les-citoyens/doublons",
            "/consultations/quelles-donnees-ouvrir/texte",
            "/consultations/quelles-donnees-ouvrir/questionnaire",
            "/consultations/atelier-ecoles-ouvertes/questionnaire",
            "/contributions/1",
            "/contributions/1/fil",
            "/contributions/1/discussion",
            "/reponses/1",
            "/moderation/regles",
            "/agenda",
            "/agenda?vue=mois&mois=2021-06",
            "/agenda?genre=atelier&periode=passees",
            "/agenda/propositions",
            "/agenda/forum-a-venir",
            "/agenda/forum-crise-et-cooperation",
            "/agenda/forum-crise-et-cooperation/suites",
            "/agenda/forum-crise-et-cooperation/suites/1",
            "/agenda/forum-crise-et-cooperation/fil",
            "/agenda/hackathon-covid-19",
            "/agenda/hackathon-covid-19/defis",
            "/agenda/hackathon-covid-19/equipes",
            "/agenda/hackathon-covid-19/equipes/1",
            "/agenda/cycles/micro-ouverts",
            "/agenda/bilan",
            "/agenda/bilan?annee=2021",
            "/panels",
            "/accelerateur",
            "/accelerateur/appels/premier-appel",
            "/accelerateur/appels/premier-appel/bilan",
            "/accelerateur/appels/premier-appel/resultats",
            "/panels/jury-accelerateur",
            "/panels/jury-accelerateur/tirage",
            "/panels/jury-accelerateur/verifier",
            "/panels/jury-accelerateur/fil",
            "/panels/jury-deuxieme-promotion",
            "/panels/jury-deuxieme-promotion/tirage",
            "/accelerateur/promotions/premiere-promotion",
            "/accelerateur/promotions/premiere-promotion/fil",
            "/accelerateur/initiatives/atelier-des-communs",
            "/accelerateur/initiatives/signes-au-guichet",
            "/accelerateur/initiatives/signes-au-guichet/fil",
            "/barometre",
            "/barometre/territoires",
            "/barometre/territoires?q=saint-etienne",
            "/barometre/territoires/NAT-FR",
            "/barometre/territoires/DEPT-19",
            "/barometre/territoires/COM-19272",
            "/barometre/indicateurs/IND-DEMO-04",
            "/barometre/indicateurs/IND-DEMO-08?territoire=DEPT-19&territoire=DEPT-87&maille=dept&carte=taux",
            "/barometre/indicateurs/IND-DEMO-02?territoire=REG-75&maille=reg&date=2022-01-01",
            "/barometre/indicateurs/IND-DEMO-04/lignage?territoire=DEPT-19",
            "/ressources",
            "/actualites",
            "/actualites/le-plan-2021-2023-est-presente",
            "/actualites/le-plan-2021-2023-est-presente/fil",
            "/outils",
            "/outils/grille-pour-preparer-une-consultation",
            "/kits",
            "/kits/organiser-un-atelier",
            "/kits/organiser-un-atelier/versions",
            "/publications",
            "/pages",
            "/citations",
            "/documents",
            "/documents?plan=2021-2023&etape=adoption&langue=en",
            "/documents/engagements-et-ambitions",
            "/documents/compte-rendu-atelier-de-suivi",
            "/recherche",
            "/recherche?q=participation",
            "/donnees",
            "/api",
            "/organisations",
            "/organisations/ditp",
            "/journal",
            "/accessibilite",
            "/mentions-legales",
            "/donnees-personnelles",
            "/plan-du-site",
            "/gouvernement-ouvert",
            "/composants");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int port;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Site(int port) {
        this.port = port;
    }

    public String at(String path) {
        return "http://localhost:" + port + path;
    }

    /** The English address of a page named by its French one. */
    public static String english(String page) {
        return page.equals("/") ? "/en" : "/en" + page;
    }

    /** What came back, whole. */
    public record Answer(String path, int status, HttpHeaders headers, byte[] body) {
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        public Document html() {
            return Jsoup.parse(text(), "http://localhost" + path);
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        public boolean isHtml() {
            return header("Content-Type").startsWith("text/html");
        }

        @Override
        public String toString() {
            return path + " → " + status;
        }
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, headers);
    }

    public Answer send(String method, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(at(path)))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) request.headers(headers);
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(path, response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What no well-behaved client would send: a request line and headers as they are. */
    public Answer sendRaw(String... lines) {
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.getOutputStream()
                    .write((String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return read(lines[0], socket.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer read(String asked, byte[] bytes) throws IOException {
        var whole = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = whole.indexOf("\r\n\r\n");
        if (end < 0) throw new IOException(asked + " was answered by " + whole.length() + " bytes");
        var lines = whole.substring(0, end).split("\r\n");
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon),
                    List.of(lines[i].substring(colon + 1).strip()));
        }
        return new Answer(
                asked,
                Integer.parseInt(lines[0].split(" ")[1]),
                HttpHeaders.of(headers, (_, _) -> true),
                new ByteArrayInputStream(bytes, end + 4, bytes.length).readAllBytes());
    }

    /** Everything that can be reached by links from the given pages, each address once; but for letters, whose doors close. */
    public Map<String, Answer> crawl(List<String> from, Predicate<String> worthFollowing) {
        Map<String, Answer> seen = new LinkedHashMap<>();
        var ahead = new TreeSet<>(from);
        while (!ahead.isEmpty()) {
            String path = ahead.removeFirst();
            Answer answer = get(path);
            seen.put(path, answer);
            if (answer.isHtml())
                internalLinks(answer.html()).stream()
                        .filter(link -> !link.matches("(/en)?/boite-aux-lettres.*") && !isOneOfMany(link))
                        .filter(link -> !seen.containsKey(link) && worthFollowing.test(link))
                        .forEach(ahead::add);
        }
        return seen;
    }

    /** The same page of another territory, and there are a hundred of them; the same search under another filter. */
    private static boolean isOneOfMany(String link) {
        return link.matches("(/en)?/recherche\\?.*&.*")
                || link.matches("(/en)?/barometre/(.*[?&]territoire=.*|territoires/(?!DEPT-19|REG-75|NAT-FR).+)");
    }

    /** The root-relative addresses that a page leads to, without their fragment. */
    public static List<String> internalLinks(Document page) {
        return page.select("a[href], link[rel=alternate][href^=/]").stream()
                .map(link -> link.attr("href"))
                .filter(href -> href.startsWith("/"))
                .map(href -> href.replaceFirst("#.*", ""))
                .distinct()
                .toList();
    }

    /** The addresses of what a page needs to be seen. */
    public static List<String> parts(Document page) {
        return page.select("link[rel=stylesheet], link[rel=preload], link[rel=icon], script[src], img[src]").stream()
                .map((Element e) -> e.hasAttr("href") ? e.attr("href") : e.attr("src"))
                .distinct()
                .toList();
    }
}
