package org.parvis.opendata;

import java.util.List;
import org.parvis.web.Page;

/** How a program reads what is public, and every field of it. */
public record ApiPage(List<Resource> resources) implements Page {
    public static List<String> problems() {
        return List.of("400", "404", "405", "406", "429", "503");
    }

    public int most() {
        return OpenData.MOST;
    }
}
