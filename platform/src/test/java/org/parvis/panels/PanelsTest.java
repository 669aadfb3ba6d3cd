package org.parvis.panels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.parvis.TestTime;
import org.parvis.accounts.Email;
import org.parvis.accounts.PersonErased;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.sortition.Method;
import org.parvis.sortition.proof.PublishedDraw;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.Language;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class PanelsTest {
    private static final String HEX = "0123456789abcdef".repeat(4);
    private static final Bilingual REASON = new Bilingual("Pour l’essai.", null);

    @Autowired
    GivenPanel given;

    @Autowired
    Panels panels;

    @Autowired
    Volunteers volunteers;

    @Autowired
    Freezings freezings;

    @Autowired
    Draws draws;

    @Autowired
    Seats seats;

    @Autowired
    PanelFiles files;

    @Autowired
    PanelChores chores;

    @Autowired
    VolunteeredByPerson erasing;

    @Autowired
    CivicClock clock;

    @Autowired
    TestTime time;

    @Autowired
    JdbcClient db;

    /** A closed pool whose search is over. */
    private Panel searched(Panel panel) throws InterruptedException {
        time.pass(Duration.ofDays(22));
        freezings.ask(given.coordinator(), panel.slug(), request());
        freezings.search(freezings.findLast(panel).orElseThrow().id());
        return panels.get(panel.id());
    }

    private Freezings.Request request() {
        return new Freezings.Request(Method.LEXIMIN, 100, 1, "un tirage public", notBefore());
    }

    private Instant notBefore() {
        return clock.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
    }

    private Panel frozen(int people) throws InterruptedException {
        var panel = given.open();
        given.pool(panel, people);
        panel = searched(panel);
        assertThat(panel.frozenAt()).isNotNull();
        return panel;
    }

    private Panel drawn(int people) throws InterruptedException {
        var panel = frozen(people);
        time.pass(Duration.ofDays(3));
        draws.draw(given.coordinator(), panel.slug(), HEX, clock.now());
        return panels.get(panel.id());
    }

    private String secret(Panel panel, String opaque) {
        return db.sql("select secret from volunteer where panel_id = ? and opaque = ?")
                .params(panel.id(), opaque)
                .query(String.class)
                .single();
    }

    private int letters(String subject, Panel panel) {
        return db.sql("select count(*) from mail where subject like ? and body like '%' || ? || '/%'")
                .params(subject + "%", panel.path())
                .query(Integer.class)
                .single();
    }

    private List<Seat> held(Panel panel) {
        return seats.list(panel).stream().filter(Seat::isHeld).toList();
    }

    @Test
    void a_frozen_pool_is_drawn_once_and_anyone_replays_it_from_its_files() throws InterruptedException {
        var panel = frozen(30);
        assertThat(letters("Votre reçu", panel)).isEqualTo(30);
        var before = PublishedDraw.of(files.list(panel));
        assertThat(before.ids()).hasSize(30);
        assertThat(before.replay()).isEmpty();
        var actor = given.coordinator();
        assertThatThrownBy(() -> draws.draw(actor, panel.slug(), HEX, clock.now()))
                .as("before the announced moment")
                .isInstanceOf(BadInput.class)
                .hasMessage("panels.draw.early");
        time.pass(Duration.ofDays(3));
        var moment = clock.now();
        assertThatThrownBy(() -> draws.draw(actor, panel.slug(), HEX, moment.plusSeconds(60)))
                .hasMessage("panels.draw.future");
        assertThatThrownBy(() -> draws.draw(given.stranger(), panel.slug(), HEX, moment))
                .isInstanceOf(Forbidden.class);
        draws.draw(actor, panel.slug(), "12  5 33\n", moment);
        assertThatThrownBy(() -> draws.draw(actor, panel.slug(), HEX, moment)).hasMessage("panels.draw.twice");

        var all = files.list(panel);
        var replayed = PublishedDraw.of(all).replay().orElseThrow();
        assertThat(all.get(Draws.WORDS)).isEqualTo("12 5 33");
        assertThat(replayed.randomness().hex()).isEqualTo(Draws.hex("12 5 33"));
        assertThat(held(panel))
                .extracting(Seat::opaque)
                .containsExactlyInAnyOrderElementsOf(replayed.outcome().members());
        assertThat(letters("Vous êtes tiré au sort", panel)).isEqualTo(4);
        assertThat(letters("Vous êtes suppléant", panel)).isEqualTo(26);
        assertThat(db.sql("select count(*) from journal_entry where reference = ?")
                        .param(panel.path())
                        .query(Integer.class)
                        .single())
                .as("opened, frozen, drawn")
                .isEqualTo(3);
    }

    @Test
    void a_receipt_proves_to_a_volunteer_that_they_were_in_the_pool() throws InterruptedException {
        var panel = frozen(12);
        var features = panels.listFeatures(panel);
        var published = PublishedDraw.of(files.list(panel));
        assertThat(volunteers.list(panel))
                .allSatisfy(
                        v -> assertThat(published.holds(v.receipt(features))).isTrue());
    }

    @Test
    void whoever_refuses_or_says_nothing_is_replaced_by_an_alternate_within_the_quotas() throws InterruptedException {
        var panel = drawn(30);
        var first = held(panel).getFirst();
        seats.accept(panel.slug(), secret(panel, held(panel).getLast().opaque()));
        seats.leave(panel.slug(), secret(panel, first.opaque()));
        var replacing = seats.list(panel).stream()
                .filter(s -> first.opaque().equals(s.replaces()))
                .findFirst()
                .orElseThrow();
        assertThat(replacing.rank()).isPositive();
        assertSexes(panel);
        assertThatThrownBy(() -> seats.accept(panel.slug(), secret(panel, first.opaque())))
                .hasMessage("panels.seat.left");

        time.pass(Seats.ANSWER_WITHIN.minus(Duration.ofDays(2)));
        chores.look();
        chores.look();
        assertThat(letters("Votre réponse est attendue", panel)).isEqualTo(3);
        time.pass(Duration.ofDays(2));
        chores.look();
        assertThat(seats.list(panel))
                .filteredOn(s -> s.standing() == Seat.Standing.SILENT)
                .hasSize(3);
        assertThat(held(panel)).hasSize(4);
        assertSexes(panel);
    }

    private void assertSexes(Panel panel) {
        var feature = panels.listFeatures(panel).getFirst();
        var byOpaque = new HashMap<String, Volunteer>();
        volunteers.list(panel).forEach(v -> byOpaque.put(String.valueOf(v.opaque()), v));
        assertThat(held(panel))
                .extracting(s -> Objects.requireNonNull(byOpaque.get(s.opaque()))
                        .answers()
                        .get(feature.id()))
                .containsExactlyInAnyOrder("Femme", "Femme", "Homme", "Homme");
    }

    @Test
    void members_who_refuse_at_the_same_moment_are_all_replaced_each_by_another() throws Exception {
        var panel = drawn(40);
        var calls = new ArrayList<Callable<Object>>();
        for (var seat : held(panel)) {
            String secret = secret(panel, seat.opaque());
            calls.add(() -> {
                seats.leave(panel.slug(), secret);
                return secret;
            });
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (Future<Object> done : threads.invokeAll(calls)) done.get();
        }
        assertThat(held(panel))
                .hasSize(4)
                .extracting(Seat::replaces)
                .doesNotHaveDuplicates()
                .doesNotContainNull();
        assertSexes(panel);
    }

    @Test
    void two_officials_who_draw_at_once_make_one_draw() throws Exception {
        var panel = frozen(20);
        time.pass(Duration.ofDays(3));
        var moment = clock.now();
        Callable<String> draw = () -> {
            try {
                draws.draw(given.coordinator(), panel.slug(), HEX, moment);
                return "drawn";
            } catch (BadInput refused) {
                return String.valueOf(refused.getMessage());
            }
        };
        var said = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var done : threads.invokeAll(List.of(draw, draw))) said.add(done.get());
        }
        assertThat(said).containsExactlyInAnyOrder("drawn", "panels.draw.twice");
        assertThat(seats.list(panel)).hasSize(4);
    }

    @Test
    void a_vacant_place_says_what_stands_in_the_way_and_is_filled_once_quotas_are_widened_for_a_reason()
            throws InterruptedException {
        var panel = given.open();
        for (int i = 0; i < 2; i++) given.volunteer(panel, "Elle " + i, "Femme");
        for (int i = 0; i < 6; i++) given.volunteer(panel, "Lui " + i, "Homme");
        panel = searched(panel);
        time.pass(Duration.ofDays(3));
        draws.draw(given.coordinator(), panel.slug(), HEX, clock.now());
        var feature = panels.listFeatures(panel).getFirst();
        var she = volunteers.list(panel).stream()
                .filter(v -> "Femme".equals(v.answers().get(feature.id())))
                .findFirst()
                .orElseThrow();
        seats.leave(panel.slug(), String.valueOf(she.secret()));
        assertThat(held(panel)).hasSize(3);
        var obstacle = seats.findObstacle(panel).orElseThrow();
        assertThat(obstacle.relaxations()).hasSize(2);
        var wider = Panels.bounds(panels.listFeatures(panel), obstacle.relaxations());
        panels.amend(given.coordinator(), panel.slug(), wider, REASON);
        seats.fill(given.coordinator(), panel.slug());
        assertThat(held(panel)).hasSize(4);
        assertThat(PublishedDraw.of(files.list(panel)).replay()).isPresent();
    }

    @Test
    void quotas_that_no_panel_meets_are_named_with_the_least_that_would_do() throws InterruptedException {
        var panel = given.open();
        given.volunteer(panel, "Elle", "Femme");
        for (int i = 0; i < 6; i++) given.volunteer(panel, "Lui " + i, "Homme");
        panel = searched(panel);
        assertThat(panel.frozenAt()).isNull();
        var last = freezings.findLast(panel).orElseThrow();
        assertThat(last.ended()).isEqualTo(Freezing.End.UNFEASIBLE);
        var obstacles = Objects.requireNonNull(last.obstacles());
        assertThat(obstacles.reasons())
                .extracting(r -> r.value() + " " + r.there() + "/" + r.wanted())
                .contains("Femme 1/2");
        panels.amend(
                given.coordinator(),
                panel.slug(),
                Panels.bounds(panels.listFeatures(panel), obstacles.relaxations()),
                REASON);
        freezings.ask(given.coordinator(), panel.slug(), request());
        freezings.search(freezings.findLast(panel).orElseThrow().id());
        assertThat(panels.get(panel.id()).frozenAt()).isNotNull();
    }

    @Test
    void a_pool_that_changed_after_the_freeze_is_found_out_and_not_drawn() throws InterruptedException {
        var panel = frozen(20);
        var changed = volunteers.list(panel).get(3);
        db.sql("""
                update volunteer_answer a set quota_id = q.id from panel_quota q
                where a.volunteer_id = ? and q.feature_id = a.feature_id and q.id <> a.quota_id and q.name_fr in ('Femme', 'Homme')""").param(changed.id()).update();
        assertThat(draws.compare(panel, draws.get(panel)).changed()).containsExactly(changed.opaque());
        time.pass(Duration.ofDays(3));
        assertThatThrownBy(() -> draws.draw(given.coordinator(), panel.slug(), HEX, clock.now()))
                .hasMessage("panels.draw.changed");
        assertThat(seats.list(panel)).isEmpty();
    }

    @Test
    void a_published_file_is_neither_changed_nor_deleted_and_a_changed_one_would_be_named()
            throws InterruptedException {
        var panel = drawn(20);
        for (String statement : List.of("update panel_file set content = 'x' where", "delete from panel_file where"))
            assertThatThrownBy(() -> db.sql(statement + " panel_id = ? and is_public")
                            .param(panel.id())
                            .update())
                    .hasMessageContaining("neither changed nor deleted");
        var tampered = new HashMap<>(files.list(panel));
        tampered.merge(PublishedDraw.URN, "", (was, _) -> was.replaceFirst("P01", "P02"));
        assertThat(new VerifyPage(panel, tampered).differing()).isEqualTo(PublishedDraw.URN);
    }

    @Test
    void nothing_is_drawn_from_a_pool_that_is_open_small_or_not_frozen() {
        var panel = given.open();
        var actor = given.coordinator();
        given.pool(panel, 3);
        assertThatThrownBy(() -> freezings.ask(actor, panel.slug(), request())).hasMessage("panels.freeze.open");
        assertThatThrownBy(() -> draws.draw(actor, panel.slug(), HEX, clock.now()))
                .hasMessage("panels.draw.unfrozen");
        time.pass(Duration.ofDays(22));
        assertThatThrownBy(() -> freezings.ask(actor, panel.slug(), request())).hasMessage("panels.freeze.few");
        assertThatThrownBy(() -> draws.draw(actor, panel.slug(), HEX, clock.now()))
                .hasMessage("panels.draw.unfrozen");
    }

    @Test
    void randomness_that_may_be_known_is_refused_before_the_freeze() {
        var panel = given.open();
        given.pool(panel, 10);
        time.pass(Duration.ofDays(22));
        var past = new Freezings.Request(Method.LEXIMIN, 100, 1, "un tirage public", clock.now());
        assertThatThrownBy(() -> freezings.ask(given.coordinator(), panel.slug(), past))
                .hasMessage("panels.freeze.notBefore.past");
    }

    @Test
    void a_search_that_is_given_up_freezes_nothing() throws InterruptedException {
        var panel = given.open();
        given.pool(panel, 10);
        time.pass(Duration.ofDays(22));
        freezings.ask(given.coordinator(), panel.slug(), request());
        assertThatThrownBy(() -> freezings.ask(given.coordinator(), panel.slug(), request()))
                .as("a second one")
                .isInstanceOf(BadInput.class);
        freezings.cancel(given.coordinator(), panel.slug());
        freezings.search(freezings.findLast(panel).orElseThrow().id());
        var after = panels.get(panel.id());
        // It may have been over before it was given up.
        assertThat(after.frozenAt() == null)
                .isEqualTo(freezings.findLast(panel).orElseThrow().ended() == Freezing.End.CANCELLED);
        assertThat(files.list(panel).isEmpty()).isEqualTo(after.frozenAt() == null);
    }

    @Test
    void an_address_is_in_the_pool_once_it_is_confirmed_and_out_of_it_without_a_trace() {
        var panel = given.open();
        var email = new Email("candidate@panel.example");
        var answers = answers(panel);
        var sheet = new Volunteers.Sheet("Candidate", email, null, Language.FR, answers);
        assertThat(volunteers.ask(panel.slug(), sheet, false)).isEmpty();
        assertThat(volunteers.count(panel)).isZero();
        String secret = db.sql("select secret from volunteer where panel_id = ?")
                .param(panel.id())
                .query(String.class)
                .single();
        volunteers.confirm(panel.slug(), secret);
        volunteers.confirm(panel.slug(), secret);
        assertThat(volunteers.count(panel)).isOne();
        assertThat(volunteers.ask(panel.slug(), sheet, true)).as("known").contains(secret);
        assertThat(volunteers.ask(panel.slug(), sheet, false)).isEmpty();
        assertThat(letters("Vous êtes déjà volontaire", panel)).isOne();
        seats.forget(panel.slug(), secret);
        assertThat(db.sql("select count(*) from volunteer where panel_id = ?")
                        .param(panel.id())
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThatThrownBy(() -> volunteers.get(panel, secret)).isInstanceOf(NotFound.class);
        time.pass(Duration.ofDays(22));
        assertThatThrownBy(() -> volunteers.ask(panel.slug(), sheet, true)).hasMessage("panels.volunteer.closed");
    }

    private Map<Long, Long> answers(Panel panel) {
        var answers = new HashMap<Long, Long>();
        for (var feature : panels.listFeatures(panel))
            answers.put(feature.id(), feature.answers().getFirst().id());
        return answers;
    }

    @Test
    void an_answer_that_nobody_offered_is_refused() {
        var panel = given.open();
        var forged = new HashMap<>(answers(panel));
        forged.replaceAll((_, _) -> 999_999_999L);
        assertThatThrownBy(() -> volunteers.ask(
                        panel.slug(),
                        new Volunteers.Sheet("Rusé", new Email("ruse@panel.example"), null, Language.FR, forged),
                        true))
                .hasMessage("panels.volunteer.answer");
        assertThat(volunteers.count(panel)).isZero();
    }

    @Test
    void what_names_people_goes_with_the_mandate_and_the_proof_stays() throws InterruptedException {
        var panel = drawn(20);
        time.pass(Duration.ofDays(400));
        chores.look();
        var after = panels.get(panel.id());
        assertThat(after.erasedAt()).isNotNull();
        assertThat(db.sql("""
                        select count(*) from volunteer where panel_id = ?
                        and num_nonnulls(secret, name, email, address, salt) > 0""").param(panel.id()).query(Integer.class).single()).isZero();
        assertThat(volunteers.list(after))
                .hasSize(20)
                .allSatisfy(v -> assertThat(v.answers()).isEmpty());
        assertThat(PublishedDraw.of(files.list(panel)).replay()).isPresent();
        assertThatThrownBy(() -> files.getKept(panel, "totals.csv")).isInstanceOf(NotFound.class);
    }

    @Test
    void whoever_deletes_their_account_gives_up_their_place_and_leaves_only_a_number() throws InterruptedException {
        var panel = drawn(20);
        var seat = held(panel).getFirst();
        var her = volunteers.list(panel).stream()
                .filter(v -> seat.opaque().equals(v.opaque()))
                .findFirst()
                .orElseThrow();
        erasing.forget(new PersonErased(1, new Email(String.valueOf(her.email()))));
        assertThat(held(panel)).hasSize(4).extracting(Seat::opaque).doesNotContain(seat.opaque());
        var comparison = draws.compare(panel, draws.get(panel));
        assertThat(comparison.erased()).isOne();
        assertThat(comparison.conforms()).isTrue();
    }

    @Test
    void what_was_promised_to_volunteers_changes_only_for_a_public_reason() {
        var panel = given.open();
        var actor = given.coordinator();
        assertThatThrownBy(() -> panels.change(actor, panel.slug(), given.sheet()))
                .hasMessage("panels.form.opened");
        var feature = panels.listFeatures(panel).getFirst();
        var same = feature.answers().stream()
                .map(a -> new Panels.Bounds(a.id(), a.min(), a.max()))
                .toList();
        assertThatThrownBy(() -> panels.amend(actor, panel.slug(), same, REASON))
                .hasMessage("panels.amend.same");
        assertThatThrownBy(() -> panels.amend(given.stranger(), panel.slug(), same, REASON))
                .isInstanceOf(Forbidden.class);
        panels.amend(
                actor,
                panel.slug(),
                List.of(new Panels.Bounds(feature.answers().getFirst().id(), 1, 3)),
                REASON);
        assertThat(panels.listSteps(panel)).extracting(Panel.Step::kind).contains(Panel.Step.Kind.AMENDED);
        panels.extend(actor, panel.slug(), panel.closesOn().plusDays(5), REASON);
        assertThatThrownBy(() -> panels.extend(actor, panel.slug(), panel.closesOn(), REASON))
                .hasMessage("panels.extend.bad");
        panels.close(actor, panel.slug(), REASON);
        assertThat(panels.get(panel.id()).phase(clock.now())).isEqualTo(Panel.Phase.CLOSED);
    }

    @Test
    void a_panel_that_is_given_up_tells_its_volunteers_and_forgets_them() {
        var panel = given.open();
        given.pool(panel, 5);
        var pool = volunteers.list(panel);
        var first = pool.getFirst().email();
        var last = pool.getLast().email();
        panels.cancel(given.coordinator(), panel.slug(), REASON);
        assertThat(db.sql(
                                "select count(*) from mail where subject like 'Il n’y aura pas de tirage%' and recipient in (?, ?)")
                        .params(Values.of(first, last))
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
        assertThat(volunteers.count(panel)).isZero();
        assertThatThrownBy(() -> panels.cancel(given.coordinator(), panel.slug(), REASON))
                .hasMessage("panels.cancel.not");
    }

    @Test
    void an_observer_signs_what_they_found_and_it_stays() throws InterruptedException {
        var panel = frozen(12);
        var observer = given.actor("observer", Role.OBSERVER, null);
        assertThatThrownBy(() -> panels.observe(given.organiser(), panel.slug(), true, REASON))
                .isInstanceOf(Forbidden.class);
        panels.observe(observer, panel.slug(), true, REASON);
        assertThat(panels.listSteps(panel))
                .filteredOn(s -> s.kind() == Panel.Step.Kind.OBSERVED)
                .extracting(Panel.Step::conforms)
                .containsExactly(true);
    }
}
