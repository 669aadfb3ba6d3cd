package org.parvis.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every page of the room × every role: who enters, and who is refused. */
@ParvisTest
class DoorsTest {
    private static final Set<Role> ALL = EnumSet.allOf(Role.class);
    private static final Set<Role> CHIEFS = EnumSet.of(Role.COORDINATOR, Role.ADMINISTRATOR);
    private static final Set<Role> COORDINATOR = EnumSet.of(Role.COORDINATOR);

    /** Whether a visitor enters, then which roles. */
    private record Door(String method, String path, boolean visitors, Set<Role> roles) {}

    private static final List<Door> DOORS = List.of(
            new Door("GET", "/inscription", true, ALL),
            new Door("GET", "/mot-de-passe", true, ALL),
            new Door("GET", "/roles", true, ALL),
            new Door("GET", "/boite-aux-lettres", true, ALL),
            new Door("GET", "/compte", false, ALL),
            new Door("GET", "/compte/adresse", false, ALL),
            new Door("GET", "/compte/suppression", false, ALL),
            new Door("GET", "/compte/mes-donnees.json", false, ALL),
            new Door("GET", "/personnes", false, CHIEFS),
            new Door("GET", "/personnes/1", false, CHIEFS),
            new Door("GET", "/organisations/nouvelle", false, COORDINATOR),
            new Door("GET", "/organisations/ditp/modifier", false, COORDINATOR),
            new Door("POST", "/personnes/1/roles", false, CHIEFS),
            new Door("POST", "/personnes/1/organisations", false, COORDINATOR),
            new Door("POST", "/roles/1/fin", false, CHIEFS),
            new Door("POST", "/roles/1/passation", false, CHIEFS),
            new Door("POST", "/organisations/nouvelle", false, COORDINATOR),
            new Door("POST", "/organisations/ditp/modifier", false, COORDINATOR));

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    @BeforeEach
    void nobody_has_failed_yet() {
        db.sql("delete from sign_in_failure").update();
    }

    static Stream<Arguments> doors() {
        return DOORS.stream().map(door -> Arguments.of(door.method() + " " + door.path(), door));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("doors")
    void each_role_finds_the_door_as_the_table_says(String name, Object row) {
        Door door = (Door) row;
        int visitor = ask(new Browser(port), door);
        assertThat(visitor)
                .as("a visitor at %s", name)
                .isEqualTo(door.visitors() ? 200 : door.method().equals("GET") ? 303 : 403);
        for (var login : PeopleDemonstration.LOGINS) {
            int status = ask(browsers(login.account()), door);
            if (door.roles().contains(login.role()))
                assertThat(status)
                        .as("%s at %s", login.role(), name)
                        .isNotIn(303, 403)
                        .isLessThan(500);
            else assertThat(status).as("%s at %s", login.role(), name).isEqualTo(403);
        }
    }

    private static final Map<String, Browser> SIGNED_IN = new java.util.HashMap<>();

    private Browser browsers(String account) {
        return SIGNED_IN.computeIfAbsent(account + port, _ -> Browser.of(port, account));
    }

    /** Forms are sent empty: whoever may enter is told what is missing, and nothing is done. */
    private int ask(Browser browser, Door door) {
        if (door.method().equals("GET")) return browser.get(door.path()).statusCode();
        return browser.post(door.path()).statusCode();
    }
}
