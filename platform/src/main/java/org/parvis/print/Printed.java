package org.parvis.print;

/**
 * Something printed.
 *
 * @param etag strong, of what it says
 * @param pdf empty while it is being printed
 */
public record Printed(String etag, byte[] pdf, boolean failed) {
    public boolean isReady() {
        return pdf.length > 0;
    }
}
