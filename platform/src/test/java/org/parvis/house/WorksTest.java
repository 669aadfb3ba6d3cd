package org.parvis.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.transaction.support.TransactionTemplate;

@ParvisTest
class WorksTest {
    @Autowired
    DataSource connections;

    @Autowired
    TransactionTemplate transaction;

    private final Counting counting = new Counting("counting-" + UUID.randomUUID());

    @Test
    void each_work_is_done_once_by_one_of_two_instances() {
        var ids = IntStream.range(0, 40).mapToObj(Integer::toString).toList();
        var one = works();
        var other = works();
        ids.forEach(id -> one.begin(counting, id));
        one.start();
        other.start();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(counting.done).containsAll(ids));
        } finally {
            one.stop();
            other.stop();
        }
        assertThat(counting.done).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void what_is_rolled_back_is_never_begun() {
        var works = works();
        transaction.executeWithoutResult(status -> {
            works.begin(counting, "rolled back");
            status.setRollbackOnly();
        });
        works.begin(counting, "committed");
        works.start();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(counting.done).contains("committed"));
        } finally {
            works.stop();
        }
        assertThat(counting.done).containsExactly("committed");
    }

    private Works works() {
        var beans = new DefaultListableBeanFactory();
        beans.registerSingleton("counting", counting);
        return new Works(connections, beans.getBeanProvider(Work.class), InstantSource.system(), false);
    }

    private static final class Counting implements Work {
        final ConcurrentLinkedQueue<String> done = new ConcurrentLinkedQueue<>();
        private final String name;

        Counting(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void run(String id) {
            done.add(id);
        }

        @Override
        public void abandon(String id) {
            done.add("abandoned " + id);
        }
    }
}
