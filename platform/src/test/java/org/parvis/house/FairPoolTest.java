package org.parvis.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.springframework.beans.factory.annotation.Autowired;

@ParvisTest
class FairPoolTest {
    private static final int WAITERS = 20;

    @Autowired
    DataSource connections;

    private FairPool pool(long patience) {
        var pool = new FairPool();
        pool.setDataSource(connections);
        pool.setMaximumPoolSize(1);
        pool.setConnectionTimeout(patience);
        return pool;
    }

    @Test
    void who_asks_first_is_served_first() throws Exception {
        List<Integer> served = Collections.synchronizedList(new ArrayList<>());
        var threads = new ArrayList<Thread>();
        try (var pool = pool(10_000)) {
            var held = pool.getConnection();
            for (int i = 0; i < WAITERS; i++) {
                int number = i;
                var thread = Thread.ofVirtual().start(() -> {
                    try (var connection = pool.getConnection()) {
                        served.add(number);
                        // Whoever comes back at once does not overtake those who wait.
                        Thread.yield();
                        assertThat(connection.isClosed()).isFalse();
                    } catch (Exception e) {
                        throw new AssertionError(e);
                    }
                });
                threads.add(thread);
                while (thread.getState() != Thread.State.TIMED_WAITING) Thread.onSpinWait();
            }
            held.close();
            for (var thread : threads) thread.join();
        }
        assertThat(served)
                .containsExactlyElementsOf(IntStream.range(0, WAITERS).boxed().toList());
    }

    @Test
    void nobody_waits_for_ever() throws Exception {
        try (var pool = pool(300);
                var held = pool.getConnection()) {
            assertThat(held.isClosed()).isFalse();
            assertThatThrownBy(pool::getConnection).isInstanceOf(SQLTransientConnectionException.class);
        }
    }
}
