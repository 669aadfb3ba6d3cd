package org.parvis.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose programme this instance runs. One file, {@code identity.yaml} in the data folder, replaces these neutral values
 * (docs/identity.md).
 *
 * @param name the instance's name, beside the mark
 * @param tagline one line under the name in the footer and on the home page
 * @param publisher who answers for what is published (mentions légales)
 * @param director the person who directs the publication
 * @param host who hosts it, with its address
 * @param contact an e-mail address for the public
 * @param source where this instance's source code can be read
 * @param accent the colour of links and actions on paper, {@code accentDark} on ink: {@code #rgb} or {@code #rrggbb}
 * @param accessibility the declared status: {@code NONE}, {@code PARTIAL} or {@code FULL} (RGAA, article 47 of law 2005-102)
 */
@ConfigurationProperties("parvis.identity")
public record Identity(
        @DefaultValue("Parvis") String name,
        @Nullable Bilingual tagline,
        @Nullable String publisher,
        @Nullable String director,
        @Nullable String host,
        @Nullable String contact,
        @Nullable String source,
        @Nullable String accent,
        @Nullable String accentDark,
        @DefaultValue("PARTIAL") Conformity accessibility) {

    /** The grounds of parvis.css that an accent must be read on. */
    static final String PAPER = "#fcfbf8", INK = "#16181b";

    private static final double LEAST_CONTRAST = 4.5;

    /** The three statuses an accessibility statement may declare. */
    public enum Conformity {
        NONE,
        PARTIAL,
        FULL
    }

    public Identity {
        check("accent", accent, PAPER);
        check("accent-dark", accentDark, INK);
    }

    private static void check(String key, @Nullable String colour, String ground) {
        if (colour == null) return;
        if (!colour.matches("#(\\p{XDigit}{3}|\\p{XDigit}{6})"))
            throw new IllegalArgumentException(
                    "parvis.identity.%s is %s: it must be a colour as #rrggbb, in quotes".formatted(key, colour));
        double contrast = Contrast.between(colour, ground);
        if (contrast < LEAST_CONTRAST)
            throw new IllegalArgumentException(
                    "parvis.identity.%s %s has a contrast of %.1f:1 with %s: at least %.1f:1 is needed to be read"
                            .formatted(key, colour, contrast, ground, LEAST_CONTRAST));
    }

    /** The style sheet of the instance's own colours, or empty where it keeps the neutral ones. */
    public String stylesheet() {
        var css = new StringBuilder();
        if (accent != null) css.append(":root{--accent:").append(accent).append("}\n");
        // The dark pair is restated because the line above would otherwise win over parvis.css in the dark scheme too.
        if (accent != null || accentDark != null)
            css.append("@media(prefers-color-scheme:dark){:root{--accent:")
                    .append(accentDark == null ? "#9cc7ea" : accentDark)
                    .append("}}\n");
        return css.toString();
    }
}
