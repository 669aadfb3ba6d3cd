package org.parvis.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    private static final Settings NOTHING_SAID = Settings.from(Map.of());

    @Test
    void nothing_need_be_said() {
        assertThat(NOTHING_SAID.port()).isEqualTo(8080);
        assertThat(NOTHING_SAID.home()).isEqualTo(Path.of("data"));
        assertThat(NOTHING_SAID.database()).isEmpty();
        assertThat(NOTHING_SAID.publicUrl()).hasToString("http://localhost:8080");
        assertThat(NOTHING_SAID.timeZone()).hasToString("Europe/Paris");
        assertThat(NOTHING_SAID.mail()).isEmpty();
    }

    @Test
    void an_empty_variable_is_an_absent_one() {
        assertThat(Settings.from(Map.of("PORT", "", "PARVIS_HOME", " ", "PARVIS_DATABASE_URL", "")))
                .isEqualTo(NOTHING_SAID);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            postgresql://ann:pw@db.example.org/parvis               | jdbc:postgresql://db.example.org/parvis                | ann     | pw
            postgres://ann:pw@db:6432/parvis?sslmode=require        | jdbc:postgresql://db:6432/parvis?sslmode=require       | ann     | pw
            postgresql://ann:p%40s%3A+s@db/parvis                   | jdbc:postgresql://db/parvis                            | ann     | p@s:+s
            postgresql://ann@[::1]:5432/parvis                      | jdbc:postgresql://[::1]:5432/parvis                    | ann     | ''
            postgresql://ann:pw@one,two:5433/parvis                 | jdbc:postgresql://one,two:5433/parvis                  | ann     | pw
            jdbc:postgresql://db/parvis?user=ann&password=p%26w     | jdbc:postgresql://db/parvis                            | ann     | p&w
            jdbc:postgresql://db/parvis?user=ann&sslmode=require    | jdbc:postgresql://db/parvis?sslmode=require            | ann     | ''
            """)
    void a_database_is_named_in_either_form_and_its_password_leaves_the_url(
            String variable, String url, String user, String password) {
        assertThat(Settings.from(Map.of("PARVIS_DATABASE_URL", variable)).database())
                .contains(new DatabaseAddress(url, user, password));
    }

    @Test
    void passwords_are_in_no_sentence_and_in_no_log() {
        var settings = Settings.from(Map.of(
                "PARVIS_DATABASE_URL", "postgresql://ann:secret@db/parvis",
                "PARVIS_SMTP_URL", "smtp://ann:secret@mail"));
        assertThat(settings.toString()).doesNotContain("secret");
        assertThatThrownBy(() -> Settings.from(Map.of("PARVIS_DATABASE_URL", "mysql://ann:secret@db/parvis")))
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> Settings.from(Map.of("PARVIS_SMTP_URL", "smtp:ann:secret@mail")))
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            smtp://mail.example.org                  | Mail[host=mail.example.org, port=587, tls=false, login=Optional.empty, from=parvis@localhost]
            smtps://mail.example.org                 | Mail[host=mail.example.org, port=465, tls=true, login=Optional.empty, from=parvis@localhost]
            smtp://ann:p%40w@mail.example.org:2525   | Mail[host=mail.example.org, port=2525, tls=false, login=Optional[ann], from=parvis@localhost]
            """)
    void a_mail_server_is_named_by_a_url(String url, String mail) {
        assertThat(Settings.from(Map.of("PARVIS_SMTP_URL", url)).mail().orElseThrow())
                .hasToString(mail);
    }

    @Test
    void or_by_its_parts() {
        var mail = Settings.from(Map.of(
                        "PARVIS_SMTP_HOST", "mail.example.org",
                        "PARVIS_SMTP_PORT", "465",
                        "PARVIS_SMTP_USER", "ann",
                        "PARVIS_SMTP_PASSWORD", "p@w",
                        "PARVIS_SMTP_FROM", "pgo@example.org"))
                .mail();
        assertThat(mail.orElseThrow())
                .isEqualTo(new Mail(
                        "mail.example.org",
                        465,
                        true,
                        java.util.Optional.of(new Mail.Login("ann", "p@w")),
                        "pgo@example.org"));
    }

    @Test
    void forwarded_headers_are_believed_only_of_named_proxies() {
        assertThat(NOTHING_SAID.asProperties()).containsEntry("server.forward-headers-strategy", "none");
        assertThat(Settings.from(Map.of("PARVIS_TRUSTED_PROXIES", "10.0.0.0/8, 127.0.0.1,::1"))
                        .asProperties())
                .containsEntry("server.forward-headers-strategy", "native")
                .containsEntry("server.tomcat.remoteip.internal-proxies", "10.0.0.0/8,127.0.0.1/32,::1/128");
    }

    @Test
    void an_instance_behind_https_marks_its_cookies_secure() {
        assertThat(NOTHING_SAID.asProperties()).containsEntry("server.servlet.session.cookie.secure", false);
        assertThat(Settings.from(Map.of("PARVIS_PUBLIC_URL", "https://pgo.example.org/"))
                        .asProperties())
                .containsEntry("server.servlet.session.cookie.secure", true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PORT                     | eighty                       | from 0 to 65535
            PORT                     | 65536                        | from 0 to 65535
            PORT                     | -1                           | from 0 to 65535
            PARVIS_DATABASE_URL      | parvis                       | must look like
            PARVIS_DATABASE_URL      | postgresql://db              | must look like
            PARVIS_DATABASE_URL      | postgresql://db:port/parvis  | must look like
            PARVIS_DATABASE_URL      | postgresql://db/parvis       | the user to connect as
            PARVIS_DATABASE_URL      | jdbc:postgresql:parvis       | the user to connect as
            PARVIS_DATABASE_OWNER_URL| postgresql://ann@db/parvis   | needs PARVIS_DATABASE_URL
            PARVIS_PUBLIC_URL        | pgo.example.org              | must be like https://
            PARVIS_PUBLIC_URL        | https://example.org/pgo      | without a path
            PARVIS_TRUSTED_PROXIES   | everyone                     | addresses or ranges
            PARVIS_TRUSTED_PROXIES   | 10.0.0.0/8,                  | addresses or ranges
            PARVIS_TIME_ZONE         | Europe/Lutece                | a zone such as
            PARVIS_LOG               | xml                          | text or json
            PARVIS_SMTP_URL          | mail.example.org             | must look like smtp://
            PARVIS_SMTP_FROM         | nobody                       | an e-mail address
            PARVIS_SMTP_PORT         | submission                   | from 0 to 65535
            """)
    void what_makes_no_sense_is_refused_in_one_sentence_that_says_what_does(String name, String value, String says) {
        assertThatThrownBy(() -> Settings.from(Map.of(name, value))).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.getExitCode()).isEqualTo(2);
            assertThat(refusal.sentence())
                    .contains(name)
                    .contains(says)
                    .endsWith(".")
                    .hasLineCount(1);
        });
    }
}
