package org.vertebrafe.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * Reads and writes images and label maps as NIfTI files, turning NIfTI's RAS into LPS mm and back.
 *
 * <p>Read: NIfTI-1 and NIfTI-2, one file (.nii) or a pair (.hdr, .img), gzipped or not, either byte order, all real
 * voxel types up to 64 bits, one 3-D image in mm. Written: NIfTI-1, one file, little-endian, gzipped when the name ends
 * in .gz. Free text of the header is never read, so names of patients in it go nowhere.
 *
 * <p>Format: https://nifti.nimh.nih.gov; Cox et al. 2004, "A (sort of) new image data format standard: NIfTI-1".
 */
public final class Nifti {

    /** Labels stored as floating point may differ from whole numbers by this much. */
    private static final double LABEL_TOLERANCE = 1e-3;

    private static final int CHUNK_VOXELS = 1 << 15;

    /** Takes a run of true values, the first belonging to the voxel {@code start}. */
    @FunctionalInterface
    private interface Sink {
        void accept(double[] values, int count, int start);
    }

    private Nifti() {}

    /** Reads an image as {@link #readVolume(Path, Progress)} does, reporting nowhere. */
    public static Loaded<Volume> readVolume(Path file) throws IOException {
        return readVolume(file, Progress.NONE);
    }

    /**
     * Reads an image: its true values (slope and intercept applied) as float32, in the unit the file has (HU for CT).
     * Wider types (32 and 64 bits) are rounded to float32: 7 digits, whole numbers exact up to 2^24. Values that are
     * not finite, or too large for float32, stay in the volume as NaN or infinity and are counted in a warning.
     *
     * @param file .nii, .nii.gz, or either half of an .hdr and .img pair
     * @param progress told how far reading is; asked whether to stop
     * @return the image, and what had to be assumed
     * @throws InputException if the file is missing, damaged, not NIfTI, or not one real 3-D image on a regular grid in
     *     mm; or does not fit into memory
     * @throws IOException if the disk fails
     */
    public static Loaded<Volume> readVolume(Path file, Progress progress) throws IOException {
        try (NiftiInput input = NiftiInput.open(file)) {
            VoxelGrid grid = input.header().grid();
            checkMemory(file, 4L * grid.voxels(), Runtime.getRuntime().maxMemory());
            float[] out = new float[grid.voxels()];
            int[] odd = new int[1];
            readAll(input, progress, (values, count, start) -> odd[0] += toFloats(values, count, out, start));
            List<String> warnings = new ArrayList<>(input.header().warnings());
            if (odd[0] > 0) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "%s: %d of %d voxels are not finite numbers (NaN, infinite or beyond float32).",
                        file.getFileName(),
                        odd[0],
                        out.length));
            }
            return new Loaded<>(new Volume(grid, out), warnings);
        }
    }

    /** Reads a label map as {@link #readLabels(Path, Progress)} does, reporting nowhere. */
    public static Loaded<Labels> readLabels(Path file) throws IOException {
        return readLabels(file, Progress.NONE);
    }

    /**
     * Reads a label map: true values (slope and intercept applied) that are whole numbers 0..65535, to 0.001 for the
     * sake of floating-point files.
     *
     * @param file .nii, .nii.gz, or either half of an .hdr and .img pair
     * @param progress told how far reading is; asked whether to stop
     * @return the labels, and what had to be assumed
     * @throws InputException if a value is no label; and as {@link #readVolume(Path, Progress)}
     * @throws IOException if the disk fails
     */
    public static Loaded<Labels> readLabels(Path file, Progress progress) throws IOException {
        try (NiftiInput input = NiftiInput.open(file)) {
            VoxelGrid grid = input.header().grid();
            checkMemory(file, 2L * grid.voxels(), Runtime.getRuntime().maxMemory());
            short[] out = new short[grid.voxels()];
            readAll(input, progress, (values, count, start) -> {
                int bad = toLabels(values, count, out, start);
                if (bad >= 0) {
                    throw notALabel(file, grid, start + bad, values[bad]);
                }
            });
            return new Loaded<>(new Labels(grid, out), input.header().warnings());
        }
    }

    /** Writes an image as {@link #write(Volume, Path, Progress)} does, reporting nowhere. */
    public static void write(Volume volume, Path file) throws IOException {
        write(volume, file, Progress.NONE);
    }

    /**
     * Writes an image as float32, bit for bit (NaN and infinity included), or nothing at all. The placement is written
     * as sform and qform with code 1 (scanner), in mm and to float32; a left-handed grid gives pixdim[0] = -1. The same
     * image gives the same bytes.
     *
     * @param volume what to write
     * @param file its name, ending in .nii or .nii.gz; a file of this name is replaced
     * @param progress told how far writing is; asked whether to stop
     * @throws InputException if the name ends otherwise, the folder does not exist, or an axis has more than 32767 voxels
     * @throws IOException if the disk is full, read-only or failing
     */
    public static void write(Volume volume, Path file, Progress progress) throws IOException {
        NiftiOutput.write(volume, file, progress);
    }

    /** Writes a label map as {@link #write(Labels, Path, Progress)} does, reporting nowhere. */
    public static void write(Labels labels, Path file) throws IOException {
        write(labels, file, Progress.NONE);
    }

    /**
     * Writes a label map as uint8 if all labels are below 256, else as uint16; otherwise as
     * {@link #write(Volume, Path, Progress)}.
     *
     * @param labels what to write
     * @param file its name, ending in .nii or .nii.gz; a file of this name is replaced
     * @param progress told how far writing is; asked whether to stop
     * @throws InputException if the name ends otherwise, the folder does not exist, or an axis has more than 32767 voxels
     * @throws IOException if the disk is full, read-only or failing
     */
    public static void write(Labels labels, Path file, Progress progress) throws IOException {
        NiftiOutput.write(labels, file, progress);
    }

    /** Refuses an image that cannot fit into memory at all, with words instead of an OutOfMemoryError. */
    static void checkMemory(Path file, long bytes, long memory) {
        if (bytes >= memory) {
            throw InputException.of(
                    "%s: needs %d MB of memory, Java has %d MB: raise it in Edit > Options > Memory & Threads (or -Xmx), or"
                            + " crop the image to the vertebra.",
                    file.getFileName(), bytes >> 20, memory >> 20);
        }
    }

    private static void readAll(NiftiInput input, Progress progress, Sink sink) throws IOException {
        NiftiHeader header = input.header();
        int voxels = header.grid().voxels();
        byte[] bytes = new byte[CHUNK_VOXELS * header.type().bytes()];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(header.order());
        double[] values = new double[CHUNK_VOXELS];
        for (int start = 0, count; start < voxels; start += count) {
            progress.checkCancelled();
            progress.report("Reading image", (double) start / voxels);
            count = Math.min(CHUNK_VOXELS, voxels - start);
            input.read(bytes, count * header.type().bytes());
            header.type().decode(buffer, count, values);
            if (header.scaled()) {
                scale(values, count, header.slope(), header.intercept());
            }
            sink.accept(values, count, start);
        }
        input.finish();
        progress.report("Reading image", 1);
    }

    private static void scale(double[] values, int count, double slope, double intercept) {
        for (int n = 0; n < count; n++) {
            values[n] = slope * values[n] + intercept;
        }
    }

    /** Rounds to float32; returns how many are not finite. */
    private static int toFloats(double[] values, int count, float[] out, int start) {
        int odd = 0;
        for (int n = 0; n < count; n++) {
            float value = (float) values[n];
            out[start + n] = value;
            if (!Float.isFinite(value)) {
                odd++;
            }
        }
        return odd;
    }

    /** Rounds to labels; returns the position of the first value that is none, or -1. */
    private static int toLabels(double[] values, int count, short[] out, int start) {
        for (int n = 0; n < count; n++) {
            double label = Math.rint(values[n]);
            if (!(label >= 0 && label <= Labels.MAX_LABEL && Math.abs(values[n] - label) <= LABEL_TOLERANCE)) {
                return n;
            }
            out[start + n] = (short) (int) label;
        }
        return -1;
    }

    private static InputException notALabel(Path file, VoxelGrid grid, int index, double value) {
        return InputException.of(
                "%s: voxel (%d, %d, %d) has the value %s; a label must be a whole number 0..%d (to %s). Is this a CT or a"
                        + " probability map instead of a label map?",
                file.getFileName(),
                index % grid.nx(),
                index / grid.nx() % grid.ny(),
                index / grid.nx() / grid.ny(),
                value,
                Labels.MAX_LABEL,
                LABEL_TOLERANCE);
    }
}
