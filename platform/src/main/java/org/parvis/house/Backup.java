package org.parvis.house;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.parvis.house.Manifest.Closing;
import org.springframework.stereotype.Component;

/** The whole instance into one file, while it runs. The file holds personal data: its owner alone may read it. */
@Component
final class Backup implements Command {
    static final String NAME = "backup";

    private final Settings settings;
    private final InstantSource clock;

    Backup(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String help() {
        return "writes the whole instance into a new FILE while it runs, - for standard output (--verify: and reads it again)";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        FileArgument asked = FileArgument.of(NAME, arguments);
        if (asked.isStandard()) {
            if (asked.verify()) {
                throw Refusal.misunderstood("backup --verify needs a file that it can read again, not a pipe.");
            }
            System.err.println(
                    "Backed up " + writeTo("standard output", new Noticing(out)).summary() + ".");
            return 0;
        }
        out.println("Backed up " + writeFile(asked.path()).summary() + " into " + asked.name() + ".");
        if (asked.verify()) {
            out.println("Read again and whole: "
                    + asked.read(Archive.Reading::check).summary() + ".");
        }
        return 0;
    }

    private Closing writeFile(Path file) {
        if (Files.exists(file)) {
            throw Refusal.cannot(file + " exists already, and a backup replaces nothing.");
        }
        Path target = file.toAbsolutePath();
        Path folder = Objects.requireNonNullElse(target.getParent(), target);
        try {
            // Readable to this user alone, and under its own name only once it is whole.
            Path part = Files.createTempFile(folder, target.getFileName() + ".", ".part");
            try (var channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                Closing closing = writeTo(file.toString(), Channels.newOutputStream(channel));
                channel.force(true);
                Files.move(part, target);
                return closing;
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw unwritable(file.toString(), e);
        }
    }

    private Closing writeTo(String name, OutputStream out) {
        try (Database database = Database.existing(settings);
                Connection connection = database.connections().getConnection()) {
            return Snapshot.of(connection).write(identity(), clock, out);
        } catch (IOException e) {
            throw unwritable(name, e);
        } catch (SQLException e) {
            // The driver ends a copy whose file cannot be written by an error of its own.
            if (e.getCause() instanceof IOException cause) {
                throw unwritable(name, cause);
            }
            throw Refusal.cannot("The instance cannot be read: " + Migrations.oneLine(e) + ".");
        }
    }

    /** The one thing of an instance that is not in its database. */
    private Optional<byte[]> identity() throws IOException {
        Path file = settings.home().resolve(Archive.IDENTITY);
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    private static Refusal unwritable(String name, IOException e) {
        String why = switch (e) {
            case AccessDeniedException _ -> "this user may not write there";
            case NoSuchFileException _ -> "its folder does not exist";
            case FileAlreadyExistsException _ -> "it exists already";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> String.valueOf(e.getMessage());
        };
        return Refusal.cannot("The backup cannot be written into " + name + ": " + why + ". Nothing was kept.");
    }

    /** Standard output keeps its troubles to itself unless it is asked. */
    private static final class Noticing extends OutputStream {
        private final PrintStream out;

        Noticing(PrintStream out) {
            this.out = out;
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            flush();
        }

        @Override
        public void flush() throws IOException {
            if (out.checkError()) {
                throw new IOException("it is full or was closed");
            }
        }
    }
}
