package org.parvis.house;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Connections in the order in which they were asked for. The pool itself gives one to whoever happens to ask when it comes free:
 * in a crowd some would wait ten times longer than others.
 */
final class FairPool extends HikariDataSource {
    private final ReentrantLock turn = new ReentrantLock(true);

    @Override
    public Connection getConnection() throws SQLException {
        try {
            if (!turn.tryLock(getConnectionTimeout(), TimeUnit.MILLISECONDS))
                throw new SQLTransientConnectionException("every connection is taken");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted while waiting for a connection", e);
        }
        try {
            return super.getConnection();
        } finally {
            turn.unlock();
        }
    }
}
