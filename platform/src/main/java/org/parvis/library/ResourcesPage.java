package org.parvis.library;

import java.time.ZoneId;
import java.util.List;
import org.parvis.web.Page;

/** What there is to read and use. */
record ResourcesPage(List<Article> news, List<Article> kits, List<Article> tools, List<Document> documents, ZoneId zone)
        implements Page {}
