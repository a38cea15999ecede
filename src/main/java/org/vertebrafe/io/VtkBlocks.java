package org.vertebrafe.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.Deflater;
import org.vertebrafe.base.Progress;

/**
 * The compressed arrays of VTK XML files: cut into blocks, each compressed with zlib, and before them how many blocks,
 * how long one and the last one is unpacked and how long each is packed. Both parts are base64, one after the other.
 */
final class VtkBlocks {

    /** Numbers in a block: few enough for a small buffer, enough to compress well. */
    private static final int BLOCK_NUMBERS = 1 << 16;

    /** Encodes {@code count} numbers, the first being number {@code from}, at position 0 of the buffer. */
    @FunctionalInterface
    interface Encoder {
        void encode(ByteBuffer to, int from, int count);
    }

    private VtkBlocks() {}

    /**
     * Writes an array with 64-bit sizes, little-endian. Holds the packed blocks of this array in memory, because their
     * sizes come first.
     *
     * @param out receives base64
     * @param length how many numbers
     * @param bytes bytes of one number
     * @param encoder gives the numbers
     * @param progress asked whether to stop
     */
    static void write(OutputStream out, int length, int bytes, Encoder encoder, Progress progress) throws IOException {
        List<byte[]> packed = new ArrayList<>();
        byte[] block = new byte[BLOCK_NUMBERS * bytes];
        ByteBuffer buffer = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        byte[] scratch = new byte[block.length + 1024];
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            for (int from = 0, count; from < length; from += count) {
                progress.checkCancelled();
                count = Math.min(BLOCK_NUMBERS, length - from);
                encoder.encode(buffer, from, count);
                packed.add(pack(deflater, block, count * bytes, scratch));
            }
        } finally {
            deflater.end();
        }
        out.write(Base64.getEncoder().encode(sizes(packed, block.length, length % BLOCK_NUMBERS * bytes)));
        try (OutputStream base64 = Base64.getEncoder().wrap(new UnclosedOutputStream(out))) {
            for (byte[] one : packed) {
                base64.write(one);
            }
        }
    }

    private static byte[] pack(Deflater deflater, byte[] block, int count, byte[] scratch) {
        deflater.reset();
        deflater.setInput(block, 0, count);
        deflater.finish();
        // Deflate stores what it cannot compress with 5 bytes for every 16 kB, so that one call is enough.
        int size = deflater.deflate(scratch);
        if (!deflater.finished()) {
            throw new IllegalStateException("a block of " + count + " bytes grew beyond " + scratch.length);
        }
        return Arrays.copyOf(scratch, size);
    }

    private static byte[] sizes(List<byte[]> packed, int blockBytes, int lastBytes) {
        ByteBuffer sizes = ByteBuffer.allocate(8 * (3 + packed.size())).order(ByteOrder.LITTLE_ENDIAN);
        sizes.putLong(packed.size()).putLong(blockBytes).putLong(lastBytes);
        packed.forEach(one -> sizes.putLong(one.length));
        return sizes.array();
    }
}
