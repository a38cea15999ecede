package org.vertebrafe.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.VoxelGrid;

/**
 * A NIfTI header that was understood: one scalar 3-D image in mm.
 *
 * @param grid where the voxels are
 * @param type how a voxel is stored
 * @param order byte order of header and voxels
 * @param scaled whether true values are {@code slope * stored + intercept}; otherwise the stored ones are true
 * @param slope factor from stored to true values
 * @param intercept true value of a stored 0
 * @param separateData whether the voxels are in a file of their own (.img)
 * @param dataOffset position of the first voxel in its file, bytes
 * @param warnings what had to be assumed
 */
record NiftiHeader(
        VoxelGrid grid,
        NiftiType type,
        ByteOrder order,
        boolean scaled,
        double slope,
        double intercept,
        boolean separateData,
        long dataOffset,
        List<String> warnings) {

    /** Bytes that must be read to know how long the header is. */
    static final int START = 4;

    /** A NIfTI-1 header and the four bytes that say whether extensions follow. */
    private static final int SINGLE_FILE_OFFSET_1 = 352;

    private static final int SINGLE_FILE_OFFSET_2 = 544;

    /** The two lengths a header can have, in the byte order of the file. */
    private record Form(int size, ByteOrder order) {

        static Form of(byte[] start, String file) {
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                int size = ByteBuffer.wrap(start).order(order).getInt(0);
                if (size == NiftiFields.SIZE_1 || size == NiftiFields.SIZE_2) {
                    return new Form(size, order);
                }
            }
            throw InputException.of(
                    "%s is not a NIfTI file: it does not start with the header length 348 or 540. Convert the image to"
                            + " NIfTI (.nii or .nii.gz).",
                    file);
        }
    }

    /**
     * The length of a header, bytes.
     *
     * @param start its first {@link #START} bytes
     * @param file name of the file, for messages
     * @throws InputException if this is no NIfTI header
     */
    static int size(byte[] start, String file) {
        return Form.of(start, file).size();
    }

    /**
     * Understands a header.
     *
     * @param bytes the whole header
     * @param file name of the file, for messages
     * @throws InputException if the image is not one scalar 3-D image in mm, or the header is damaged
     */
    static NiftiHeader of(byte[] bytes, String file) {
        Form form = Form.of(bytes, file);
        checkMagic(bytes, form.size(), file);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(form.order());
        boolean first = form.size() == NiftiFields.SIZE_1;
        NiftiFields fields = first ? NiftiFields.version1(buffer) : NiftiFields.version2(buffer);
        List<String> warnings = new ArrayList<>();
        int[] size = size(fields.dim(), file);
        NiftiType type = NiftiType.of(fields.datatype(), file);
        if (fields.bitpix() != 8 * type.bytes()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s: the header says %d bits a voxel, but its type %s has %d; the type is used.",
                    file,
                    fields.bitpix(),
                    type.name().toLowerCase(Locale.ROOT),
                    8 * type.bytes()));
        }
        boolean scaled = isScaled(fields, file, warnings);
        long offset = dataOffset(fields, form.size(), file, warnings);
        VoxelGrid grid = NiftiPlacement.grid(file, fields, size, warnings);
        return new NiftiHeader(
                grid,
                type,
                form.order(),
                scaled,
                fields.slope(),
                fields.intercept(),
                fields.separateData(),
                offset,
                List.copyOf(warnings));
    }

    /** Bytes of all voxels in the file. */
    long dataBytes() {
        return (long) grid.voxels() * type.bytes();
    }

    private static void checkMagic(byte[] bytes, int size, String file) {
        boolean first = size == NiftiFields.SIZE_1;
        List<String> allowed = first ? List.of("n+1\0", "ni1\0") : List.of("n+2\0\r\n\032\n", "ni2\0\r\n\032\n");
        int from = first ? NiftiFields.MAGIC_1 : NiftiFields.MAGIC_2;
        String magic = new String(bytes, from, allowed.get(0).length(), StandardCharsets.ISO_8859_1);
        if (allowed.contains(magic)) {
            return;
        }
        if (first && magic.startsWith("\0")) {
            throw InputException.of(
                    "%s is an Analyze 7.5 image, not NIfTI: it does not say which side is left. Convert the original DICOM"
                            + " series to NIfTI.",
                    file);
        }
        throw InputException.of(
                "%s is not a NIfTI file, or damaged: its header lacks the mark \"%s\" or \"%s\". Export the image again.",
                file, allowed.get(0).substring(0, 3), allowed.get(1).substring(0, 3));
    }

    private static int[] size(long[] dim, String file) {
        if (dim[0] < 1 || dim[0] > 7) {
            throw InputException.of(
                    "%s: %d dimensions in the header (1 to 7 are possible); the file is damaged.", file, dim[0]);
        }
        long[] used = dim.clone();
        Arrays.fill(used, (int) dim[0] + 1, 8, 1);
        if (used[1] < 1 || used[2] < 1 || used[3] < 1) {
            throw InputException.of(
                    "%s: image of %d x %d x %d voxels: every size must be at least 1; the file is damaged.",
                    file, used[1], used[2], used[3]);
        }
        // In double, because the product of damaged sizes overflows.
        if ((double) used[1] * used[2] * used[3] > Integer.MAX_VALUE - 8) {
            throw InputException.of(
                    "%s: image of %d x %d x %d voxels, at most 2147483639 can be read; crop it to the vertebra.",
                    file, used[1], used[2], used[3]);
        }
        for (int i = 4; i < 8; i++) {
            // Some writers leave 0 for a dimension they do not use.
            if (used[i] != 0 && used[i] != 1) {
                throw InputException.of(
                        "%s: a series of images (sizes %s), one 3-D image is needed: save one volume of it alone.",
                        file, Arrays.toString(Arrays.copyOfRange(dim, 1, (int) dim[0] + 1)));
            }
        }
        return new int[] {(int) used[1], (int) used[2], (int) used[3]};
    }

    private static boolean isScaled(NiftiFields fields, String file, List<String> warnings) {
        double slope = fields.slope();
        double intercept = fields.intercept();
        if (slope == 0 || Double.isNaN(slope)) {
            if (intercept != 0 && !Double.isNaN(intercept)) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "%s: scl_inter %s is not applied because scl_slope is %s, which means unscaled values.",
                        file,
                        intercept,
                        slope));
            }
            return false;
        }
        if (Double.isInfinite(slope) || Double.isNaN(intercept) || Double.isInfinite(intercept)) {
            throw InputException.of(
                    "%s: values are scaled by scl_slope %s and scl_inter %s, which must be finite: correct the header.",
                    file, slope, intercept);
        }
        return slope != 1 || intercept != 0;
    }

    private static long dataOffset(NiftiFields fields, int headerSize, String file, List<String> warnings) {
        double offset = fields.voxOffset();
        long least = fields.separateData() ? 0 : headerSize;
        if (!fields.separateData() && offset == 0) {
            int usual = headerSize == NiftiFields.SIZE_1 ? SINGLE_FILE_OFFSET_1 : SINGLE_FILE_OFFSET_2;
            warnings.add(file + ": vox_offset is 0; the voxels are read from byte " + usual + " as usual.");
            return usual;
        }
        if (!(offset >= least && offset < Long.MAX_VALUE) || offset != Math.rint(offset)) {
            throw InputException.of(
                    "%s: the voxels start at byte %s (vox_offset), which must be a whole number of at least %d; the header"
                            + " is damaged. Export the image again.",
                    file, offset, least);
        }
        return (long) offset;
    }
}
