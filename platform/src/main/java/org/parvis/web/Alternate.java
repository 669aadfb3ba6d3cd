package org.parvis.web;

/**
 * The same facts in another form: a {@code <link rel="alternate">} of the page.
 *
 * @param type the media type, {@code text/csv}
 * @param href the root-relative address of the file
 */
public record Alternate(String type, String href, String title) {
    /** The list's latest changes, for whoever follows it from elsewhere. */
    public static Alternate feed(String name, Visit visit) {
        String lang = visit.language() == Language.FR
                ? ""
                : "?lang=" + visit.language().code();
        return new Alternate("application/atom+xml", "/flux/" + name + ".atom" + lang, visit.say("web.feed"));
    }
}
