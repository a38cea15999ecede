package org.vertebrafe.io.dicom;

import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;

/**
 * One axial, sagittal, coronal or oblique image of a CT series (PS3.3 C.7.6.2).
 *
 * @param source which of the files or images given it came from
 * @param header what it says
 * @param pixels how its pixels are stored
 * @param position centre of the first pixel, LPS mm
 * @param row unit vector along a row
 * @param column unit vector down a column, orthogonal to {@code row}
 * @param dx distance between pixel centres along a row, mm
 * @param dy distance between rows, mm
 */
record CtSlice(
        int source, DicomHeader header, CtPixels pixels, Vec3 position, Vec3 row, Vec3 column, double dx, double dy) {

    /** Direction cosines of fewer digits than this are no directions. */
    private static final double DIRECTION_TOLERANCE = 1e-3;

    /**
     * The slice that a header describes.
     *
     * @throws InputException if its header does not place it or its pixels are not those of a CT
     */
    static CtSlice of(int source, DicomHeader header) {
        CtPixels pixels = CtPixels.of(header);
        double[] p = header.numbers(DicomTag.POSITION, 3);
        double[] o = header.numbers(DicomTag.ORIENTATION, 6);
        double[] spacing = header.numbers(DicomTag.PIXEL_SPACING, 2);
        if (!(spacing[0] > 0 && spacing[1] > 0)) {
            throw InputException.of(
                    "%s: PixelSpacing %s x %s mm must be positive. Export the series again.",
                    header.file(), spacing[0], spacing[1]);
        }
        Vec3 row = new Vec3(o[0], o[1], o[2]);
        Vec3 column = new Vec3(o[3], o[4], o[5]);
        double error =
                Math.max(Math.abs(row.dot(column)), Math.max(Math.abs(row.norm() - 1), Math.abs(column.norm() - 1)));
        if (!(error < DIRECTION_TOLERANCE)) {
            throw InputException.of(
                    "%s: ImageOrientationPatient holds no two orthogonal unit vectors (off by %.2g, limit %g). Export the"
                            + " series again.",
                    header.file(), error, DIRECTION_TOLERANCE);
        }
        // Headers round direction cosines; the grid needs them orthogonal.
        Vec3 x = row.normalized();
        Vec3 y = column.minus(x.times(column.dot(x))).normalized();
        return new CtSlice(source, header, pixels, new Vec3(p[0], p[1], p[2]), x, y, spacing[1], spacing[0]);
    }

    /** Unit vector across the slice. */
    Vec3 normal() {
        return row.cross(column);
    }

    /** Where the slice is along a direction, mm. */
    double along(Vec3 direction) {
        return position.dot(direction);
    }

    String file() {
        return header.file();
    }
}
