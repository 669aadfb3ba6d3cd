package org.parvis.plan;

import java.util.List;
import org.parvis.web.Visit;

/** What is measured of a commitment or an engagement: a room that measures is a bean of this type. */
public interface Measures {
    /**
     * A figure as its page says it.
     *
     * @param path of the page that tells more
     * @param figure its value and its target, in words
     * @param progress how much of the way is done, in words; empty where nobody can say
     */
    record Measure(String path, String title, String figure, String progress, boolean fictional) {}

    /** What is public of this address, on the day of the visit. */
    List<Measure> list(String address, Visit visit);
}
