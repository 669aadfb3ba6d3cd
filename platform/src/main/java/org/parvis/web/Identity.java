package org.parvis.web;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose programme this instance runs. One file, {@code identity.yaml} in the data folder, replaces these neutral values.
 *
 * @param name the instance's name, beside the wordmark
 * @param tagline one line under the name on the home page
 * @param publisher who answers for what is published (mentions légales)
 * @param host who hosts it
 * @param contact an e-mail address for the public
 * @param accent a CSS colour for links and actions on paper, {@code accentDark} on ink
 * @param accessibility the declared status: {@code NONE}, {@code PARTIAL} or {@code FULL} (RGAA, article 47 of law 2005-102)
 */
@ConfigurationProperties("parvis.identity")
public record Identity(
        @DefaultValue("Parvis") String name,
        @Nullable Bilingual tagline,
        @Nullable String publisher,
        @Nullable String host,
        @Nullable String contact,
        @Nullable String accent,
        @Nullable String accentDark,
        @DefaultValue("PARTIAL") Conformity accessibility) {

    /** The three statuses an accessibility statement may declare. */
    public enum Conformity {
        NONE,
        PARTIAL,
        FULL
    }
}
