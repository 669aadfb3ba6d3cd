package org.parvis.house;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** Lets Flyway work within a transaction that it neither began nor ends. */
final class OneTransaction extends AbstractDataSource implements DataSource {
    private final Connection connection;

    OneTransaction(Connection transaction) {
        this.connection = (Connection) Proxy.newProxyInstance(
                OneTransaction.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, arguments) -> {
                    return switch (method.getName()) {
                        case "close", "setAutoCommit" -> null;
                        case "commit" -> settle(transaction);
                        default -> {
                            try {
                                yield method.invoke(transaction, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getTargetException();
                            }
                        }
                    };
                });
    }

    /** What a commit would check is checked now, so that the next script may change these tables. */
    private static @Nullable Object settle(Connection transaction) throws SQLException {
        try (var statement = transaction.createStatement()) {
            statement.execute("set constraints all immediate; set constraints all deferred");
        }
        return null;
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public Connection getConnection(String user, String password) {
        return connection;
    }
}
