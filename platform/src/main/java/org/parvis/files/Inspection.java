package org.parvis.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Decides a file's type by its content alone. Containers are read through without being kept, up to limits. */
final class Inspection {
    private static final int MOST_ENTRIES = 10_000;
    private static final long MOST_UNPACKED = 300_000_000;
    private static final long RATIO_COUNTS_FROM = 10_000_000;
    private static final int HIGHEST_RATIO = 200;
    private static final int TAIL = 2048;

    private Inspection() {}

    /** @throws BadFile for a type that is not taken, and for a container or a picture that would unpack to more than it may */
    static FileType of(Path file, String name) throws IOException {
        var type = typeOf(file, name);
        if (type.isPicture()) PictureSize.check(file, type);
        return type;
    }

    private static FileType typeOf(Path file, String name) throws IOException {
        byte[] head = part(file, 0, 16);
        if (starts(head, 0, "%PDF-")) {
            long size = Files.size(file);
            byte[] tail = part(file, Math.max(0, size - TAIL), TAIL);
            if (new String(tail, StandardCharsets.ISO_8859_1).contains("%%EOF")) return FileType.PDF;
            throw new BadFile("files.cut");
        }
        if (starts(head, 0, "\u0089PNG\r\n\u001a\n") && starts(head, 12, "IHDR")) return FileType.PNG;
        if (starts(head, 0, "\u00ff\u00d8\u00ff")) return FileType.JPEG;
        if (starts(head, 0, "RIFF") && starts(head, 8, "WEBP")) return FileType.WEBP;
        if (starts(head, 0, "PK\u0003\u0004")) return container(file);
        if (isText(file)) return FileName.isTable(name) ? FileType.CSV : FileType.TEXT;
        throw new BadFile("files.unknown", FileType.extensionsOfAll());
    }

    private static FileType container(Path file) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.size() > MOST_ENTRIES) throw new BadFile("files.bomb");
            readThrough(zip, Files.size(file));
            String content = read(zip, "mimetype");
            if (content.equals(FileType.ODT.mediaType())) return FileType.ODT;
            if (content.equals(FileType.ODS.mediaType())) return FileType.ODS;
            String types = read(zip, "[Content_Types].xml");
            if (types.contains("\"" + FileType.DOCX.mediaType() + ".main+xml\"")) return FileType.DOCX;
            if (types.contains("\"" + FileType.XLSX.mediaType() + ".main+xml\"")) return FileType.XLSX;
        } catch (ZipException | IllegalArgumentException e) {
            throw new BadFile("files.cut");
        }
        throw new BadFile("files.unknown", FileType.extensionsOfAll());
    }

    /** What a container says of its own sizes is not believed: its entries are unpacked, into nothing. */
    private static void readThrough(ZipFile zip, long packed) throws IOException {
        long unpacked = 0;
        byte[] buffer = new byte[1 << 16];
        for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(e -> (ZipEntry) e)::iterator) {
            if (entry.getName().endsWith("vbaProject.bin")) throw new BadFile("files.macros");
            try (InputStream in = zip.getInputStream(entry)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    unpacked += n;
                    boolean swollen = unpacked > RATIO_COUNTS_FROM && unpacked / packed > HIGHEST_RATIO;
                    if (unpacked > MOST_UNPACKED || swollen) throw new BadFile("files.bomb");
                }
            }
        }
    }

    private static String read(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) return "";
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8).strip();
        }
    }

    /** UTF-8 throughout, without the controls that no text needs. */
    private static boolean isText(Path file) throws IOException {
        var utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (var text = new InputStreamReader(Files.newInputStream(file), utf8)) {
            char[] buffer = new char[1 << 14];
            for (int n = text.read(buffer); n >= 0; n = text.read(buffer))
                for (int i = 0; i < n; i++) if (buffer[i] < ' ' && "\t\n\r\f".indexOf(buffer[i]) < 0) return false;
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static byte[] part(Path file, long from, int length) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var bytes = ByteBuffer.allocate((int) Math.min(length, channel.size() - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {}
            return bytes.array();
        }
    }

    private static boolean starts(byte[] bytes, int at, String magic) {
        if (bytes.length < at + magic.length()) return false;
        for (int i = 0; i < magic.length(); i++) if ((bytes[at + i] & 0xff) != magic.charAt(i)) return false;
        return true;
    }
}
