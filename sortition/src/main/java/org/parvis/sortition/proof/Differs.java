package org.parvis.sortition.proof;

/** A published file is not what it was, or does not say what the others do. */
public final class Differs extends RuntimeException {
    private final String file;

    Differs(String file, String how) {
        super("%s differs: %s.".formatted(file, how));
        this.file = file;
    }

    public String file() {
        return file;
    }
}
