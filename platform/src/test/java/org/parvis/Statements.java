package org.parvis;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Hears every statement that the application sends to its database, so that a test can say how many a page may cost. */
public final class Statements {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    /** Puts the listener under the pool of a test's application. */
    static final class Counted implements ApplicationContextInitializer<GenericApplicationContext> {
        @Override
        public void initialize(GenericApplicationContext context) {
            var statements = new Statements();
            context.getBeanFactory().registerSingleton("statements", statements);
            context.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    if (bean instanceof HikariDataSource pool)
                        pool.setDataSource(statements.under(pool.getDataSource()));
                    return bean;
                }
            });
        }
    }

    public void forget() {
        heard.clear();
    }

    public List<String> heard() {
        return List.copyOf(heard);
    }

    private DataSource under(DataSource database) {
        return new DelegatingDataSource(database) {
            @Override
            public Connection getConnection() throws java.sql.SQLException {
                return heard(Connection.class, super.getConnection(), "");
            }
        };
    }

    /** A connection or a statement that tells what it executes, and whose statements do. */
    private <T> T heard(Class<T> type, Object original, String prepared) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, method, arguments) -> {
                    String sql = arguments != null && arguments.length > 0 && arguments[0] instanceof String s
                            ? s
                            : prepared;
                    if (method.getName().startsWith("execute")) heard.add(sql.strip());
                    Object result = call(method, original, arguments);
                    return result != null && Statement.class.isAssignableFrom(method.getReturnType())
                            ? heard(method.getReturnType(), result, sql)
                            : result;
                }));
    }

    private static Object call(Method method, Object original, Object[] arguments) throws Throwable {
        try {
            return method.invoke(original, arguments);
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }
}
