package org.parvis.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As whom the PostgreSQL server runs. It refuses root, so that root runs it in a user namespace of its own (where no file
 * changes owner), or else as the account that owns its folder, or else as {@code nobody}.
 *
 * @param launcher what stands before the server's own command line
 * @param owner the user and group its folder must be given to, where that is not who we are
 */
record ServerAccount(List<String> launcher, @Nullable String owner) {
    private static final long ROOT = 0;
    private static final long NOBODY = 65534;

    static ServerAccount of(Path folder) {
        return of(folder, Processes.succeeds("unshare", "--user", "true"));
    }

    static ServerAccount of(Path folder, boolean userNamespaces) {
        if (!Processes.succeeds("setpriv", "--pdeathsig", "INT", "setsid", "true")) {
            // macOS, or a very small Linux: a server left by a killed Parvis is then stopped at the next start.
            return new ServerAccount(List.of(), null);
        }
        // setsid: a Ctrl-C in the terminal is for us, who stop the server in good order.
        // pdeathsig: a Parvis that is killed takes its server along.
        var launcher = new ArrayList<>(List.of("setsid", "setpriv", "--pdeathsig", "INT"));
        if (attribute(Path.of("/proc/self"), "uid") != ROOT) {
            return new ServerAccount(launcher, null);
        }
        long user = attribute(folder, "uid");
        if (user == ROOT && userNamespaces) {
            launcher.addAll(0, List.of("unshare", "--user"));
            return new ServerAccount(launcher, null);
        }
        long group = user == ROOT ? NOBODY : attribute(folder, "gid");
        user = user == ROOT ? NOBODY : user;
        launcher.addAll(List.of("--reuid=" + user, "--regid=" + group, "--clear-groups"));
        return new ServerAccount(launcher, user + ":" + group);
    }

    List<String> command(List<String> server) {
        var command = new ArrayList<>(launcher);
        command.addAll(server);
        return command;
    }

    /** Gives the folder to the account, where it is another than ours, and makes sure that it can reach it. */
    void take(Path folder) throws IOException {
        if (owner == null) {
            return;
        }
        Processes.run(List.of("chown", "-R", owner, folder.toString()), "");
        if (!Processes.succeeds(
                command(List.of("test", "-w", folder.toString())).toArray(String[]::new))) {
            throw Refusal.cannot("PostgreSQL must run here as user " + owner.substring(0, owner.indexOf(':'))
                    + ", who cannot reach " + folder + ": set PARVIS_HOME to a folder such as /var/lib/parvis.");
        }
    }

    private static long attribute(Path path, String name) {
        try {
            return ((Number) Files.getAttribute(path, "unix:" + name)).longValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
