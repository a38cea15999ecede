package org.vertebrafe.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.zip.GZIPOutputStream;

/**
 * NIfTI files put together byte by byte after the format's description, without the writer under test. Starts as a valid
 * uint8 image with an identity sform; tests change single fields.
 */
final class NiftiBytes {

    private final boolean second;
    private final ByteBuffer header;
    private byte[] voxels = new byte[0];
    private byte[] between = new byte[4];

    private NiftiBytes(boolean second, ByteOrder order) {
        this.second = second;
        this.header = ByteBuffer.allocate(second ? 540 : 348).order(order);
    }

    static NiftiBytes version1(ByteOrder order, int nx, int ny, int nz) {
        return new NiftiBytes(false, order).valid(nx, ny, nz);
    }

    static NiftiBytes version2(ByteOrder order, int nx, int ny, int nz) {
        return new NiftiBytes(true, order).valid(nx, ny, nz);
    }

    static NiftiBytes small() {
        return version1(ByteOrder.LITTLE_ENDIAN, 2, 3, 4).voxels(1, 24, (to, n) -> to.put((byte) (int) n));
    }

    private NiftiBytes valid(int nx, int ny, int nz) {
        header.putInt(0, second ? 540 : 348);
        dim(3, nx, ny, nz, 1, 1, 1, 1);
        type(2, 8);
        pixdim(1, 1, 1, 1);
        units(2);
        sform(1, new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}});
        if (second) {
            header.put(4, new byte[] {'n', '+', '2', 0, 13, 10, 26, 10});
            header.putLong(168, 544);
        } else {
            header.put(344, new byte[] {'n', '+', '1', 0});
            header.putFloat(108, 352);
        }
        return this;
    }

    NiftiBytes dim(long... dim) {
        for (int i = 0; i < dim.length; i++) {
            if (second) {
                header.putLong(16 + 8 * i, dim[i]);
            } else {
                header.putShort(40 + 2 * i, (short) dim[i]);
            }
        }
        return this;
    }

    NiftiBytes type(int code, int bits) {
        header.putShort(second ? 12 : 70, (short) code);
        header.putShort(second ? 14 : 72, (short) bits);
        return this;
    }

    NiftiBytes pixdim(double... pixdim) {
        for (int i = 0; i < pixdim.length; i++) {
            real(76 + 4 * i, 104 + 8 * i, pixdim[i]);
        }
        return this;
    }

    NiftiBytes scaling(double slope, double intercept) {
        real(112, 176, slope);
        real(116, 184, intercept);
        return this;
    }

    NiftiBytes offset(double offset) {
        header.putFloat(108, (float) offset);
        return this;
    }

    NiftiBytes units(int units) {
        if (second) {
            header.putInt(500, units);
        } else {
            header.put(123, (byte) units);
        }
        return this;
    }

    NiftiBytes sform(int code, double[][] rows) {
        code(254, 348, code);
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
                real(280 + 16 * row + 4 * column, 400 + 32 * row + 8 * column, rows[row][column]);
            }
        }
        return this;
    }

    NiftiBytes noSform() {
        return sform(0, new double[3][4]);
    }

    /** b, c, d and the position, RAS mm. */
    NiftiBytes qform(int code, double... numbers) {
        code(252, 344, code);
        for (int i = 0; i < 6; i++) {
            real(256 + 4 * i, 352 + 8 * i, numbers[i]);
        }
        return this;
    }

    NiftiBytes text(int position, String text) {
        header.put(position, text.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** What stands between header and voxels: four bytes that announce extensions, and these. */
    NiftiBytes between(byte[] bytes) {
        between = bytes;
        return offset(348 + bytes.length);
    }

    /** Encodes voxels 0, 1, 2... each in so many bytes. */
    NiftiBytes voxels(int bytes, int count, BiConsumer<ByteBuffer, Integer> encoder) {
        ByteBuffer to = ByteBuffer.allocate(bytes * count).order(header.order());
        for (int n = 0; n < count; n++) {
            encoder.accept(to, n);
        }
        voxels = to.array();
        return this;
    }

    byte[] single() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header.array());
        out.writeBytes(between);
        out.writeBytes(voxels);
        return out.toByteArray();
    }

    Path write(Path file) throws IOException {
        boolean gzip = file.toString().endsWith(".gz");
        return Files.write(file, gzip ? gzip(single()) : single());
    }

    /** Writes header and voxels as a pair; returns the header file. */
    Path writePair(Path hdr, Path img) throws IOException {
        header.put(second ? 5 : 345, (byte) 'i');
        if (second) {
            header.putLong(168, 0);
        } else {
            header.putFloat(108, 0);
        }
        Files.write(img, img.toString().endsWith(".gz") ? gzip(voxels) : voxels);
        return Files.write(hdr, hdr.toString().endsWith(".gz") ? gzip(header.array()) : header.array());
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    private void real(int position1, int position2, double value) {
        if (second) {
            header.putDouble(position2, value);
        } else {
            header.putFloat(position1, (float) value);
        }
    }

    private void code(int position1, int position2, int value) {
        if (second) {
            header.putInt(position2, value);
        } else {
            header.putShort(position1, (short) value);
        }
    }
}
