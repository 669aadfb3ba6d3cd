package org.parvis.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parvis.ParvisTest;
import org.parvis.web.Actor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.server.PathContainer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every door that is not open to all, and who may pass: one account of the demonstration for each role. */
@ParvisTest
class DoorsTest {
    private static final Set<String> ANYONE = Set.of(
            "coordinator",
            "contributor",
            "contributor-justice",
            "moderator",
            "juror",
            "observer",
            "member",
            "administrator");
    private static final Set<String> COORDINATOR = Set.of("coordinator");
    private static final Set<String> CHIEFS = Set.of("coordinator", "administrator");
    /** The commitment below is led by the first contributor's institution, not by the second's. */
    private static final Set<String> LEAD = Set.of("coordinator", "contributor");

    private static final Set<String> MODERATOR = Set.of("moderator");
    private static final Set<String> OBSERVER = Set.of("observer");
    private static final String PLAN = "/plans/2021-2023", ACTION = PLAN + "/actions/1", ROUND = "/pilotage/campagnes";

    private static final String CONSULTATION = "/consultations/quelles-donnees-ouvrir";
    /** The second contributor's institution answers there for one theme, the first's for none. */
    private static final Set<String> ANSWERERS = Set.of("coordinator", "contributor-justice");

    /** Held by the first contributor's institution with an association. */
    private static final String SERIES = "/agenda/cycles/micro-ouverts";

    private static final String FORUM = "/agenda/forum-a-venir";

    /** Its pool is open, and the first contributor's institution organises it. */
    private static final String PANEL = "/panels/jury-deuxieme-promotion";

    /** Its mentors have no account; the first contributor's institution runs its cohort. */
    private static final String INITIATIVE = "/accelerateur/initiatives/memoire-des-crues";

    private static final String COHORT = "/accelerateur/promotions/premiere-promotion";

    /** It is over, and the first contributor's institution held it; nobody of these accounts applied. */
    private static final String CALL = "/accelerateur/appels/premier-appel";

    private static final Set<String> OBSERVERS = Set.of("coordinator", "observer");

    private static final String HACKATHON = "/agenda/hackathon-covid-19";

    private static final Set<String> ORGANISER = Set.of("coordinator", "contributor", "contributor-justice");
    /** Who passes depends on who sits in the jury: tried with one made for it. */
    private static final String JURY = "/accelerateur/appels/un-appel";

    /** Held by the first contributor's institution. */
    private static final String INDICATOR = "/barometre/indicateurs/IND-DEMO-02";

    /** About an indicator that neither contributor's institution holds. */
    private static final String FIGURE_QUESTION = "/barometre/questions/1";

    private static final String KIT = "/kits/organiser-un-atelier", DOCUMENT = "/documents/engagements-et-ambitions";

    private static final String IMPORT = "/imports/00000000-0000-0000-0000-000000000000";

    /** Who passes; the others are refused, and a visitor is led to the entrance. */
    private record Door(String method, String path, Set<String> accounts) {
        static Door get(String path, Set<String> accounts) {
            return new Door("GET", path, accounts);
        }

        static Door post(String path, Set<String> accounts) {
            return new Door("POST", path, accounts);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static final List<Door> DOORS = List.of(
            Door.get("/compte", ANYONE),
            Door.get("/compte/adresse", ANYONE),
            Door.get("/compte/suppression", ANYONE),
            Door.get("/compte/mes-donnees.json", ANYONE),
            Door.post("/compte/profil", ANYONE),
            Door.post("/compte/adresse", ANYONE),
            Door.post("/compte/adresse/confirmer", ANYONE),
            Door.post("/compte/mot-de-passe", ANYONE),
            Door.post("/compte/organisations", ANYONE),
            Door.post("/compte/organisations/retrait", ANYONE),
            Door.post("/compte/suppression", ANYONE),
            Door.post("/compte/sessions", ANYONE),
            Door.get("/personnes", CHIEFS),
            Door.get("/personnes/1", CHIEFS),
            Door.post("/personnes/1/roles", CHIEFS),
            Door.post("/personnes/1/organisations", COORDINATOR),
            Door.post("/roles/1/fin", CHIEFS),
            Door.post("/roles/1/passation", CHIEFS),
            Door.get("/organisations/nouvelle", COORDINATOR),
            Door.post("/organisations/nouvelle", COORDINATOR),
            Door.get("/organisations/ditp/modifier", COORDINATOR),
            Door.post("/organisations/ditp/modifier", COORDINATOR),
            Door.post("/organisations/ditp/domaines", COORDINATOR),
            Door.get("/imports", ORGANISER),
            Door.post("/imports", ORGANISER),
            Door.get("/taches", ANYONE),
            Door.get("/plans/nouveau", COORDINATOR),
            Door.post("/plans/nouveau", COORDINATOR),
            Door.post(PLAN + "/etapes", COORDINATOR),
            Door.post(PLAN + "/reprise", COORDINATOR),
            Door.get(PLAN + "/redaction", COORDINATOR),
            Door.get(PLAN + "/redaction/actions/nouveau", COORDINATOR),
            Door.post(PLAN + "/redaction/actions/nouveau", COORDINATOR),
            Door.get(PLAN + "/redaction/actions/1", COORDINATOR),
            Door.post(PLAN + "/redaction/actions/1", COORDINATOR),
            Door.post(PLAN + "/redaction/actions/1/suppression", COORDINATOR),
            Door.get(PLAN + "/bilan/redaction", COORDINATOR),
            Door.post(PLAN + "/bilan/redaction", COORDINATOR),
            Door.get(PLAN + "/bilan/redaction/1", COORDINATOR),
            Door.post(PLAN + "/bilan/redaction/1", COORDINATOR),
            Door.get(ACTION + "/modification", COORDINATOR),
            Door.get(ACTION + "/avancement/nouveau", LEAD),
            Door.post(ACTION + "/avancement", LEAD),
            Door.get(ACTION + "/jalons/1", LEAD),
            Door.post(ACTION + "/jalons/1/realisation", LEAD),
            Door.post(ACTION + "/jalons/1/echeance", LEAD),
            Door.get(ACTION + "/evaluations/nouvelle", OBSERVER),
            Door.post(ACTION + "/evaluations", OBSERVER),
            Door.get(ACTION + "/discussion/nouveau", ANYONE),
            Door.post(ACTION + "/discussion", ANYONE),
            Door.get("/fil/nouveau?de=" + ACTION, COORDINATOR),
            Door.post("/fil", COORDINATOR),
            Door.post("/fil/1/fin", COORDINATOR),
            Door.get("/commentaires", MODERATOR),
            Door.get("/commentaires/1", ANYONE),
            Door.post("/commentaires/1/reponse", ANYONE),
            Door.post("/commentaires/1/signalement", ANYONE),
            Door.post("/commentaires/1/moderation", MODERATOR),
            Door.get("/consultations/nouvelle", COORDINATOR),
            Door.post("/consultations", COORDINATOR),
            Door.get(CONSULTATION + "/modification", COORDINATOR),
            Door.post(CONSULTATION + "/modification", COORDINATOR),
            Door.get(CONSULTATION + "/contributions/nouvelle", ANYONE),
            Door.post(CONSULTATION + "/contributions", ANYONE),
            Door.get(CONSULTATION + "/reponses/a-donner", ANSWERERS),
            Door.get(CONSULTATION + "/reponses/nouvelle?contribution=7", ANSWERERS),
            Door.post(CONSULTATION + "/reponses", ANSWERERS),
            Door.get(CONSULTATION + "/texte/modification", COORDINATOR),
            Door.post(CONSULTATION + "/texte/modification", COORDINATOR),
            Door.get(CONSULTATION + "/questionnaire/modification", COORDINATOR),
            Door.post(CONSULTATION + "/questionnaire/questions", COORDINATOR),
            Door.get(CONSULTATION + "/questionnaire/questions/1", COORDINATOR),
            Door.post(CONSULTATION + "/questionnaire/questions/1", COORDINATOR),
            Door.post(CONSULTATION + "/questionnaire/questions/1/place", COORDINATOR),
            Door.get(CONSULTATION + "/questionnaire/textes", MODERATOR),
            Door.post(CONSULTATION + "/questionnaire/textes", MODERATOR),
            Door.get(FORUM + "/suites/nouvelle", LEAD),
            Door.post(FORUM + "/suites", LEAD),
            Door.get(FORUM + "/compte-rendu", LEAD),
            Door.post(FORUM + "/compte-rendu", LEAD),
            Door.get(HACKATHON + "/defis/nouveau", COORDINATOR),
            Door.post(HACKATHON + "/defis", COORDINATOR),
            Door.get(HACKATHON + "/defis/1/modification", COORDINATOR),
            Door.post(HACKATHON + "/defis/1/modification", COORDINATOR),
            Door.get(HACKATHON + "/equipes/1/resultat", COORDINATOR),
            Door.get(HACKATHON + "/suites/1/modification", COORDINATOR),
            Door.post(HACKATHON + "/suites/1/modification", COORDINATOR),
            Door.post(HACKATHON + "/suites/1/suppression", COORDINATOR),
            Door.get(CONSULTATION + "/kit", ANSWERERS),
            Door.post(CONSULTATION + "/kit", ANSWERERS),
            Door.get(CONSULTATION + "/kit/feuilles", ANSWERERS),
            Door.get("/contributions/7/agir", ANYONE),
            Door.post("/contributions/7/signalement", ANYONE),
            Door.post("/contributions/7/moderation", MODERATOR),
            Door.get("/contributions/7/discussion/nouveau", ANYONE),
            Door.post("/contributions/7/discussion", ANYONE),
            Door.get("/agenda/mes-inscriptions", ANYONE),
            Door.get("/agenda/nouvelle", ORGANISER),
            Door.post("/agenda", ORGANISER),
            Door.get(FORUM + "/modification", LEAD),
            Door.post(FORUM + "/modification", LEAD),
            Door.get(FORUM + "/etapes", LEAD),
            Door.post(FORUM + "/etapes", LEAD),
            Door.get(FORUM + "/programme", LEAD),
            Door.post(FORUM + "/programme/creneaux", LEAD),
            Door.post(FORUM + "/programme/creneaux/1/suppression", LEAD),
            Door.get(FORUM + "/programme/ateliers/1", LEAD),
            Door.post(FORUM + "/programme/ateliers", LEAD),
            Door.post(FORUM + "/programme/ateliers/1", LEAD),
            Door.post(FORUM + "/programme/ateliers/9/suppression", LEAD),
            Door.get("/agenda/propositions/nouvelle", Set.of("member")),
            Door.post("/agenda/propositions", Set.of("member")),
            Door.get("/agenda/cycles/nouveau", ORGANISER),
            Door.post("/agenda/cycles", ORGANISER),
            Door.get(SERIES + "/publication", LEAD),
            Door.post(SERIES + "/abonnement/fin", ANYONE),
            Door.get(FORUM + "/emargement", LEAD),
            Door.get(FORUM + "/emargement.json", LEAD),
            Door.post(FORUM + "/emargement", LEAD),
            Door.post(FORUM + "/emargement/999999999", LEAD),
            Door.get(FORUM + "/inscrits", LEAD),
            Door.get(FORUM + "/inscrits.csv", LEAD),
            Door.get(FORUM + "/inscrits/999999999", LEAD),
            Door.post(FORUM + "/inscrits/999999999/college", COORDINATOR),
            Door.post(FORUM + "/inscrits/999999999/annulation", LEAD),
            Door.get(FORUM + "/questions", LEAD),
            Door.post(FORUM + "/questions", LEAD),
            Door.get(FORUM + "/questions/999999999", LEAD),
            Door.post(FORUM + "/questions/999999999", LEAD),
            Door.post(FORUM + "/questions/999999999/retrait", LEAD),
            Door.get(FORUM + "/ressources", LEAD),
            Door.post(FORUM + "/ressources", LEAD),
            Door.post(FORUM + "/ressources/999999/retrait", LEAD),
            Door.get("/panels/nouveau", ORGANISER),
            Door.post("/panels", ORGANISER),
            Door.get(PANEL + "/modification", LEAD),
            Door.post(PANEL + "/modification", LEAD),
            Door.get(PANEL + "/etapes", LEAD),
            Door.post(PANEL + "/etapes", LEAD),
            Door.get(PANEL + "/invitations", LEAD),
            Door.post(PANEL + "/invitations", LEAD),
            Door.post(PANEL + "/invitations/tirage", LEAD),
            Door.get(PANEL + "/gel", LEAD),
            Door.post(PANEL + "/gel", LEAD),
            Door.post(PANEL + "/gel/annulation", LEAD),
            Door.post(PANEL + "/gel/quotas", LEAD),
            Door.get(PANEL + "/tirage/hasard", LEAD),
            Door.post(PANEL + "/tirage/hasard", LEAD),
            Door.get(PANEL + "/observation", OBSERVERS),
            Door.post(PANEL + "/observation", OBSERVERS),
            Door.get(PANEL + "/places", LEAD),
            Door.post(PANEL + "/places", LEAD),
            Door.get(PANEL + "/travaux", LEAD),
            Door.post(PANEL + "/travaux", LEAD),
            Door.get("/accelerateur/appels/premier-appel/promotion", LEAD),
            Door.post("/accelerateur/appels/premier-appel/promotion", LEAD),
            Door.get(COHORT + "/suivi", LEAD),
            Door.get(COHORT + "/suivi.csv", LEAD),
            Door.post(COHORT + "/suivi", LEAD),
            Door.get("/accelerateur/mes-initiatives", ANYONE),
            Door.get(INITIATIVE + "/suivi", LEAD),
            Door.post(INITIATIVE + "/suivi", LEAD),
            Door.get(INITIATIVE + "/presentation", LEAD),
            Door.post(INITIATIVE + "/presentation", LEAD),
            Door.get(INITIATIVE + "/rapport", LEAD),
            Door.post(INITIATIVE + "/rapport", LEAD),
            Door.get(INITIATIVE + "/besoins/999999/offre", ORGANISER),
            Door.post(INITIATIVE + "/besoins/999999/offre", ORGANISER),
            Door.get("/accelerateur/candidatures", ANYONE),
            Door.get("/accelerateur/cosigner", ANYONE),
            Door.post("/accelerateur/cosigner", ANYONE),
            Door.get("/accelerateur/appels/nouveau", ORGANISER),
            Door.post("/accelerateur/appels", ORGANISER),
            Door.get(CALL + "/candidater", ANYONE),
            Door.post(CALL + "/candidater", ANYONE),
            Door.post(CALL + "/candidater/abandon", ANYONE),
            Door.post(CALL + "/candidater/ensemble", ANYONE),
            Door.get(CALL + "/modification", LEAD),
            Door.post(CALL + "/modification", LEAD),
            Door.get(CALL + "/etapes", LEAD),
            Door.post(CALL + "/etapes", LEAD),
            Door.get(CALL + "/conduite", LEAD),
            Door.post(CALL + "/conduite", LEAD),
            Door.get(CALL + "/conduite/jures", LEAD),
            Door.post(CALL + "/conduite/jures", LEAD),
            Door.get(CALL + "/conduite/preselection", LEAD),
            Door.post(CALL + "/conduite/preselection", LEAD),
            Door.get(CALL + "/conduite/classement", LEAD),
            Door.post(CALL + "/conduite/classement", LEAD),
            Door.get(CALL + "/conduite/preselection.csv", LEAD),
            Door.get(CALL + "/conduite/classement.csv", LEAD),
            Door.get(CALL + "/formulaire", LEAD),
            Door.post(CALL + "/formulaire", LEAD),
            Door.get(CALL + "/formulaire/champs/nouveau", LEAD),
            Door.post(CALL + "/formulaire/champs/nouveau", LEAD),
            Door.get(CALL + "/formulaire/champs/1", LEAD),
            Door.post(CALL + "/formulaire/champs/1", LEAD),
            Door.get(CALL + "/formulaire/criteres/nouveau", LEAD),
            Door.post(CALL + "/formulaire/criteres/nouveau", LEAD),
            Door.get(CALL + "/formulaire/criteres/1", LEAD),
            Door.post(CALL + "/formulaire/criteres/1", LEAD),
            Door.get(CALL + "/candidatures", LEAD),
            Door.get(CALL + "/candidatures.csv", LEAD),
            Door.get(CALL + "/candidatures/1", LEAD),
            Door.get(CALL + "/candidatures/1/recu", LEAD),
            Door.get(CALL + "/candidatures/1/recu.json", LEAD),
            Door.post(CALL + "/candidatures/1/retrait", Set.of()),
            Door.post(CALL + "/candidatures/1/recevabilite", LEAD),
            Door.post(CALL + "/candidatures/1/corrections", LEAD),
            Door.post(CALL + "/candidatures/1/corrections/1", LEAD),
            Door.get("/barometre/indicateurs/nouveau", ORGANISER),
            Door.post("/barometre/indicateurs", ORGANISER),
            Door.get(INDICATOR + "/modification", LEAD),
            Door.post(INDICATOR + "/modification", LEAD),
            Door.post(INDICATOR + "/publication", LEAD),
            Door.post(INDICATOR + "/liens", LEAD),
            Door.get(INDICATOR + "/saisie", LEAD),
            Door.post(INDICATOR + "/saisie", LEAD),
            Door.get(INDICATOR + "/meteo", LEAD),
            Door.post(INDICATOR + "/meteo", LEAD),
            Door.get(INDICATOR + "/question", ANYONE),
            Door.post(INDICATOR + "/question", ANYONE),
            Door.get(FIGURE_QUESTION + "/repondre", COORDINATOR),
            Door.post(FIGURE_QUESTION + "/repondre", COORDINATOR),
            Door.get(FIGURE_QUESTION + "/moderation", MODERATOR),
            Door.post(FIGURE_QUESTION + "/moderation", MODERATOR),
            Door.get("/kits/nouveau", COORDINATOR),
            Door.post("/kits", COORDINATOR),
            Door.get(KIT + "/modification", COORDINATOR),
            Door.post(KIT + "/modification", COORDINATOR),
            Door.get(KIT + "/etapes", COORDINATOR),
            Door.post(KIT + "/etapes", COORDINATOR),
            Door.get(KIT + "/historique", COORDINATOR),
            Door.get(KIT + "/historique/1", COORDINATOR),
            Door.post(KIT + "/historique/999999", COORDINATOR),
            Door.get(KIT + "/ma-liste", ANYONE),
            Door.post(KIT + "/ma-liste", ANYONE),
            Door.get(KIT + "/avis", ANYONE),
            Door.post(KIT + "/avis", ANYONE),
            Door.get(KIT + "/avis/recus", COORDINATOR),
            Door.post(KIT + "/avis/recus", COORDINATOR),
            Door.get("/documents/nouveau", COORDINATOR),
            Door.post("/documents", COORDINATOR),
            Door.get(DOCUMENT + "/modification", COORDINATOR),
            Door.post(DOCUMENT + "/modification", COORDINATOR),
            Door.get(DOCUMENT + "/retrait", COORDINATOR),
            Door.post(DOCUMENT + "/retrait", COORDINATOR),
            Door.get("/moderation", MODERATOR),
            Door.get("/pilotage", COORDINATOR),
            Door.get("/pilotage.csv", COORDINATOR),
            Door.get(ROUND + "/nouvelle?plan=2021-2023", COORDINATOR),
            Door.post(ROUND, COORDINATOR),
            Door.get(ROUND + "/1", COORDINATOR));

    /** Forms that visitors send, and what is the author's alone or would end what other tests read: tested where they live. */
    private static final Set<String> ELSEWHERE = Set.of(
            "/connexion",
            "/deconnexion",
            "/inscription",
            "/inscription/confirmer",
            "/mot-de-passe",
            "/mot-de-passe/nouveau",
            "/commentaires/1/texte",
            "/commentaires/1/retrait",
            ROUND + "/1/cloture",
            PLAN + "/bilan",
            CONSULTATION + "/etapes",
            CONSULTATION + "/questionnaire/reponse",
            CONSULTATION + "/kit/1.pdf",
            CONSULTATION + "/kit/feuilles/ABCDEFGH",
            CONSULTATION + "/doublons",
            CONSULTATION + "/doublons/annulation",
            CONSULTATION + "/doublons/1",
            HACKATHON + "/equipes",
            HACKATHON + "/equipes/1/membres",
            HACKATHON + "/equipes/1/depart",
            HACKATHON + "/equipes/1/projet",
            HACKATHON + "/equipes/1/resultat",
            "/contributions/1/redaction",
            "/contributions/1/pieces",
            "/contributions/1/retrait",
            "/contributions/1/soutien",
            "/contributions/1/soutien/retrait",
            "/contributions/1/recours",
            SERIES + "/publication",
            SERIES + "/abonnement",
            SERIES + "/abonnement/ABCDEFGHIJKL",
            SERIES + "/abonnement/ABCDEFGHIJKL/fin",
            PANEL + "/candidature",
            PANEL + "/candidature/page",
            FORUM + "/inscription",
            FORUM + "/inscription/confirmer",
            FORUM + "/inscription/atelier",
            FORUM + "/inscription/annulation",
            PANEL + "/invitations/refus",
            JURY + "/jury",
            JURY + "/jury/conflits",
            JURY + "/jury/1",
            JURY + "/jury/1/recusation",
            JURY + "/conduite/avis",
            JURY + "/conduite/avis/1",
            INITIATIVE + "/nouvelles",
            "/barometre/lots/1/decision",
            IMPORT,
            IMPORT + "/erreurs.csv",
            IMPORT + "/colonnes",
            IMPORT + "/confirmation",
            IMPORT + "/annulation");

    private static final Map<String, org.parvis.Browser> SIGNED_IN = new HashMap<>();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    @BeforeEach
    void nobody_has_failed_yet() {
        db.sql("delete from sign_in_failure").update();
    }

    static Stream<Door> doors() {
        return DOORS.stream();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void each_role_finds_the_door_as_the_table_says(Door door) {
        assertThat(ask(new org.parvis.Browser(port), door))
                .as("a visitor at %s", door)
                .isEqualTo(door.method().equals("GET") ? 303 : 403);
        for (String account : new TreeSet<>(ANYONE)) {
            int status = ask(SIGNED_IN.computeIfAbsent(account, a -> org.parvis.Browser.of(port, a)), door);
            if (door.accounts().contains(account))
                assertThat(status)
                        .as("%s at %s", account, door)
                        .isNotEqualTo(403)
                        .isLessThan(500);
            else assertThat(status).as("%s at %s", account, door).isEqualTo(403);
        }
    }

    /** Forms are sent empty: whoever may enter is told what is missing, and nothing is done. */
    private static int ask(org.parvis.Browser browser, Door door) {
        return door.method().equals("GET")
                ? browser.get(door.path()).statusCode()
                : browser.post(door.path()).statusCode();
    }

    /** A page sends a draft by itself, while its author is still typing. */
    @Test
    void a_draft_never_does_what_its_form_does() throws Exception {
        var coordinator = org.parvis.Browser.of(port, "coordinator");
        for (String page : List.of("/consultations/nouvelle", "/panels/nouveau", "/barometre/indicateurs/nouveau")) {
            String action = page.replaceFirst("/nouve(au|lle)$", "");
            assertThat(coordinator
                            .open(page)
                            .form(action)
                            .with("acte", "brouillon")
                            .send()
                            .statusCode())
                    .as(page)
                    .isEqualTo(400);
        }
    }

    @Test
    void no_door_is_missing_from_the_table() {
        var missing = new ArrayList<String>();
        mappings.getHandlerMethods().forEach((door, handler) -> {
            if (!handler.getBeanType().getName().startsWith("org.parvis.")) return;
            boolean reads = door.getMethodsCondition().getMethods().stream()
                    .allMatch(method -> method.name().equals("GET"));
            boolean personal = Stream.of(handler.getMethodParameters())
                    .anyMatch(parameter -> parameter.getParameterType() == Actor.class);
            if (reads && !personal) return;
            boolean listed =
                    DOORS.stream().anyMatch(d -> d.method().equals(reads ? "GET" : "POST") && leadsTo(door, d.path()));
            if (!listed && ELSEWHERE.stream().noneMatch(path -> leadsTo(door, path))) missing.add(door.toString());
        });
        assertThat(missing).isEmpty();
    }

    private static boolean leadsTo(RequestMappingInfo door, String path) {
        var patterns = door.getPathPatternsCondition();
        var container = PathContainer.parsePath(path.replaceFirst("\\?.*", ""));
        return patterns != null && patterns.getPatterns().stream().anyMatch(pattern -> pattern.matches(container));
    }
}
