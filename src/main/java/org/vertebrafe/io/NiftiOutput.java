package org.vertebrafe.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.base.Version;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/** Writes single-file NIfTI-1, little-endian. */
final class NiftiOutput {

    private static final int DATA_OFFSET = 352;
    private static final int MAX_SIZE = Short.MAX_VALUE;
    private static final byte MM = 2;
    private static final short SCANNER = 1;

    /** NIFTI_INTENT_LABEL: voxels are numbers of structures. */
    private static final short INTENT_LABEL = 1002;

    private static final int CHUNK_VOXELS = 1 << 15;
    private static final int BUFFER = 1 << 16;

    /** Encodes a run of voxels at position 0 of the buffer. */
    @FunctionalInterface
    private interface Encoder {
        void encode(ByteBuffer to, int start, int count);
    }

    private NiftiOutput() {}

    static void write(Volume volume, Path file, Progress progress) throws IOException {
        float[] values = volume.values();
        write(volume.grid(), NiftiType.FLOAT32, (short) 0, file, progress, (to, start, count) -> to.asFloatBuffer()
                .put(values, start, count));
    }

    static void write(Labels labels, Path file, Progress progress) throws IOException {
        int largest = 0;
        for (int n = 0; n < labels.grid().voxels(); n++) {
            largest = Math.max(largest, labels.get(n));
        }
        if (largest < 256) {
            write(labels.grid(), NiftiType.UINT8, INTENT_LABEL, file, progress, (to, start, count) -> {
                for (int n = 0; n < count; n++) {
                    to.put(n, (byte) labels.get(start + n));
                }
            });
        } else {
            write(labels.grid(), NiftiType.UINT16, INTENT_LABEL, file, progress, (to, start, count) -> {
                for (int n = 0; n < count; n++) {
                    to.putShort(2 * n, (short) labels.get(start + n));
                }
            });
        }
    }

    private static void write(
            VoxelGrid grid, NiftiType type, short intent, Path file, Progress progress, Encoder encoder)
            throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        boolean gzip = name.endsWith(".nii.gz");
        if (!gzip && !name.endsWith(".nii")) {
            throw InputException.of("%s: the name of a NIfTI file must end in .nii or .nii.gz.", file.getFileName());
        }
        for (int axis = 0; axis < 3; axis++) {
            if (grid.size(axis) > MAX_SIZE) {
                throw InputException.of(
                        "%s: %d voxels along axis %d, NIfTI-1 can store %d; crop the image to the vertebra.",
                        file.getFileName(), grid.size(axis), axis, MAX_SIZE);
            }
        }
        byte[] header = header(grid, type, intent);
        SafeFiles.write(file, out -> {
            if (gzip) {
                try (FastGzip packed = new FastGzip(out)) {
                    writeAll(header, grid.voxels(), type, packed, progress, encoder);
                }
            } else {
                writeAll(header, grid.voxels(), type, out, progress, encoder);
            }
        });
    }

    private static void writeAll(
            byte[] header, int voxels, NiftiType type, OutputStream out, Progress progress, Encoder encoder)
            throws IOException {
        out.write(header);
        byte[] bytes = new byte[CHUNK_VOXELS * type.bytes()];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int start = 0, count; start < voxels; start += count) {
            progress.checkCancelled();
            progress.report("Writing image", (double) start / voxels);
            count = Math.min(CHUNK_VOXELS, voxels - start);
            encoder.encode(buffer, start, count);
            out.write(bytes, 0, count * type.bytes());
        }
        progress.report("Writing image", 1);
    }

    private static byte[] header(VoxelGrid grid, NiftiType type, short intent) {
        ByteBuffer h = ByteBuffer.allocate(DATA_OFFSET).order(ByteOrder.LITTLE_ENDIAN);
        h.putInt(0, NiftiFields.SIZE_1);
        h.put(38, (byte) 'r'); // "regular", asked for by Analyze readers
        short[] dim = {3, (short) grid.nx(), (short) grid.ny(), (short) grid.nz(), 1, 1, 1, 1};
        NiftiPlacement placement = NiftiPlacement.of(grid);
        Vec3 spacing = grid.spacing();
        double[] pixdim = {placement.handedness(), spacing.x(), spacing.y(), spacing.z(), 0, 0, 0, 0};
        for (int i = 0; i < 8; i++) {
            h.putShort(40 + 2 * i, dim[i]);
            h.putFloat(76 + 4 * i, (float) pixdim[i]);
        }
        h.putShort(68, intent);
        h.putShort(70, (short) type.code());
        h.putShort(72, (short) (8 * type.bytes()));
        h.putFloat(108, DATA_OFFSET);
        h.putFloat(112, 1); // slope
        h.put(123, MM);
        h.put(148, (Version.NAME + " " + Version.number()).getBytes(StandardCharsets.US_ASCII));
        h.putShort(252, SCANNER);
        h.putShort(254, SCANNER);
        Vec3 quaternion = placement.quaternion();
        for (int c = 0; c < 3; c++) {
            h.putFloat(256 + 4 * c, (float) quaternion.get(c));
            h.putFloat(268 + 4 * c, (float) placement.origin().get(c));
            Vec3[] columns = {placement.x(), placement.y(), placement.z(), placement.origin()};
            for (int column = 0; column < 4; column++) {
                h.putFloat(280 + 16 * c + 4 * column, (float) columns[column].get(c));
            }
        }
        h.put(NiftiFields.MAGIC_1, new byte[] {'n', '+', '1', 0});
        return h.array();
    }

    /** Gzip at zlib's fastest level; its header holds no time, so that equal images are equal files. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
