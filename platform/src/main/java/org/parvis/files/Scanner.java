package org.parvis.files;

import java.io.IOException;
import java.nio.file.Path;

/** Looks for malice in a file before it is kept. Any bean is asked. */
public interface Scanner {
    /** @throws IOException where it cannot tell: the file is refused then */
    boolean isClean(Path file) throws IOException;
}
