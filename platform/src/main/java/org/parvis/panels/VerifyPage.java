package org.parvis.panels;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.sortition.proof.Differs;
import org.parvis.sortition.proof.PublishedDraw;
import org.parvis.web.Page;

/** How anyone replays a draw on their own machine, and what this site finds when it does. */
record VerifyPage(Panel panel, Map<String, String> files) implements Page {
    @Override
    public boolean isPublic() {
        return panel.isPublic();
    }

    public boolean isFrozen() {
        return files.containsKey(PublishedDraw.COMMITMENT);
    }

    /** The file that differs, where one does. */
    public @Nullable String differing() {
        try {
            PublishedDraw.of(files).replay();
            return null;
        } catch (Differs e) {
            return e.file();
        }
    }

    public Optional<PublishedDraw.Drawn> drawn() {
        return PublishedDraw.of(files).replay();
    }

    public String digest() {
        return PublishedDraw.of(files).commitment().digest();
    }

    /** What is typed in a terminal, where the files and the verifier are. */
    public String command(String option) {
        return "java -jar " + DrawController.VERIFIER + " " + panel.slug() + (option.isEmpty() ? "" : " " + option);
    }
}
