package org.parvis.web;

/** One of the values that a field allows. */
public record Choice(String value, String label, String hint) {
    public Choice(String value, String label) {
        this(value, label, "");
    }
}
