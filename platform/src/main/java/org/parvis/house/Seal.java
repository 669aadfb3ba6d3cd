package org.parvis.house;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A stream whose last 64 bytes are the SHA-256, in hexadecimal, of all bytes before them: no bit of it changes and no end of
 * it is lost without being noticed.
 */
final class Seal {
    static final int LENGTH = 64;

    private Seal() {}

    /** What is written last, 64 bytes long, only keeps the seal's place. */
    static final class Writing extends FilterOutputStream {
        private final MessageDigest digest = Sha256.digest();
        private final byte[] last = new byte[LENGTH];
        private int held;

        Writing(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int single) throws IOException {
            write(new byte[] {(byte) single}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            int leaving = Math.max(0, held + length - LENGTH);
            int ofHeld = Math.min(held, leaving);
            pass(last, 0, ofHeld);
            held -= ofHeld;
            System.arraycopy(last, ofHeld, last, 0, held);
            int ofNew = leaving - ofHeld;
            pass(bytes, from, ofNew);
            System.arraycopy(bytes, from + ofNew, last, held, length - ofNew);
            held += length - ofNew;
        }

        private void pass(byte[] bytes, int from, int length) throws IOException {
            digest.update(bytes, from, length);
            out.write(bytes, from, length);
        }

        void seal() throws IOException {
            out.write(Sha256.hex(digest.digest()).getBytes(StandardCharsets.US_ASCII));
            held = 0;
            out.flush();
        }
    }

    /** Gives all but the seal. */
    static final class Reading extends FilterInputStream {
        private final MessageDigest digest = Sha256.digest();
        private final byte[] buffer = new byte[1 << 16];
        private int from;
        private int to;

        Reading(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(single[0]);
        }

        @Override
        public int read(byte[] bytes, int at, int length) throws IOException {
            while (to - from <= LENGTH) {
                System.arraycopy(buffer, from, buffer, 0, to - from);
                to -= from;
                from = 0;
                int more = in.read(buffer, to, buffer.length - to);
                if (more < 0) return -1;
                to += more;
            }
            int given = Math.min(length, to - from - LENGTH);
            System.arraycopy(buffer, from, bytes, at, given);
            digest.update(buffer, from, given);
            from += given;
            return given;
        }

        @Override
        public int available() {
            return Math.max(0, to - from - LENGTH);
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        /** Reads what is left, and says whether the seal fits. */
        boolean holds() throws IOException {
            transferTo(OutputStream.nullOutputStream());
            return new String(buffer, from, to - from, StandardCharsets.US_ASCII).equals(Sha256.hex(digest.digest()));
        }
    }
}
