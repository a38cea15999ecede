package org.vertebrafe.io;

import java.util.List;
import java.util.Locale;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;

/**
 * Where a NIfTI file places its voxels. NIfTI counts towards the patient's right, front and head (RAS), the rest of this
 * program towards left, back and head (LPS): both first components change sign here and nowhere else.
 *
 * <p>The sform places the image if its code is positive, else the qform if its code is positive, else the voxel sizes
 * alone (nifti1.h, "3D image (volume) orientation and location in space").
 *
 * @param x step from a voxel to the next along the first axis, RAS mm
 * @param y step along the second axis, RAS mm
 * @param z step along the third axis, RAS mm
 * @param origin centre of voxel (0, 0, 0), RAS mm
 */
record NiftiPlacement(Vec3 x, Vec3 y, Vec3 z, Vec3 origin) {

    /** Voxel sizes of sform and pixdim may differ by this fraction before the user is told. */
    private static final double SPACING_TOLERANCE = 1e-3;

    /** A quaternion stored as float32 determines a half turn to 0.04 degrees only: said from 0.1 degrees on. */
    private static final double ANGLE_TOLERANCE = Math.toRadians(0.1);

    /** Part of a voxel that the origins of sform and qform may be apart before the user is told. */
    private static final double ORIGIN_TOLERANCE = 0.1;

    /** The squares of b, c, d may sum to this much over 1 by rounding. */
    private static final double QUATERNION_SLACK = 1e-4;

    /** Below this the first component of the quaternion is rounding noise (the limit of nifti1_io.c). */
    private static final double QUATERNION_ZERO = 1e-7;

    /**
     * The grid of a file.
     *
     * @param file name of the file, for messages
     * @param fields its header
     * @param size number of voxels along the three axes
     * @param warnings receives what had to be assumed
     * @throws InputException if the placement is missing, not finite, sheared or not in mm
     */
    static VoxelGrid grid(String file, NiftiFields fields, int[] size, List<String> warnings) {
        checkUnits(file, fields.units(), warnings);
        NiftiPlacement placement;
        String source;
        if (fields.sformCode() > 0) {
            source = "sform";
            placement = sform(fields);
            placement.checkFinite(file, source);
            warnAboutSform(file, fields, placement, warnings);
        } else if (fields.qformCode() > 0) {
            source = "qform";
            checkPixdim(file, fields);
            double square = fields.quaternion().dot(fields.quaternion());
            if (!(square <= 1 + QUATERNION_SLACK)) {
                throw InputException.of(
                        "%s: the quaternion %s of the file's qform is not a rotation (length %.6g, limit 1); the header is"
                                + " damaged. Export the image again.",
                        file, fields.quaternion(), Math.sqrt(square));
            }
            placement = qform(fields);
            placement.checkFinite(file, source);
        } else {
            source = "pixdim";
            checkPixdim(file, fields);
            placement = pixdimOnly(fields);
            warnings.add(file + ": neither sform nor qform says how the patient lies. Assumed: first axis to the"
                    + " patient's right, second to the front, third to the head. Left and right, front and back may be"
                    + " wrong; take the orientation from the original DICOM series.");
        }
        try {
            return placement.toGrid(size[0], size[1], size[2]);
        } catch (InputException e) {
            throw new InputException(file + ", placed by the file's " + source + ": " + e.getMessage(), e);
        }
    }

    private static void checkUnits(String file, int units, List<String> warnings) {
        switch (units & 7) {
            case 0 -> warnings.add(file + ": the header names no unit of length; taken as mm.");
            case 1 -> throw unit(file, "metres", "1000");
            case 2 -> {
                // mm, as it should be.
            }
            case 3 -> throw unit(file, "micrometres", "0.001");
            default -> throw InputException.of(
                    "%s: unknown unit of length %d in the header; mm (2) is needed. Correct the header.",
                    file, units & 7);
        }
    }

    private static InputException unit(String file, String unit, String factor) {
        return InputException.of(
                "%s: lengths are in %s; mm is needed. Multiply voxel sizes and position in the header by %s and set its"
                        + " unit to mm, then open it again.",
                file, unit, factor);
    }

    private static void checkPixdim(String file, NiftiFields fields) {
        for (int axis = 1; axis <= 3; axis++) {
            double size = fields.pixdim()[axis];
            if (!(size > 0 && size < Double.POSITIVE_INFINITY)) {
                throw InputException.of(
                        "%s: voxel size %s mm (pixdim): must be positive; correct the header.",
                        file, voxelSize(fields.pixdim()));
            }
        }
    }

    private void checkFinite(String file, String source) {
        if (!(x.norm() > 0 && y.norm() > 0 && z.norm() > 0 && x.isFinite() && y.isFinite() && z.isFinite())) {
            throw InputException.of(
                    "%s: the steps %s, %s, %s mm between voxels in the file's %s must be finite and not 0; correct the"
                            + " header.",
                    file, x, y, z, source);
        }
    }

    private static void warnAboutSform(String file, NiftiFields fields, NiftiPlacement sform, List<String> warnings) {
        if (fields.sformCode() >= 3) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s: its sform (code %d) places the image in a template, not in the patient; lengths may be scaled.",
                    file,
                    fields.sformCode()));
        }
        double[] pixdim = fields.pixdim();
        double worst =
                Math.max(apart(sform.x, pixdim[1]), Math.max(apart(sform.y, pixdim[2]), apart(sform.z, pixdim[3])));
        if (!(worst <= SPACING_TOLERANCE)) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s: voxel size %s mm in the sform against %s mm in pixdim (limit %s %%); the sform is used.",
                    file,
                    new Vec3(sform.x.norm(), sform.y.norm(), sform.z.norm()),
                    voxelSize(pixdim),
                    100 * SPACING_TOLERANCE));
        }
        if (fields.qformCode() == fields.sformCode()) {
            sform.warnIfElsewhere(file, qform(fields), warnings);
        }
    }

    private static double apart(Vec3 step, double pixdim) {
        return Math.abs(step.norm() - pixdim) / step.norm();
    }

    private void warnIfElsewhere(String file, NiftiPlacement qform, List<String> warnings) {
        double angle = Math.max(angle(x, qform.x), Math.max(angle(y, qform.y), angle(z, qform.z)));
        double shift = origin.minus(qform.origin).norm();
        double voxel = Math.min(x.norm(), Math.min(y.norm(), z.norm()));
        if (angle > ANGLE_TOLERANCE || shift > ORIGIN_TOLERANCE * voxel) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s: sform and qform disagree (axes up to %.1f degrees, origins %.2f mm apart); the sform is used.",
                    file,
                    Math.toDegrees(angle),
                    shift));
        }
    }

    private static double angle(Vec3 a, Vec3 b) {
        return Math.atan2(a.cross(b).norm(), a.dot(b));
    }

    private static Vec3 voxelSize(double[] pixdim) {
        return new Vec3(pixdim[1], pixdim[2], pixdim[3]);
    }

    private static NiftiPlacement sform(NiftiFields fields) {
        Vec3[] columns = new Vec3[4];
        for (int c = 0; c < 4; c++) {
            columns[c] = new Vec3(fields.sform()[0][c], fields.sform()[1][c], fields.sform()[2][c]);
        }
        return new NiftiPlacement(columns[0], columns[1], columns[2], columns[3]);
    }

    private static NiftiPlacement qform(NiftiFields fields) {
        double b = fields.quaternion().x();
        double c = fields.quaternion().y();
        double d = fields.quaternion().z();
        double rest = 1 - (b * b + c * c + d * d);
        double a = 0;
        if (rest < QUATERNION_ZERO) {
            double length = fields.quaternion().norm();
            b /= length;
            c /= length;
            d /= length;
        } else {
            a = Math.sqrt(rest);
        }
        double handedness = fields.pixdim()[0] < 0 ? -1 : 1;
        Vec3 x = new Vec3(a * a + b * b - c * c - d * d, 2 * (b * c + a * d), 2 * (b * d - a * c));
        Vec3 y = new Vec3(2 * (b * c - a * d), a * a + c * c - b * b - d * d, 2 * (c * d + a * b));
        Vec3 z = new Vec3(2 * (b * d + a * c), 2 * (c * d - a * b), a * a + d * d - b * b - c * c);
        double[] size = fields.pixdim();
        return new NiftiPlacement(x.times(size[1]), y.times(size[2]), z.times(size[3] * handedness), fields.qOffset());
    }

    private static NiftiPlacement pixdimOnly(NiftiFields fields) {
        double[] size = fields.pixdim();
        return new NiftiPlacement(new Vec3(size[1], 0, 0), new Vec3(0, size[2], 0), new Vec3(0, 0, size[3]), Vec3.ZERO);
    }

    /** How a grid stands in NIfTI's coordinates. */
    static NiftiPlacement of(VoxelGrid grid) {
        Vec3 spacing = grid.spacing();
        return new NiftiPlacement(
                mirrored(grid.xAxis().times(spacing.x())),
                mirrored(grid.yAxis().times(spacing.y())),
                mirrored(grid.zAxis().times(spacing.z())),
                mirrored(grid.origin()));
    }

    private VoxelGrid toGrid(int nx, int ny, int nz) {
        return new VoxelGrid(
                nx,
                ny,
                nz,
                new Vec3(x.norm(), y.norm(), z.norm()),
                mirrored(origin),
                mirrored(x.normalized()),
                mirrored(y.normalized()),
                mirrored(z.normalized()));
    }

    /** LPS to RAS or back. */
    private static Vec3 mirrored(Vec3 v) {
        return new Vec3(-v.x(), -v.y(), v.z());
    }

    /** +1 if the three axes are right-handed, -1 if left-handed: pixdim[0] of the header. */
    int handedness() {
        return x.cross(y).dot(z) < 0 ? -1 : 1;
    }

    /** b, c, d of the unit quaternion (a not negative) that turns the RAS axes into these, the third times handedness. */
    Vec3 quaternion() {
        Vec3 u = x.normalized();
        Vec3 v = y.normalized();
        Vec3 w = z.normalized().times(handedness());
        // Four times the squares of a, b, c, d; dividing by the largest keeps the accuracy (Shepperd 1978,
        // doi:10.2514/3.55767b).
        double[] squares = {
            1 + u.x() + v.y() + w.z(), 1 + u.x() - v.y() - w.z(), 1 - u.x() + v.y() - w.z(), 1 - u.x() - v.y() + w.z()
        };
        int largest = 0;
        for (int i = 1; i < 4; i++) {
            if (squares[i] > squares[largest]) {
                largest = i;
            }
        }
        double p = Math.sqrt(squares[largest]) / 2;
        double q = 1 / (4 * p);
        double a;
        Vec3 bcd;
        switch (largest) {
            case 0 -> {
                a = p;
                bcd = new Vec3(v.z() - w.y(), w.x() - u.z(), u.y() - v.x()).times(q);
            }
            case 1 -> {
                a = (v.z() - w.y()) * q;
                bcd = new Vec3(p, (u.y() + v.x()) * q, (w.x() + u.z()) * q);
            }
            case 2 -> {
                a = (w.x() - u.z()) * q;
                bcd = new Vec3((u.y() + v.x()) * q, p, (v.z() + w.y()) * q);
            }
            default -> {
                a = (u.y() - v.x()) * q;
                bcd = new Vec3((w.x() + u.z()) * q, (v.z() + w.y()) * q, p);
            }
        }
        return a < 0 ? bcd.times(-1) : bcd;
    }
}
