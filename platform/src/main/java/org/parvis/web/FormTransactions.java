package org.parvis.web;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Whatever a form does, it does once. The first statement of the transaction is the form's key: of the same form sent twice,
 * one enters, and the other waits at the unique index until the first has committed, then stops as {@link Replayed} before it
 * did anything; had the first rolled back, the second goes on. No room needs to know.
 */
@Component("transactionManager")
class FormTransactions extends JdbcTransactionManager {
    private static final String TAKE = "insert into form_taken (key) values (?) on conflict do nothing";

    FormTransactions(DataSource source) {
        super(source);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        FormKey key = FormKey.current();
        if (key == null || key.taken || definition.isReadOnly()) return;
        try {
            if (!take(key)) throw new Replayed();
            key.taken = true;
        } catch (RuntimeException e) {
            doCleanupAfterCompletion(transaction);
            throw e;
        }
    }

    /** What is undone was not done: the same form may be sent again. */
    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        super.doRollback(status);
        FormKey key = FormKey.current();
        if (key != null) key.taken = false;
    }

    private boolean take(FormKey key) {
        DataSource source = obtainDataSource();
        Connection connection = DataSourceUtils.getConnection(source);
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setObject(1, key.value);
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("a form's key cannot be taken", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }
}
