package org.parvis.house;

import com.zaxxer.hikari.HikariDataSource;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the house offers to every room. {@link Launch} has already put the settings, the invocation and the database here. */
@Configuration(proxyBeanMethods = false)
class HouseConfiguration {
    /** Kept small: 2 cores answer no faster with more, and PostgreSQL keeps a process for each. */
    private static final int CONNECTIONS = 10;

    private static final long PATIENCE_MILLIS = 10_000;

    @Bean
    HikariDataSource dataSource(Database database) {
        var pool = new FairPool();
        pool.setPoolName("parvis");
        pool.setDataSource(database.connections());
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(2);
        pool.setConnectionTimeout(PATIENCE_MILLIS);
        return pool;
    }

    /** The machine's clock, for sessions and security; tests hold it still. */
    @Bean
    @Fallback
    InstantSource realTime() {
        return InstantSource.system();
    }

    @Bean
    InstanceRow instanceRow(JdbcClient jdbc) {
        return new InstanceRow(jdbc);
    }

    @Bean
    CivicClock civicClock(InstantSource realTime, Settings settings, InstanceRow row) {
        return new CivicClock(realTime, settings.timeZone(), row::get);
    }

    @Bean
    @Fallback
    DatabaseClock databaseClock(CivicClock clock) {
        return new DatabaseClock(clock::behindRealTime);
    }

    @Bean
    @Profile("!bare")
    Founding founding(
            InstanceRow row,
            PlatformTransactionManager transactions,
            ObjectProvider<Demonstration> demonstrations,
            Settings settings,
            Invocation invocation,
            InstantSource realTime) {
        return new Founding(
                row,
                new TransactionTemplate(transactions),
                demonstrations.orderedStream().toList(),
                settings,
                invocation,
                realTime);
    }

    @Bean
    Works works(DataSource connections, ObjectProvider<Work> works, InstantSource realTime, Environment environment) {
        return new Works(connections, works, realTime, environment.matchesProfiles("server"));
    }

    @Bean
    Commands commands(List<Command> commands) {
        return new Commands(commands);
    }
}
