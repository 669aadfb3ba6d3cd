package org.parvis.accounts;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Demonstration;
import org.parvis.house.Values;
import org.parvis.web.Language;
import org.parvis.web.Role;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One invented person for each role, so that whoever tries Parvis may be any of them. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
public class PeopleDemonstration implements Demonstration {
    static final String PASSWORD = "parvis-demonstration";

    /** Someone to sign in as, for an organisation where the role is held for one. */
    public record Login(
            String account,
            String name,
            Role role,
            @Nullable String organisation,
            College college) {
        public String email() {
            return account + "@demonstration.example";
        }
    }

    static final List<Login> LOGINS = List.of(
            new Login("coordinator", "Camille Aubépine", Role.COORDINATOR, null, College.ADMINISTRATION),
            new Login("contributor", "Dominique Sureau", Role.CONTRIBUTOR, "ditp", College.ADMINISTRATION),
            new Login("contributor-justice", "Sacha Cormier", Role.CONTRIBUTOR, "justice", College.ADMINISTRATION),
            new Login("moderator", "Noa Fusain", Role.MODERATOR, null, College.ADMINISTRATION),
            new Login("juror", "Lou Églantier", Role.JUROR, null, College.CIVIL_SOCIETY),
            new Login("observer", "Maxence Troène", Role.OBSERVER, "laboratoire-arpent", College.RESEARCH),
            new Login("member", "Alix Genêt", Role.MEMBER, null, College.CITIZEN),
            new Login("administrator", "Charlie Osier", Role.ADMINISTRATOR, null, College.ADMINISTRATION));

    private final People people;
    private final Passwords passwords;
    private final JdbcClient db;
    private final InstantSource time;
    private final CivicClock clock;

    PeopleDemonstration(People people, Passwords passwords, JdbcClient db, InstantSource time, CivicClock clock) {
        this.people = people;
        this.passwords = passwords;
        this.db = db;
        this.time = time;
        this.clock = clock;
    }

    @Override
    public void load() {
        String hash = passwords.hash(PASSWORD);
        for (Login login : LOGINS) {
            long id = people.add(new Email(login.email()), login.name(), hash, login.college(), Language.FR, true)
                    .orElseThrow();
            if (login.role() == Role.MEMBER) continue;
            db.sql("""
                    insert into mandate (person_id, role, organisation_id, starts_on, granted_at)
                    values (?, ?, (select id from organisation where slug = ?), ?, ?)""")
                    .params(Values.of(id, login.role().name(), login.organisation(), clock.today(), time.instant()))
                    .update();
        }
    }
}
