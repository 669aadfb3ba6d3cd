package org.parvis.print;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** How every printed document looks ({@code print.css}). */
public final class PrintStyle {
    public static final String CSS = read();

    private PrintStyle() {}

    private static String read() {
        try {
            return new ClassPathResource("print.css").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
