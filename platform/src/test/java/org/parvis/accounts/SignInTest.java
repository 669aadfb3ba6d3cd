package org.parvis.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class SignInTest {
    private static final String MEMBER = "member@demonstration.example";

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @BeforeEach
    void nobody_has_failed_yet() {
        db.sql("delete from sign_in_failure").update();
    }

    @Test
    void a_visitor_receives_no_cookie_and_the_same_bytes_as_any_other() {
        var one = new Browser(port);
        var other = new Browser(port);
        other.open("/connexion");
        var first = one.get("/plans");
        assertThat(first.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(first.headers().firstValue("Cache-Control")).contains("public, no-cache");
        assertThat(other.get("/plans").body()).isEqualTo(first.body());
    }

    @Test
    void whoever_signs_in_has_their_menu_on_pages_that_no_cache_keeps() {
        var browser = new Browser(port);
        var answer = browser.signIn(MEMBER, Browser.PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(browser.cookie("parvis-session").orElseThrow().isHttpOnly()).isTrue();
        var page = browser.get("/plans");
        assertThat(page.body()).contains("Alix Genêt");
        assertThat(page.headers().firstValue("Cache-Control")).contains("private, no-store");
        assertThat(page.headers().firstValue("ETag")).isEmpty();
        assertThat(browser.open("/plans").form("/deconnexion").send().statusCode())
                .isEqualTo(303);
        assertThat(browser.get("/plans").body()).doesNotContain("Alix Genêt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example/",
                "//elsewhere.example",
                "/\\elsewhere.example",
                "javascript:alert(1)",
                "/\t/elsewhere.example"
            })
    void the_door_leads_nowhere_else(String elsewhere) {
        var browser = new Browser(port);
        var answer = browser.open("/connexion")
                .form("/connexion")
                .with("email", MEMBER)
                .with("password", Browser.PASSWORD)
                .with("suite", elsewhere)
                .send();
        assertThat(answer.headers().firstValue("Location")).contains("/");
    }

    @Test
    void an_unknown_address_and_a_wrong_password_are_answered_alike() {
        var wrong = new Browser(port).signIn(MEMBER, "not the right one");
        var unknown = new Browser(port).signIn("nobody@demonstration.example", "not the right one");
        assertThat(wrong.statusCode()).isEqualTo(422).isEqualTo(unknown.statusCode());
        assertThat(bare(wrong.body(), MEMBER)).isEqualTo(bare(unknown.body(), "nobody@demonstration.example"));
    }

    private static String bare(String html, String email) {
        return html.replace("value=\"" + email, "value=\"").replaceAll("name=\"_(csrf|once)\" value=\"[^\"]*\"", "");
    }
}
