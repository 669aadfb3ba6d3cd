package org.parvis.web;

/** The contrast ratio of two opaque colours, from 1 to 21 (WCAG 2.2, relative luminance). */
final class Contrast {
    private Contrast() {}

    /** Colours are {@code #rgb} or {@code #rrggbb}. */
    static double between(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String colour) {
        String hex = colour.length() == 4 ? colour.replaceAll("[^#]", "$0$0") : colour;
        return 0.2126 * linear(hex, 1) + 0.7152 * linear(hex, 3) + 0.0722 * linear(hex, 5);
    }

    private static double linear(String hex, int at) {
        double channel = Integer.parseInt(hex.substring(at, at + 2), 16) / 255.0;
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
