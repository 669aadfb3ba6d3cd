package org.parvis.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The smallest files of each type. */
final class Samples {
    private Samples() {}

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] of(FileType type) {
        return switch (type) {
            case PDF -> bytes("%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n");
            case PNG -> bytes("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1");
            case JPEG -> bytes("\u00ff\u00d8\u00ff\u00e0\0\7JFIF\0\u00ff\u00c0\0\u000b\b\0\1\0\1\1\1\21\0");
            case WEBP -> bytes("RIFF\u0016\0\0\0WEBPVP8 \n\0\0\0\0\0\0\u009d\1*\1\0\1\0");
            case ODT, ODS -> zip("mimetype", text(type.mediaType()), "content.xml", text("<office/>"));
            case DOCX, XLSX ->
                zip(
                        "[Content_Types].xml",
                        text("<Override ContentType=\"" + type.mediaType() + ".main+xml\"/>"),
                        "a.xml",
                        text("<a/>"));
            case CSV -> text("a;b\n1;é\n");
            case TEXT -> text("Bonjour à tous.\n");
        };
    }

    /** Names and contents in turn. */
    static byte[] zip(Object... entries) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < entries.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) entries[i]));
                zip.write((byte[]) entries[i + 1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A document of which one entry is a sea of zeros, about a thousand times smaller than what it unpacks to. */
    static byte[] bomb(int megabytes) {
        return zip("mimetype", text(FileType.ODT.mediaType()), "content.xml", new byte[megabytes << 20]);
    }
}
