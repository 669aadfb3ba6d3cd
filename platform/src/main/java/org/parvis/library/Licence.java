package org.parvis.library;

/** The terms under which one may use it again. */
public enum Licence {
    ETALAB("https://www.etalab.gouv.fr/licence-ouverte-open-licence/"),
    CC_BY("https://creativecommons.org/licenses/by/4.0/"),
    CC_BY_SA("https://creativecommons.org/licenses/by-sa/4.0/");

    private final String url;

    Licence(String url) {
        this.url = url;
    }

    public String url() {
        return url;
    }
}
