package org.parvis.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.parvis.house.Settings;
import org.springframework.stereotype.Component;

/** The operator's own scanner, as {@code PARVIS_SCANNER="clamdscan --fdpass --no-summary"}: 0 is clean, 1 is infected. */
@Component
class ScannerCommand implements Scanner {
    private static final int CLEAN = 0, INFECTED = 1;
    private static final int PATIENCE_SECONDS = 60;

    private final Settings settings;

    ScannerCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public boolean isClean(Path file) throws IOException {
        if (settings.scanner().isEmpty()) return true;
        var command = new ArrayList<>(settings.scanner());
        command.add(file.toAbsolutePath().toString());
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                throw new IOException("the scanner does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
        return switch (process.exitValue()) {
            case CLEAN -> true;
            case INFECTED -> false;
            default -> throw new IOException("the scanner ended with " + process.exitValue());
        };
    }
}
