package org.parvis.web;

import java.text.Normalizer;
import java.util.Locale;

/** The last part of an address. */
public final class Slug {
    private static final int LONGEST = 80;

    private Slug() {}

    public static boolean isOne(String typed) {
        return typed.length() <= LONGEST && typed.matches("[a-z0-9]+(-[a-z0-9]+)*");
    }

    /** One made of a title: whole words, without accents. */
    public static String of(String title) {
        String made = Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replace("œ", "oe")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return made.length() <= LONGEST ? made : made.substring(0, LONGEST).replaceAll("-[^-]*$", "");
    }
}
