package org.parvis.journal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.parvis.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ParvisTest
class JournalTest {
    @Autowired
    Journal journal;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void acts_of_one_transaction_join_the_chain_at_its_commit() {
        long before = count();
        transaction.executeWithoutResult(_ -> {
            journal.record(Act.of("test.a", "/x", Role.COORDINATOR, "dinum").because("pourquoi"));
            journal.record(Act.of("test.b", "/x", Role.COORDINATOR, null).with("n", "1"));
        });
        assertThat(count()).isEqualTo(before + 2);
    }

    private long count() {
        return db.sql("select count(*) from journal_entry").query(Long.class).single();
    }
}
