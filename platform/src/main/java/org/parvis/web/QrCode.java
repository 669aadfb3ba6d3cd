package org.parvis.web;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** A text that a camera reads (ISO/IEC 18004), with its quiet zone of four modules. */
public final class QrCode {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int PIXELS = 8;

    private final BitMatrix modules;

    public QrCode(String text) {
        try {
            modules = new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            1,
                            1,
                            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, 4));
        } catch (WriterException e) {
            throw new IllegalArgumentException("a text too long for a QR code", e);
        }
    }

    /** How many modules a side has. */
    public int size() {
        return modules.getWidth();
    }

    /** The dark modules as one path of an SVG whose view box is {@code 0 0 size size}. */
    public String path() {
        var path = new StringBuilder();
        for (int y = 0; y < size(); y++)
            for (int x = 0; x < size(); x++) {
                int from = x;
                while (x < size() && modules.get(x, y)) x++;
                if (x > from)
                    path.append('M')
                            .append(from)
                            .append(' ')
                            .append(y)
                            .append('h')
                            .append(x - from)
                            .append("v1H")
                            .append(from)
                            .append('z');
            }
        return path.toString();
    }

    /** Black on white, one bit a pixel (ISO/IEC 15948). */
    public byte[] png() {
        int side = size() * PIXELS;
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(PNG);
        try {
            chunk(bytes, "IHDR", new byte[] {
                (byte) (side >> 24),
                (byte) (side >> 16),
                (byte) (side >> 8),
                (byte) side,
                (byte) (side >> 24),
                (byte) (side >> 16),
                (byte) (side >> 8),
                (byte) side,
                1,
                0,
                0,
                0,
                0
            });
            var rows = new ByteArrayOutputStream();
            try (var deflated = new DeflaterOutputStream(rows)) {
                byte[] row = new byte[1 + (side + 7) / 8];
                for (int y = 0; y < side; y++) {
                    java.util.Arrays.fill(row, (byte) 0);
                    for (int x = 0; x < side; x++)
                        if (!modules.get(x / PIXELS, y / PIXELS)) row[1 + x / 8] |= (byte) (0x80 >> x % 8);
                    deflated.write(row);
                }
            }
            chunk(bytes, "IDAT", rows.toByteArray());
            chunk(bytes, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream to, String name, byte[] content) throws IOException {
        var checked = new CRC32();
        checked.update(name.getBytes(StandardCharsets.US_ASCII));
        checked.update(content);
        var out = new DataOutputStream(to);
        out.writeInt(content.length);
        out.writeBytes(name);
        out.write(content);
        out.writeInt((int) checked.getValue());
    }
}
