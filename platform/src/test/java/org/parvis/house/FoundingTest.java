package org.parvis.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Each test founds an instance in a new database; owner and application are one role there, as with a small provider. */
class FoundingTest {
    private static final Invocation EMPTY = new Invocation(false, true, Optional.empty(), List.of());

    private final DatabaseAddress address = migratedDatabase();
    private final List<String> loaded = Collections.synchronizedList(new ArrayList<>());

    @Test
    void a_new_instance_holds_the_demonstration() {
        Process process = process(Invocation.SERVE, () -> loaded.add("plan"));
        process.founding().start();
        assertThat(loaded).containsExactly("plan");
        assertThat(process.clock().isDemonstration()).isTrue();
        assertThat(process.clock().today()).isEqualTo(LocalDate.of(2022, 5, 2));
    }

    @Test
    void and_none_when_told_to_start_empty() {
        Process process = process(EMPTY, () -> loaded.add("plan"));
        process.founding().start();
        assertThat(loaded).isEmpty();
        assertThat(process.clock().isDemonstration()).isFalse();
        assertThat(process.clock().today()).isEqualTo(LocalDate.now(ZoneId.of("Europe/Paris")));
    }

    @Test
    void an_instance_is_founded_once_and_stays_what_it_was() {
        process(EMPTY).founding().start();
        Process later = process(Invocation.SERVE, () -> loaded.add("plan"));
        later.founding().start();
        assertThat(loaded).isEmpty();
        assertThat(later.clock().isDemonstration()).isFalse();
    }

    @Test
    void a_demonstration_is_not_silently_taken_for_an_empty_instance() {
        process(Invocation.SERVE).founding().start();
        Founding empty = process(EMPTY).founding();
        assertThatThrownBy(empty::start)
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("already holds the demonstration");
    }

    @Test
    void a_demonstration_that_fails_leaves_no_instance_behind() {
        Founding failing = process(Invocation.SERVE, () -> {
                    throw new IllegalStateException("a date that is none");
                })
                .founding();
        assertThatThrownBy(failing::start).isInstanceOf(IllegalStateException.class);
        assertThat(new InstanceRow(jdbc()).find()).isEmpty();
    }

    @Test
    void two_processes_that_open_a_new_database_at_once_found_one_instance() throws Exception {
        List<Process> processes = List.of(
                process(Invocation.SERVE, () -> loaded.add("plan")),
                process(Invocation.SERVE, () -> loaded.add("plan")),
                process(Invocation.SERVE, () -> loaded.add("plan")));
        try (var threads = Executors.newFixedThreadPool(processes.size())) {
            List<Callable<Void>> starts = processes.stream()
                    .<Callable<Void>>map(process -> () -> {
                        process.founding().start();
                        return null;
                    })
                    .toList();
            for (var start : threads.invokeAll(starts)) {
                start.get();
            }
        }
        assertThat(loaded).hasSize(1);
        assertThat(processes)
                .extracting(process -> process.row().get())
                .containsOnly(processes.getFirst().row().get());
    }

    @Test
    void migrations_run_once_for_each_room_and_not_at_all_when_nothing_changed() {
        var before = jdbc().sql("SELECT count(*) FROM migrations_house")
                .query(Integer.class)
                .single();
        new Migrations(address, address, Modules.inOrder()).run();
        assertThat(jdbc().sql("SELECT count(*) FROM migrations_house")
                        .query(Integer.class)
                        .single())
                .isEqualTo(before);
        assertThat(jdbc().sql("SELECT fingerprint FROM migrations")
                        .query(String.class)
                        .single())
                .hasSize(64);
    }

    /** One of the processes over a database, as {@link HouseConfiguration} assembles it. */
    private record Process(Founding founding, InstanceRow row, CivicClock clock) {}

    private Process process(Invocation invocation, Demonstration... demonstrations) {
        var settings = Settings.from(Map.of());
        var source = new DriverManagerDataSource(address.url(), address.user(), address.password());
        var row = new InstanceRow(JdbcClient.create(source));
        var transaction = new TransactionTemplate(new JdbcTransactionManager(source));
        var founding =
                new Founding(row, transaction, List.of(demonstrations), settings, invocation, InstantSource.system());
        return new Process(founding, row, new CivicClock(InstantSource.system(), settings.timeZone(), row::get));
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(new DriverManagerDataSource(address.url(), address.user(), address.password()));
    }

    private static DatabaseAddress migratedDatabase() {
        try {
            DatabaseAddress address = TestInstance.newDatabase(
                    "founding_" + UUID.randomUUID().toString().replace('-', '_'));
            new Migrations(address, address, Modules.inOrder()).run();
            return address;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
