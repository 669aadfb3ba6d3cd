package org.parvis.web;

import java.util.List;

/** What a room adds to the site map: a bean of this type, ordered by {@code @Order}. */
public interface SitePages {
    Section section(Visit visit);

    /** One heading of the site map and the pages under it. */
    record Section(String title, List<Crumb> pages) {}
}
