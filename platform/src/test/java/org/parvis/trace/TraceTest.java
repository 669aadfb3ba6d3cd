package org.parvis.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.house.Settings;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Forbidden;
import org.parvis.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What came of what: tied once, never in a circle, ended and never erased. */
@ParvisTest
class TraceTest {
    private static final LocalDate TODAY = LocalDate.of(2022, 5, 2);
    private static final String A = "/plans/2021-2023/actions/11",
            B = "/plans/2021-2023/actions/12",
            C = "/plans/2021-2023/actions/13";

    @Autowired
    Settings settings;

    @LocalServerPort
    int port;

    @Autowired
    Traces traces;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    private final List<Long> made = new ArrayList<>();

    /** Other tests read these commitments: what was tied is untied. */
    @AfterEach
    void untie() {
        made.forEach(id -> traces.end(by(), id, Traces.Reason.of("Fin de l’essai."), TODAY));
    }

    private Traces.By by() {
        return new Traces.By(Role.COORDINATOR, null, null);
    }

    private Actor coordinator() {
        long id = db.sql("select id from person where email = 'coordinator@demonstration.example'")
                .query(Long.class)
                .single();
        return new Actor(id, "coordinator", List.of(new Actor.Mandate(Role.COORDINATOR, null)));
    }

    private long link(String origin, String outcome) {
        long id =
                traces.link(coordinator(), Link.Kind.INSPIRED, origin, outcome, Traces.Reason.of("Parce que."), TODAY);
        made.add(id);
        return id;
    }

    private Trace of(String address) {
        return traces.of(traces.find(address, TODAY).orElseThrow(), TODAY);
    }

    @Test
    void a_trace_is_followed_down_and_up_through_every_step() {
        link(A, B);
        link(B, C);
        assertThat(of(A).down())
                .extracting(s -> s.thing().address())
                .contains(B, C)
                .doesNotContain(A);
        assertThat(of(C).up()).extracting(s -> s.thing().address()).contains(B, A);
        assertThat(of(C).up().stream()
                        .filter(s -> s.thing().address().equals(A))
                        .findFirst())
                .hasValueSatisfying(step -> assertThat(step.depth()).isEqualTo(2));
        var page = Jsoup.parse(new Browser(port).get(C).body());
        assertThat(page.select("h2").eachText()).contains("D’où vient cette action ?");
        assertThat(page.select(".trace a[href=" + A + "]")).isNotEmpty();
        assertThat(new Browser(port).get("/fil.json?de=" + C).body())
                .contains("\"INSPIRED\"")
                .contains("Parce que.");
        assertThat(new Browser(port).get(C + "/fil").statusCode()).isEqualTo(200);
        assertThat(new Browser(port).get(C + "/fil.json").body())
                .isEqualTo(new Browser(port).get("/fil.json?de=" + C).body());
    }

    @Test
    void a_circle_or_the_same_link_twice_is_refused() {
        link(A, B);
        link(B, C);
        assertThatThrownBy(() -> link(C, A)).isInstanceOf(BadInput.class).hasMessage("trace.circle");
        assertThatThrownBy(() -> link(A, B)).isInstanceOf(BadInput.class).hasMessage("trace.twice");
        made.add(traces.link(coordinator(), Link.Kind.RELATED_TO, C, A, Traces.Reason.of("Voisines."), TODAY));
    }

    @Test
    void two_who_would_close_a_circle_at_the_same_moment_cannot() throws Exception {
        var wait = new CountDownLatch(1);
        var refused = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> both = new ArrayList<>();
            for (String[] pair : new String[][] {{A, B}, {B, A}})
                both.add(threads.submit(() -> {
                    wait.await();
                    try {
                        long id = traces.link(
                                coordinator(),
                                Link.Kind.INSPIRED,
                                pair[0],
                                pair[1],
                                Traces.Reason.of("Ensemble."),
                                TODAY);
                        synchronized (made) {
                            made.add(id);
                        }
                    } catch (BadInput circle) {
                        refused.incrementAndGet();
                    }
                    return null;
                }));
            wait.countDown();
            for (var each : both) each.get();
        }
        assertThat(refused).hasValue(1);
        assertThat(made).hasSize(1);
    }

    @Test
    void a_link_is_ended_with_its_reason_and_stays_to_be_read() {
        long id = link(A, B);
        var coordinator = Browser.of(port, "coordinator");
        coordinator
                .open("/fil/" + id)
                .form("/fil/" + id + "/fin")
                .with("motif", "Une erreur de numéro.")
                .send();
        assertThat(of(A).down()).extracting(s -> s.thing().address()).doesNotContain(B);
        var page = new Browser(port).get("/fil/" + id).body();
        assertThat(page).contains("Ce lien ne vaut plus depuis le 2 mai 2022").contains("Une erreur de numéro.");
        assertThatThrownBy(() -> traces.end(coordinator(), id, Traces.Reason.of("Encore."), TODAY))
                .isInstanceOf(BadInput.class);
        for (String change : List.of(
                "update trace_link set reason_fr = 'x'", "delete from trace_link", "delete from trace_link_end"))
            assertThatThrownBy(() -> db.sql(change).update()).rootCause().hasMessageContaining("permission denied");
        link(A, B);
    }

    @Test
    void a_coordinator_ties_by_address_and_is_told_what_is_wrong() {
        var coordinator = Browser.of(port, "coordinator");
        var form = coordinator.open("/fil/nouveau?de=" + A).form("/fil");
        var wrong = form.with("nature", "INSPIRED")
                .with("vers", "/nulle-part")
                .with("motif", "Parce que.")
                .send();
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("ne mène à rien de public").contains("/nulle-part");
        var right = coordinator
                .open("/fil/nouveau?de=" + A)
                .form("/fil")
                .with("nature", "INSPIRED")
                .with("vers", settings.publicUrl() + "/en" + C)
                .with("motif", "Une idée reprise.")
                .send();
        made.add(of(A).down().stream()
                .filter(s -> s.thing().address().equals(C))
                .findFirst()
                .orElseThrow()
                .link()
                .id());
        assertThat(right.statusCode()).isEqualTo(303);
        assertThat(new Browser(port).get("/journal").body()).contains("Une idée reprise.");
        var member = new Actor(1, "member", List.of(new Actor.Mandate(Role.MEMBER, null)));
        assertThatThrownBy(() -> traces.link(member, Link.Kind.INSPIRED, A, B, Traces.Reason.of("Non."), TODAY))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void what_is_not_public_is_nowhere_in_a_trace() {
        assertThat(traces.find("/plans/inconnu/actions/1", TODAY)).isEmpty();
        assertThat(new Browser(port).get("/fil?de=/compte").statusCode()).isEqualTo(404);
    }
}
