package org.parvis.library;

import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Whether a PDF has the tags by which a screen reader finds its way (ISO 32000-1, 14.8). They are looked for in the file as it
 * stands and in its object streams, unpacked up to a limit: nothing in a hostile file is believed or built.
 */
final class PdfTags {
    private static final int MOST_UNPACKED = 32 << 20;
    private static final String TREE = "/StructTreeRoot";

    private PdfTags() {}

    static boolean areIn(byte[] pdf) {
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        if (text.contains(TREE)) return true;
        int left = MOST_UNPACKED;
        for (int at = text.indexOf("/ObjStm"); at >= 0 && left > 0; at = text.indexOf("/ObjStm", at + 1)) {
            int begins = text.indexOf("stream", at);
            if (begins < 0) return false;
            begins += "stream".length();
            while (begins < pdf.length && (pdf[begins] == '\r' || pdf[begins] == '\n')) begins++;
            var found = new StringBuilder();
            left -= unpack(pdf, begins, left, found);
            if (found.indexOf(TREE) >= 0) return true;
        }
        return false;
    }

    private static int unpack(byte[] pdf, int from, int most, StringBuilder into) {
        var inflater = new Inflater();
        try {
            inflater.setInput(pdf, from, pdf.length - from);
            byte[] buffer = new byte[1 << 16];
            int unpacked = 0;
            while (unpacked < most && !inflater.finished()) {
                int n = inflater.inflate(buffer);
                if (n == 0) break;
                unpacked += n;
                into.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
            }
            return Math.max(unpacked, 1);
        } catch (DataFormatException e) {
            return 1;
        } finally {
            inflater.end();
        }
    }
}
