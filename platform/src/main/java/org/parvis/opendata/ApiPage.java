package org.parvis.opendata;

import java.util.List;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** How a program reads what is public, and every field of it. */
public record ApiPage(List<Resource> resources) implements Page {
    public static List<String> problems() {
        return List.of("400", "404", "405", "406", "429", "503");
    }

    public String example(Visit visit) {
        return "curl '" + visit.absolute("/api/v1/commitments?plan=2021-2023&limit=200") + "'";
    }

    public int most() {
        return OpenData.MOST;
    }
}
