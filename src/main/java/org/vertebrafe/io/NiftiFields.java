package org.vertebrafe.io;

import java.nio.ByteBuffer;
import org.vertebrafe.base.Vec3;

/**
 * The header fields that say where the voxels are, as they stand in a NIfTI-1 or NIfTI-2 file. The fields for free text
 * (descrip, aux_file, db_name, intent_name) and the extensions are never looked at: they may name the patient.
 *
 * <p>Layouts: nifti1.h and nifti2.h of the NIfTI Data Format Working Group, https://nifti.nimh.nih.gov.
 *
 * @param separateData whether the voxels are in a file of their own (.img)
 * @param dim number of dimensions, then their sizes; length 8
 * @param datatype number of the voxel type
 * @param bitpix bits of one voxel
 * @param pixdim handedness of the qform, then distances between voxels in {@code units}; length 8
 * @param voxOffset position of the first voxel in its file, bytes
 * @param slope factor from stored to true values
 * @param intercept true value of a stored 0
 * @param units number of the units of space and time
 * @param qformCode meaning of the qform, 0 if there is none
 * @param sformCode meaning of the sform, 0 if there is none
 * @param quaternion b, c, d of the qform's rotation
 * @param qOffset centre of the first voxel after the qform, RAS
 * @param sform three rows of the sform, RAS: [3][4]
 */
record NiftiFields(
        boolean separateData,
        long[] dim,
        int datatype,
        int bitpix,
        double[] pixdim,
        double voxOffset,
        double slope,
        double intercept,
        int units,
        int qformCode,
        int sformCode,
        Vec3 quaternion,
        Vec3 qOffset,
        double[][] sform) {

    static final int SIZE_1 = 348;
    static final int SIZE_2 = 540;

    /** Position of the four letters that mark a NIfTI-1 header. */
    static final int MAGIC_1 = 344;

    /** Position of the eight letters that mark a NIfTI-2 header. */
    static final int MAGIC_2 = 4;

    /** Reads the 348 bytes of a NIfTI-1 header; the buffer has the file's byte order. */
    static NiftiFields version1(ByteBuffer h) {
        long[] dim = new long[8];
        double[] pixdim = new double[8];
        for (int i = 0; i < 8; i++) {
            dim[i] = h.getShort(40 + 2 * i);
            pixdim[i] = h.getFloat(76 + 4 * i);
        }
        double[][] sform = new double[3][4];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
                sform[row][column] = h.getFloat(280 + 16 * row + 4 * column);
            }
        }
        return new NiftiFields(
                h.get(MAGIC_1 + 1) == 'i',
                dim,
                h.getShort(70),
                h.getShort(72),
                pixdim,
                h.getFloat(108),
                h.getFloat(112),
                h.getFloat(116),
                h.get(123),
                h.getShort(252),
                h.getShort(254),
                new Vec3(h.getFloat(256), h.getFloat(260), h.getFloat(264)),
                new Vec3(h.getFloat(268), h.getFloat(272), h.getFloat(276)),
                sform);
    }

    /** Reads the 540 bytes of a NIfTI-2 header; the buffer has the file's byte order. */
    static NiftiFields version2(ByteBuffer h) {
        long[] dim = new long[8];
        double[] pixdim = new double[8];
        for (int i = 0; i < 8; i++) {
            dim[i] = h.getLong(16 + 8 * i);
            pixdim[i] = h.getDouble(104 + 8 * i);
        }
        double[][] sform = new double[3][4];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
                sform[row][column] = h.getDouble(400 + 32 * row + 8 * column);
            }
        }
        return new NiftiFields(
                h.get(MAGIC_2 + 1) == 'i',
                dim,
                h.getShort(12),
                h.getShort(14),
                pixdim,
                h.getLong(168),
                h.getDouble(176),
                h.getDouble(184),
                h.getInt(500),
                h.getInt(344),
                h.getInt(348),
                new Vec3(h.getDouble(352), h.getDouble(360), h.getDouble(368)),
                new Vec3(h.getDouble(376), h.getDouble(384), h.getDouble(392)),
                sform);
    }
}
