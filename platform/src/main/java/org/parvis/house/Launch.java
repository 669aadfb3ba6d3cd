package org.parvis.house;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** From a line typed in a terminal to an open house, or to one sentence on why it stays closed. */
public final class Launch {
    private static final Logger LOG = LoggerFactory.getLogger(Launch.class);
    private static final int FAILED = 1;

    /** They open the database themselves: neither may migrate it or found an instance in it first. */
    private static final Set<String> WITHOUT_INSTANCE = Set.of(Backup.NAME, Restore.NAME);

    private final Class<?> application;
    private final Settings settings;
    private final Invocation invocation;

    private Launch(Class<?> application, Settings settings, Invocation invocation) {
        this.application = application;
        this.settings = settings;
        this.invocation = invocation;
    }

    public static void main(Class<?> application, String... typed) {
        try {
            var launch = new Launch(application, Settings.from(System.getenv()), Invocation.of(List.of(typed)));
            // Dates in logs and in SQL are the instance's, whatever the machine's own zone.
            TimeZone.setDefault(TimeZone.getTimeZone(launch.settings.timeZone()));
            launch.run();
        } catch (RuntimeException e) {
            System.exit(OneSentence.refusalIn(e).map(Launch::say).orElse(FAILED));
        }
    }

    private void run() {
        if (invocation.help()) {
            prepared("bare", false, Database::absent)
                    .run()
                    .getBean(Commands.class)
                    .list(System.out);
        } else if (invocation.command().isPresent()) {
            String name = invocation.command().get();
            var prepared = WITHOUT_INSTANCE.contains(name)
                    ? prepared("bare", false, Database::absent)
                    : prepared("command", false, () -> Database.ownOrJoin(settings));
            var context = prepared.run();
            System.exit(run(context.getBean(Commands.class), name));
        } else {
            checkPort();
            SpringApplication server = prepared("server", true, () -> Database.own(settings));
            server.addListeners((ApplicationListener<ApplicationReadyEvent>) this::open);
            if (Boolean.getBoolean("parvis.rehearsal")) {
                server.addListeners(new Rehearsal());
            }
            server.run();
        }
    }

    private int run(Commands commands, String name) {
        try {
            return commands.run(name, invocation.arguments(), System.out);
        } catch (Refusal refusal) {
            return say(refusal);
        } catch (RuntimeException e) {
            // Ours to repair, not the operator's: the log holds the whole of it.
            LOG.error("The command {} failed", name, e);
            return FAILED;
        }
    }

    private SpringApplication prepared(String profile, boolean servesPages, Supplier<Database> opening) {
        var properties = new HashMap<>(settings.asProperties());
        properties.put("spring.main.lazy-initialization", !servesPages);
        if (!servesPages) {
            // A command's output is for pipes: only what goes wrong may join it.
            properties.put("logging.threshold.console", "error");
        }
        var spring = new SpringApplication(application);
        spring.setWebApplicationType(servesPages ? WebApplicationType.SERVLET : WebApplicationType.NONE);
        spring.setDefaultProperties(properties);
        spring.setAdditionalProfiles(
                System.getProperty("parvis.dev") == null ? new String[] {profile} : new String[] {profile, "dev"});
        spring.addInitializers(context -> furnish((GenericApplicationContext) context, opening.get()));
        return spring;
    }

    private void furnish(GenericApplicationContext context, Database database) {
        furnish(context, settings, invocation, database);
        // After the pages and the pool are closed, not with them.
        SpringApplication.getShutdownHandlers().add(database::close);
    }

    /** Puts into a context what {@link HouseConfiguration} builds on. */
    static void furnish(
            GenericApplicationContext context, Settings settings, Invocation invocation, Database database) {
        var beans = context.getBeanFactory();
        beans.registerSingleton("settings", settings);
        beans.registerSingleton("invocation", invocation);
        beans.registerSingleton("database", database);
    }

    private void checkPort() {
        if (settings.port() == 0) {
            return;
        }
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(settings.port()));
        } catch (IOException e) {
            boolean forbidden = String.valueOf(e.getMessage()).contains("ermission");
            throw Refusal.cannot(
                    forbidden
                            ? "This user may not open port " + settings.port() + ": set PORT to one above 1023."
                            : "Port " + settings.port()
                                    + " is already taken: stop what uses it, or set PORT to another one.");
        }
    }

    private void open(ApplicationReadyEvent event) {
        ConfigurableApplicationContext context = event.getApplicationContext();
        String port = context.getEnvironment().getProperty("local.server.port", Integer.toString(settings.port()));
        boolean demonstration = context.getBean(CivicClock.class).isDemonstration();
        LOG.info(
                "Parvis is open at http://localhost:{} ({}data {})",
                port,
                demonstration ? "demonstration, " : "",
                settings.whereData());
    }

    private static int say(Refusal refusal) {
        System.err.println(refusal.sentence());
        return refusal.getExitCode();
    }
}
