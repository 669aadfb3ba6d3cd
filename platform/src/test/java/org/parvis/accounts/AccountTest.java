package org.parvis.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.ArgumentMatchers;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.TestTime;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.web.Language;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

@ParvisTest
class AccountTest {
    private static final String SECRET = "un mot de passe à moi";
    private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/\\S+jeton=\\S+)");

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @Autowired
    TestTime time;

    @Autowired
    People people;

    @Autowired
    Passwords passwords;

    @MockitoBean
    Journal journal;

    @BeforeEach
    void a_quiet_day() {
        db.sql("delete from sign_in_failure").update();
        db.sql("delete from mail").update();
        db.sql("delete from one_time_token").update();
        db.sql("delete from mandate where person_id in (select id from person where email like '%@test.example')")
                .update();
        for (String table : List.of("person_session", "known_device", "affiliation"))
            db.sql("delete from " + table
                            + " where person_id in (select id from person where email like '%@test.example')")
                    .update();
        db.sql("delete from person where email like '%@test.example'").update();
    }

    @Test
    void one_signs_up_by_the_link_one_receives_and_it_works_once() {
        var browser = new Browser(port);
        assertThat(ask(browser, "/inscription", "new@test.example")).isEqualTo("/inscription/envoyee");
        String link = linkTo("new@test.example");
        var form = browser.open(link)
                .form("/inscription/confirmer")
                .with("name", "Nouvelle Personne")
                .with("password", SECRET);
        assertThat(form.send().headers().firstValue("Location")).contains("/compte?fait=bienvenue");
        assertThat(browser.open("/compte").html).contains("Nouvelle Personne");
        assertThat(new Browser(port).get(link).statusCode()).isEqualTo(410);
        assertThat(new Browser(port).signIn("NEW@test.example", SECRET).statusCode())
                .isEqualTo(303);
    }

    @Test
    void a_link_expires() {
        ask(new Browser(port), "/inscription", "late@test.example");
        String link = linkTo("late@test.example");
        time.pass(Duration.ofDays(3));
        assertThat(new Browser(port).get(link).statusCode()).isEqualTo(410);
    }

    @Test
    void asking_tells_nobody_who_has_an_account_and_tells_its_owner() {
        person("known@test.example");
        for (String page : List.of("/inscription", "/mot-de-passe")) {
            var known = answer(page, "known@test.example");
            var unknown = answer(page, "unknown@test.example");
            assertThat(known.statusCode()).isEqualTo(unknown.statusCode());
            assertThat(known.headers().firstValue("Location"))
                    .isEqualTo(unknown.headers().firstValue("Location"));
        }
        assertThat(letters("known@test.example")).hasSize(2).anyMatch(l -> l.contains("Vous en avez déjà un"));
        assertThat(letters("unknown@test.example")).hasSize(2);
    }

    @Test
    void nobodys_mailbox_is_filled_from_here() {
        for (int i = 0; i < 10; i++) ask(new Browser(port), "/inscription", "victim@test.example");
        assertThat(letters("victim@test.example")).hasSize(4);
    }

    @Test
    void a_forgotten_password_is_replaced_and_every_session_ends() {
        person("forgetful@test.example");
        var before = new Browser(port);
        before.signIn("forgetful@test.example", SECRET);
        var browser = new Browser(port);
        ask(browser, "/mot-de-passe", "forgetful@test.example");
        var answer = browser.open(linkTo("forgetful@test.example"))
                .form("/mot-de-passe/nouveau")
                .with("password", "une tout autre phrase")
                .send();
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(before.get("/compte").statusCode()).isEqualTo(303);
        assertThat(new Browser(port).signIn("forgetful@test.example", SECRET).statusCode())
                .isEqualTo(422);
        assertThat(new Browser(port)
                        .signIn("forgetful@test.example", "une tout autre phrase")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void a_bad_password_is_refused_with_a_sentence_and_what_was_typed_is_kept() {
        var browser = new Browser(port);
        ask(browser, "/inscription", "careless@test.example");
        String link = linkTo("careless@test.example");
        for (String bad :
                List.of("court", "motdepasse123", "aaaaaaaaaaaaaa", "careless@test.example", "x".repeat(10_000))) {
            var answer = browser.open(link)
                    .form("/inscription/confirmer")
                    .with("name", "Étourdie <b>")
                    .with("password", bad)
                    .send();
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(answer.body()).contains("href=\"#password\"", "Étourdie &lt;b>");
            assertThat(answer.body()).doesNotContainPattern("name=\"password\"[^>]* value=\"[^\"]");
        }
    }

    @Test
    void an_address_with_a_line_break_is_refused() {
        for (String bad : List.of(
                "a@test.example\r\nBcc: b@test.example",
                "a@test.example\n",
                "a b@test.example",
                "a@",
                "x".repeat(300) + "@test.example"))
            assertThat(answer("/inscription", bad).statusCode()).isEqualTo(422);
        assertThat(db.sql("select count(*) from mail").query(Integer.class).single())
                .isZero();
    }

    @Test
    void a_new_address_counts_once_it_is_confirmed_and_the_old_one_is_told() {
        person("old@test.example");
        var browser = new Browser(port);
        browser.signIn("old@test.example", SECRET);
        browser.open("/compte")
                .form("/compte/adresse")
                .with("email", "fresh@test.example")
                .with("emailPassword", SECRET)
                .send();
        assertThat(browser.open("/compte").html).contains("old@test.example");
        var done = browser.open(linkTo("fresh@test.example"))
                .form("/compte/adresse/confirmer")
                .send();
        assertThat(done.headers().firstValue("Location")).contains("/compte?fait=adresse-confirmee");
        assertThat(browser.open("/compte").html).contains("fresh@test.example");
        assertThat(letters("old@test.example")).anyMatch(l -> l.contains("autre adresse"));
    }

    @Test
    void deleting_an_account_leaves_its_number_alone() {
        long id = person("leaving@test.example");
        var browser = new Browser(port);
        browser.signIn("leaving@test.example", SECRET);
        assertThat(browser.open("/compte/suppression")
                        .form("/compte/suppression")
                        .with("password", "wrong")
                        .send()
                        .statusCode())
                .isEqualTo(422);
        assertThat(browser.get("/compte/mes-donnees.json").body())
                .contains("leaving@test.example")
                .doesNotContain("argon2");
        var answer = browser.open("/compte/suppression")
                .form("/compte/suppression")
                .with("password", SECRET)
                .send();
        assertThat(answer.headers().firstValue("Location")).contains("/compte/supprime");
        assertThat(browser.get("/compte").statusCode()).isEqualTo(303);
        var row = db.sql("select * from person where id = ?").param(id).query().singleRow();
        assertThat(row.get("email")).isNull();
        assertThat(row.get("name")).isNull();
        assertThat(row.get("erased_at")).isNotNull();
    }

    @Test
    void a_form_sent_again_is_done_once_and_leads_to_the_same_page() throws Exception {
        long id = person("helper@test.example");
        var coordinator = Browser.of(port, "coordinator");
        var form = coordinator
                .open("/personnes/" + id)
                .form("/personnes/" + id + "/roles")
                .with("role", "JUROR");
        var answers = atOnce(8, form::send);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(answer.headers().firstValue("Location")).contains("/personnes/" + id + "?fait=accorde");
        });
        assertThat(form.send().headers().firstValue("Location")).contains("/personnes/" + id + "?fait=accorde");
        verify(journal).record(ArgumentMatchers.<Act>argThat(act -> act.kind().equals("role.granted")));
        assertThat(letters("helper@test.example")).hasSize(1);
    }

    @Test
    void what_was_typed_outlives_the_session() {
        person("slow@test.example");
        var browser = new Browser(port);
        browser.signIn("slow@test.example", SECRET);
        var form = browser.open("/compte").form("/compte/profil").with("name", "Un nom \"long\" <à garder>");
        time.pass(Duration.ofHours(13));
        var kept = form.send();
        assertThat(kept.statusCode()).isEqualTo(403);
        assertThat(kept.body()).contains("Un nom &#34;long&#34; &lt;à garder>");
        var again = browser.new Opened(kept.body())
                .form("/connexion")
                .with("email", "slow@test.example")
                .with("password", SECRET)
                .send();
        assertThat(again.statusCode()).isEqualTo(200);
        var done = browser.new Opened(again.body()).form("/compte/profil").send();
        assertThat(done.headers().firstValue("Location")).contains("/compte?fait=profil");
        assertThat(people.find(new Email("slow@test.example")).orElseThrow().name())
                .isEqualTo("Un nom \"long\" <à garder>");
    }

    @Test
    void a_forged_form_does_nothing() {
        person("target@test.example");
        var browser = new Browser(port);
        browser.signIn("target@test.example", SECRET);
        assertThat(browser.open("/compte")
                        .form("/compte/profil")
                        .with("_csrf", "forged")
                        .with("name", "Forged")
                        .send()
                        .statusCode())
                .isEqualTo(200);
        assertThat(browser.open("/compte")
                        .form("/compte/profil")
                        .with("name", "Forged")
                        .send("Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(people.find(new Email("target@test.example")).orElseThrow().name())
                .isEqualTo("Test");
    }

    @Test
    void strangers_cannot_lock_the_owner_out() {
        person("owner@test.example");
        var owner = new Browser(port);
        owner.signIn("owner@test.example", SECRET);
        owner.open("/compte").form("/deconnexion").send();
        HttpResponse<String> last = new Browser(port).signIn("owner@test.example", "wrong password");
        for (int i = 0; i < SignInLimits.FROM_ONE_ORIGIN; i++)
            last = new Browser(port).signIn("owner@test.example", "wrong password");
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(new Browser(port).signIn("owner@test.example", SECRET).statusCode())
                .isEqualTo(429);
        assertThat(owner.signIn("owner@test.example", SECRET).statusCode()).isEqualTo(303);
        for (int i = 0; i <= SignInLimits.FROM_ONE_ORIGIN; i++)
            last = new Browser(port).signIn("nobody@test.example", "wrong password");
        assertThat(last.statusCode()).as("an address without an account").isEqualTo(429);
        time.pass(SignInLimits.WINDOW.plusSeconds(1));
        assertThat(new Browser(port).signIn("owner@test.example", SECRET).statusCode())
                .isEqualTo(303);
    }

    @Test
    void a_crowd_at_the_door_is_served_in_turn() throws Exception {
        String secret = passwords.hash(SECRET);
        for (int i = 0; i < 64; i++)
            assertThat(people.add(new Email("crowd" + i + "@test.example"), "Test", secret, null, Language.FR, false))
                    .isPresent();
        var next = new AtomicInteger();
        var answers =
                atOnce(64, () -> new Browser(port).signIn("crowd" + next.getAndIncrement() + "@test.example", SECRET));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isIn(303, 503));
        assertThat(answers).anyMatch(answer -> answer.statusCode() == 303);
    }

    @Test
    void a_password_is_compared_whether_or_not_there_is_one() {
        assertThat(passwords.verify("nobody’s password", null)).isFalse();
    }

    @Test
    void a_role_is_granted_handed_over_and_ended_on_record_and_the_last_coordinator_stays() {
        long first = person("first@test.example");
        person("second@test.example");
        var coordinator = Browser.of(port, "coordinator");
        String page = "/personnes/" + first;
        var refused = coordinator
                .open(page)
                .form(page + "/roles")
                .with("role", "CONTRIBUTOR")
                .send();
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("href=\"#organisation\"");
        coordinator
                .open(page)
                .form(page + "/roles")
                .with("role", "CONTRIBUTOR")
                .with("organisation", "justice")
                .send();
        long mandate = mandateOf(first);
        var over = coordinator
                .open(page)
                .form("/roles/" + mandate + "/passation")
                .with("colleague", "second@test.example")
                .with("reason", "Mutation")
                .send();
        assertThat(over.headers().firstValue("Location")).contains(page + "?fait=passe");
        var second = new Browser(port);
        second.signIn("second@test.example", SECRET);
        assertThat(second.open("/compte").html).contains("Ministère de la Justice");
        var acts = ArgumentCaptor.forClass(Act.class);
        verify(journal, org.mockito.Mockito.times(2)).record(acts.capture());
        assertThat(acts.getAllValues()).extracting(Act::kind).containsExactly("role.granted", "role.handed-over");
        assertThat(acts.getAllValues()).allSatisfy(act -> {
            assertThat(act.organisation()).isEqualTo("justice");
            assertThat(act.facts().toString()).doesNotContain("test.example");
        });
        long chief = people.find(new Email("coordinator@demonstration.example"))
                .orElseThrow()
                .id();
        var last = coordinator
                .open("/personnes/" + chief)
                .form("/roles/" + mandateOf(chief) + "/fin")
                .with("reason", "Départ")
                .send();
        assertThat(last.statusCode()).isEqualTo(422);
        verify(journal, never())
                .record(ArgumentMatchers.<Act>argThat(act -> act.kind().equals("role.ended")));
    }

    @Test
    void a_member_says_whom_they_speak_for_and_a_coordinator_decides() {
        long id = person("speaker@test.example");
        var browser = new Browser(port);
        browser.signIn("speaker@test.example", SECRET);
        browser.open("/compte")
                .form("/compte/organisations")
                .with("organisation", "passe-muret")
                .send();
        var coordinator = Browser.of(port, "coordinator");
        coordinator
                .open("/personnes")
                .form("/personnes/" + id + "/organisations")
                .with("accepted", "true")
                .send();
        assertThat(browser.open("/compte").html).contains("vérifiée");
    }

    @Test
    void a_lost_page_is_said_in_english_too() {
        var browser = new Browser(port);
        assertThat(browser.get("/en/connexion").body())
                .contains("Forgotten".toLowerCase(java.util.Locale.ROOT), "action=\"/en/connexion\"");
        assertThat(browser.get("/en/compte").headers().firstValue("Location"))
                .contains("/en/connexion?suite=%2Fcompte");
    }

    private long person(String email) {
        return people.add(new Email(email), "Test", passwords.hash(SECRET), null, Language.FR, false)
                .orElseThrow();
    }

    private long mandateOf(long person) {
        return db.sql("select id from mandate where person_id = ? and ended_on is null")
                .param(person)
                .query(Long.class)
                .single();
    }

    private HttpResponse<String> answer(String page, String email) {
        return new Browser(port).open(page).form(page).with("email", email).send();
    }

    private static String ask(Browser browser, String page, String email) {
        return browser.open(page)
                .form(page)
                .with("email", email)
                .send()
                .headers()
                .firstValue("Location")
                .orElse("");
    }

    private List<String> letters(String email) {
        return db.sql("select body from mail where recipient = ? order by id")
                .param(email)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private String linkTo(String email) {
        Matcher link = LINK.matcher(letters(email).getLast());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static <T> List<T> atOnce(int times, Callable<T> what) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> all = threads.invokeAll(java.util.Collections.nCopies(times, what));
            var results = new java.util.ArrayList<T>();
            for (Future<T> one : all) results.add(one.get());
            return results;
        }
    }
}
