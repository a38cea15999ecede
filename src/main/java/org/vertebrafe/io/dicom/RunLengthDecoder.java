package org.vertebrafe.io.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** DICOM's RLE (PS3.5 annex G): two PackBits segments, first the high bytes of all pixels, then the low ones. */
final class RunLengthDecoder implements PixelDecoder {

    private static final int HEADER_BYTES = 64;

    @Override
    public boolean decodes(String transferSyntax) {
        return transferSyntax.equals(TransferSyntax.RLE.uid());
    }

    @Override
    public short[] decode(String transferSyntax, byte[] codestream, int columns, int rows) throws IOException {
        ByteBuffer data = ByteBuffer.wrap(codestream).order(ByteOrder.LITTLE_ENDIAN);
        if (codestream.length < HEADER_BYTES || data.getInt(0) != Short.BYTES) {
            throw new IOException("not two RLE segments");
        }
        byte[] high = new byte[columns * rows];
        byte[] low = new byte[columns * rows];
        unpack(codestream, data.getInt(4), data.getInt(8), high);
        unpack(codestream, data.getInt(8), codestream.length, low);
        short[] words = new short[columns * rows];
        for (int p = 0; p < words.length; p++) {
            words[p] = (short) (high[p] << 8 | low[p] & 0xFF);
        }
        return words;
    }

    private static void unpack(byte[] in, int from, int to, byte[] out) throws IOException {
        if (from < HEADER_BYTES || to < from || to > in.length) {
            throw new IOException("RLE segment outside the data");
        }
        int at = from;
        int done = 0;
        while (done < out.length) {
            if (at >= to) {
                throw new IOException("RLE segment too short");
            }
            int code = in[at++];
            if (code == -128) {
                continue;
            }
            int count = Math.abs(code) + 1;
            int taken = code >= 0 ? count : 1;
            if (done + count > out.length || at + taken > to) {
                throw new IOException("RLE segment too long or too short");
            }
            if (code >= 0) {
                System.arraycopy(in, at, out, done, count);
            } else {
                Arrays.fill(out, done, done + count, in[at]);
            }
            at += taken;
            done += count;
        }
    }
}
