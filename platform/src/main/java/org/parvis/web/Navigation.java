package org.parvis.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pages that every page leads to. A room that opens adds its line here. */
public final class Navigation {
    /** In the header: the rooms. */
    public static final List<Link> MAIN = List.of(
            new Link("web.nav.plans", "/plans"),
            new Link("web.nav.consultations", "/consultations"),
            new Link("web.nav.agenda", "/agenda"),
            new Link("web.nav.panels", "/panels"),
            new Link("web.nav.accelerator", "/accelerateur"),
            new Link("web.nav.barometer", "/barometre"),
            new Link("web.nav.organisations", "/organisations"),
            new Link("web.nav.resources", "/ressources"));

    /** In the footer: what the instance owes its public. */
    public static final List<Link> FOOTER = List.of(
            new Link("web.nav.journal", "/journal"),
            new Link("web.nav.data", "/donnees"),
            new Link("web.nav.opengov", "/gouvernement-ouvert"),
            new Link("web.nav.sitemap", "/plan-du-site"),
            new Link("web.nav.legal", "/mentions-legales"),
            new Link("web.nav.moderation", "/moderation/regles"),
            new Link("web.nav.privacy", "/donnees-personnelles"),
            new Link("web.nav.components", "/composants"));

    private Navigation() {}

    /**
     * A page by its message and its path, as the contract names it.
     *
     * @param key the message that names the page
     */
    public record Link(String key, String path) {
        /** What {@code aria-current} says: {@code page} on that very page, {@code true} on one beneath it. */
        public @Nullable String current(Visit visit) {
            if (visit.path().equals(path)) return "page";
            return visit.path().startsWith(path + "/") ? "true" : null;
        }
    }
}
