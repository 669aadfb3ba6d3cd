package org.parvis.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** How a file writes its characters: those that spreadsheets save in. */
public enum Encoding {
    UTF_8(StandardCharsets.UTF_8),
    UTF_16LE(StandardCharsets.UTF_16LE),
    UTF_16BE(StandardCharsets.UTF_16BE),
    WINDOWS_1252(Charset.forName("windows-1252"));

    private static final int LOOK = 1 << 16;

    private final Charset charset;

    Encoding(Charset charset) {
        this.charset = charset;
    }

    public Charset charset() {
        return charset;
    }

    public static Optional<Encoding> find(String name) {
        return Arrays.stream(values()).filter(e -> e.name().equals(name)).findFirst();
    }

    /**
     * By its mark, or else by the zeros of UTF-16, or else UTF-8 where every byte is, or else what Windows writes in Western
     * Europe, which is never wrong and sometimes unlucky: the person sees a sample and may choose another.
     *
     * @param whole the file, read to its end at most once
     */
    static Encoding of(InputStream whole) throws IOException {
        byte[] start = whole.readNBytes(LOOK);
        if (starts(start, 0xEF, 0xBB, 0xBF)) return UTF_8;
        if (starts(start, 0xFF, 0xFE)) return UTF_16LE;
        if (starts(start, 0xFE, 0xFF)) return UTF_16BE;
        int[] zeros = new int[2];
        for (int i = 0; i < start.length; i++) if (start[i] == 0) zeros[i & 1]++;
        int few = start.length / 5;
        if (zeros[1] > few && zeros[0] < zeros[1] / 10) return UTF_16LE;
        if (zeros[0] > few && zeros[1] < zeros[0] / 10) return UTF_16BE;
        return isUtf8(start, whole) ? UTF_8 : WINDOWS_1252;
    }

    private static boolean starts(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) return false;
        for (int i = 0; i < mark.length; i++) if ((bytes[i] & 0xFF) != mark[i]) return false;
        return true;
    }

    private static boolean isUtf8(byte[] start, InputStream rest) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        var characters = CharBuffer.allocate(LOOK);
        ByteBuffer bytes = ByteBuffer.allocate(2 * LOOK);
        byte[] next = start;
        while (next.length > 0) {
            bytes.put(next).flip();
            try {
                CoderResult result;
                do {
                    characters.clear();
                    result = decoder.decode(bytes, characters, false);
                    if (result.isError()) result.throwException();
                } while (result.isOverflow());
            } catch (CharacterCodingException e) {
                return false;
            }
            bytes.compact();
            next = rest.readNBytes(LOOK);
        }
        // A file cut in the middle of a character is no less UTF-8.
        return true;
    }
}
