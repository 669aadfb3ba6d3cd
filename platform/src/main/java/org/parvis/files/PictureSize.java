package org.parvis.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * How many pixels a picture unpacks to, read from its header alone: a file of a few kilobytes may ask a reader's browser for
 * gigabytes. PNG: ISO/IEC 15948, 11.2.1; JPEG: ITU-T T.81, B.2.2; WebP: RFC 9649.
 */
final class PictureSize {
    private static final long MOST_PIXELS = 40_000_000;
    private static final int MOST_SEGMENTS = 2_000;

    private PictureSize() {}

    /** @throws BadFile where it would unpack to more than a page shows, or does not say to how much */
    static void check(Path file, FileType type) throws IOException {
        long pixels;
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            pixels = switch (type) {
                case PNG -> png(in);
                case JPEG -> jpeg(in);
                case WEBP -> webp(in);
                default -> 1;
            };
        } catch (java.io.EOFException e) {
            pixels = 0;
        }
        if (pixels <= 0) throw new BadFile("files.cut");
        if (pixels > MOST_PIXELS) throw new BadFile("files.pixels", MOST_PIXELS / 1_000_000);
    }

    private static long png(RandomAccessFile in) throws IOException {
        in.seek(16);
        return (in.readInt() & 0xffffffffL) * (in.readInt() & 0xffffffffL);
    }

    private static long jpeg(RandomAccessFile in) throws IOException {
        in.seek(2);
        for (int i = 0; i < MOST_SEGMENTS; i++) {
            if (in.readUnsignedByte() != 0xff) return 0;
            int marker = in.readUnsignedByte();
            while (marker == 0xff) marker = in.readUnsignedByte();
            boolean isFrame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
            int length = in.readUnsignedShort();
            if (isFrame) {
                in.readUnsignedByte();
                return (long) in.readUnsignedShort() * in.readUnsignedShort();
            }
            in.seek(in.getFilePointer() + length - 2);
        }
        return 0;
    }

    private static long webp(RandomAccessFile in) throws IOException {
        in.seek(12);
        byte[] chunk = new byte[4];
        in.readFully(chunk);
        in.seek(20);
        return switch (new String(chunk, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            case "VP8X" -> {
                in.seek(24);
                yield (1 + small(in, 3)) * (1 + small(in, 3));
            }
            case "VP8L" -> {
                in.seek(21);
                long bits = small(in, 4);
                yield (1 + (bits & 0x3fff)) * (1 + (bits >> 14 & 0x3fff));
            }
            case "VP8 " -> {
                in.seek(26);
                yield (small(in, 2) & 0x3fff) * (small(in, 2) & 0x3fff);
            }
            default -> 0;
        };
    }

    /** A number whose least byte comes first. */
    private static long small(RandomAccessFile in, int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) number |= (long) in.readUnsignedByte() << 8 * i;
        return number;
    }
}
