package org.parvis.web;

import java.util.List;

/** Every page that a person may want to reach, under its room. */
public record SiteMapPage(List<SitePages.Section> sections) implements Page {}
