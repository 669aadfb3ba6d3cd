package org.parvis.accelerator;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.territories.Theme;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A call of a test's own, held by the DITP, and the people who act on it. */
@Component
class GivenCall {
    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Calls calls;
    private final CallForms forms;
    private final Submissions submissions;
    private final Applications applications;
    private final CivicClock clock;
    private final JdbcClient db;

    GivenCall(
            Calls calls,
            CallForms forms,
            Submissions submissions,
            Applications applications,
            CivicClock clock,
            JdbcClient db) {
        this.calls = calls;
        this.forms = forms;
        this.submissions = submissions;
        this.applications = applications;
        this.clock = clock;
        this.db = db;
    }

    Actor coordinator() {
        return actor("coordinator", Role.COORDINATOR, null);
    }

    Actor organiser() {
        return actor("contributor", Role.CONTRIBUTOR, "ditp");
    }

    Actor stranger() {
        return actor("contributor-justice", Role.CONTRIBUTOR, "justice");
    }

    Actor member() {
        return actor("member", Role.MEMBER, null);
    }

    Actor actor(String account, Role role, @Nullable String organisation) {
        long id = db.sql("select id from person where email = ?")
                .param(account + "@demonstration.example")
                .query(Long.class)
                .single();
        return new Actor(id, account, List.of(new Actor.Mandate(role, organisation)));
    }

    /** Somebody with an account of their own. */
    Actor person() {
        String name = "Candidat " + NUMBER.incrementAndGet();
        long id = db.sql("""
                insert into person (email, name, password, language, fictional, created_at, email_confirmed_at)
                values (?, ?, 'none', 'FR', true, now(), now()) returning id""")
                .params("candidat-" + UUID.randomUUID() + "@appel.example", name)
                .query(Long.class)
                .single();
        return new Actor(id, name, List.of());
    }

    /** Open since yesterday, for twenty days more; three are selected among ten. */
    Calls.Sheet sheet() {
        var now = clock.now();
        LocalDate closes = LocalDate.ofInstant(now, PARIS).plusDays(20);
        return new Calls.Sheet(
                "appel-" + NUMBER.incrementAndGet(),
                new Bilingual("Un appel", "A call"),
                new Bilingual("Des projets d’intérêt général.", null),
                new Bilingual("Les règles.", null),
                "ditp",
                null,
                Set.of(ApplicantKind.values()),
                Set.of(),
                PARIS,
                now.minus(Duration.ofDays(1)),
                closes.atTime(23, 59).atZone(PARIS).toInstant(),
                closes.plusDays(20),
                closes.plusDays(40),
                3,
                10,
                2,
                3,
                50,
                true,
                null);
    }

    CallForms.FieldSheet field(CallField.Kind kind, String label, String... options) {
        return new CallForms.FieldSheet(
                kind,
                new Bilingual("", null),
                new Bilingual(label, null),
                new Bilingual("", null),
                List.of(options).stream().map(o -> new Bilingual(o, null)).toList(),
                false,
                null,
                null,
                null);
    }

    CallForms.CriterionSheet criterion(CallCollege college, String name) {
        return new CallForms.CriterionSheet(
                college, new Bilingual(name, null), new Bilingual("", null), 5, BigDecimal.ONE);
    }

    /** A draft with a text, an attachment that administrations alone read, a rule, and a criterion of each college. */
    Call draft() {
        var sheet = sheet();
        var actor = coordinator();
        calls.create(actor, sheet);
        forms.add(actor, sheet.slug(), field(CallField.Kind.LONG_TEXT, "Le problème"));
        var file = field(CallField.Kind.FILE, "Le budget");
        forms.add(
                actor,
                sheet.slug(),
                new CallForms.FieldSheet(
                        file.kind(),
                        file.section(),
                        file.label(),
                        file.hint(),
                        file.options(),
                        false,
                        null,
                        null,
                        CallCollege.ADMINISTRATION));
        forms.setRules(actor, sheet.slug(), List.of(new Bilingual("Le projet est d’intérêt général.", null)));
        forms.add(actor, sheet.slug(), criterion(CallCollege.ADMINISTRATION, "Faisabilité"));
        forms.add(actor, sheet.slug(), criterion(CallCollege.CITIZENS, "Intérêt général"));
        return calls.get(sheet.slug(), actor);
    }

    Call open() {
        var call = draft();
        calls.publish(coordinator(), call.slug());
        return calls.get(call.id());
    }

    Submissions.Sheet answers(Call call, String title) {
        Map<Long, String> values = new LinkedHashMap<>();
        for (var field : calls.listFields(call))
            if (field.kind() == CallField.Kind.LONG_TEXT) values.put(field.id(), "Le problème de " + title);
        return new Submissions.Sheet(
                ApplicantKind.ASSOCIATION,
                "Association " + title,
                title,
                "En quelques phrases.",
                Theme.SANTE,
                "Lyon",
                true,
                values,
                List.of(),
                List.of());
    }

    Submissions.Tab tab() {
        return new Submissions.Tab(0, UUID.randomUUID());
    }

    Application submit(Call call, Actor actor, String title) {
        int number = submissions.submit(actor, call.slug(), answers(call, title), tab(), submissions.arrival());
        return applications.get(call, number);
    }

    /** Closes it a moment ago. */
    Call close(Call call) {
        db.sql("update call set closes_at = ? where id = ?")
                .params(clock.now().minusMillis(1).atOffset(ZoneOffset.UTC), call.id())
                .update();
        return calls.get(call.id());
    }
}
