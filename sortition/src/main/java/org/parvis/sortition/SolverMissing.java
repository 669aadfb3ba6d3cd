package org.parvis.sortition;

/** The solver's native part (OR-Tools) does not load on this machine. Nothing else of the library needs it. */
public final class SolverMissing extends RuntimeException {
    SolverMissing(Throwable cause) {
        super(
                "The solver's native part (OR-Tools 9.15) does not load on %s %s. It exists for Linux, macOS and Windows on x86-64 and for Linux and macOS on ARM 64; on Linux it needs glibc 2.28 or later and a temporary folder where files may be run. A published draw can be verified without it. (%s)"
                        .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), cause.getMessage()),
                cause);
    }
}
