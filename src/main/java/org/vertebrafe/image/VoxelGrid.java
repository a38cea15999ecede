package org.vertebrafe.image;

import java.util.Locale;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;

/**
 * A regular grid of voxels placed in the patient: LPS coordinates (x to the patient's left, y to posterior, z to
 * superior) in mm. Voxel (i, j, k) has its centre at {@code origin + i*spacing.x*xAxis + j*spacing.y*yAxis +
 * k*spacing.z*zAxis}; arrays on a grid run fastest along i.
 *
 * @param nx number of voxels along the first axis
 * @param ny number of voxels along the second axis
 * @param nz number of voxels along the third axis
 * @param spacing distance between voxel centres along the three axes, mm
 * @param origin centre of voxel (0, 0, 0), LPS mm
 * @param xAxis unit vector of the first axis in LPS
 * @param yAxis unit vector of the second axis in LPS
 * @param zAxis unit vector of the third axis in LPS; the three are orthogonal, of either handedness
 */
public record VoxelGrid(int nx, int ny, int nz, Vec3 spacing, Vec3 origin, Vec3 xAxis, Vec3 yAxis, Vec3 zAxis) {

    private static final double ORTHOGONAL_TOLERANCE = 1e-4;

    public VoxelGrid {
        if (nx < 1 || ny < 1 || nz < 1) {
            throw InputException.of("Image of %d x %d x %d voxels: every size must be at least 1.", nx, ny, nz);
        }
        if ((long) nx * ny * nz > Integer.MAX_VALUE - 8) {
            throw InputException.of(
                    "Image of %d x %d x %d voxels: more than 2147483639 voxels; crop it to the vertebra.", nx, ny, nz);
        }
        if (!spacing.isFinite() || !(spacing.x() > 0 && spacing.y() > 0 && spacing.z() > 0)) {
            throw InputException.of("Voxel size %s mm: must be positive; correct it in Image > Properties.", spacing);
        }
        if (!origin.isFinite()) {
            throw InputException.of("Image origin %s mm is not a finite position.", origin);
        }
        double skew =
                Math.max(Math.abs(xAxis.dot(yAxis)), Math.max(Math.abs(yAxis.dot(zAxis)), Math.abs(zAxis.dot(xAxis))));
        double stretch =
                Math.max(Math.abs(xAxis.norm() - 1), Math.max(Math.abs(yAxis.norm() - 1), Math.abs(zAxis.norm() - 1)));
        if (!(skew < ORTHOGONAL_TOLERANCE && stretch < ORTHOGONAL_TOLERANCE)) {
            throw InputException.of(
                    "Image axes %s, %s, %s are not orthogonal unit vectors (limit %g): sheared or gantry-tilted images"
                            + " must be resampled to a regular grid first.",
                    xAxis, yAxis, zAxis, ORTHOGONAL_TOLERANCE);
        }
    }

    /** A grid along the LPS axes with its first voxel centre at the origin. */
    public static VoxelGrid aligned(int nx, int ny, int nz, double dx, double dy, double dz) {
        return new VoxelGrid(
                nx, ny, nz, new Vec3(dx, dy, dz), Vec3.ZERO, new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1));
    }

    /** Number of voxels along axis 0, 1 or 2. */
    public int size(int axis) {
        return switch (axis) {
            case 0 -> nx;
            case 1 -> ny;
            case 2 -> nz;
            default -> throw new IndexOutOfBoundsException("axis " + axis);
        };
    }

    /** Unit vector of axis 0, 1 or 2 in LPS. */
    public Vec3 axis(int axis) {
        return switch (axis) {
            case 0 -> xAxis;
            case 1 -> yAxis;
            case 2 -> zAxis;
            default -> throw new IndexOutOfBoundsException("axis " + axis);
        };
    }

    /** Number of voxels. */
    public int voxels() {
        return nx * ny * nz;
    }

    /** Volume of one voxel, mm3. */
    public double voxelVolume() {
        return spacing.x() * spacing.y() * spacing.z();
    }

    /** Position of voxel (i, j, k) in an array on this grid. */
    public int index(int i, int j, int k) {
        return i + nx * (j + ny * k);
    }

    /** Patient position (LPS, mm) of the possibly fractional voxel coordinates. */
    public Vec3 toPatient(double i, double j, double k) {
        return origin.plus(xAxis.times(i * spacing.x()))
                .plus(yAxis.times(j * spacing.y()))
                .plus(zAxis.times(k * spacing.z()));
    }

    /** Fractional voxel coordinates of a patient position (LPS, mm). */
    public Vec3 toVoxel(Vec3 patient) {
        Vec3 d = patient.minus(origin);
        return new Vec3(d.dot(xAxis) / spacing.x(), d.dot(yAxis) / spacing.y(), d.dot(zAxis) / spacing.z());
    }

    /** The part of this grid that starts at voxel (i, j, k) and has the given sizes. */
    public VoxelGrid crop(int i, int j, int k, int sx, int sy, int sz) {
        if (i < 0 || j < 0 || k < 0 || i + sx > nx || j + sy > ny || k + sz > nz) {
            throw new IndexOutOfBoundsException("crop outside the grid");
        }
        return new VoxelGrid(sx, sy, sz, spacing, toPatient(i, j, k), xAxis, yAxis, zAxis);
    }

    /**
     * How the other grid differs from this one, in words for a person, or empty when their voxels coincide to 1 % of a
     * voxel everywhere.
     */
    public Optional<String> difference(VoxelGrid other) {
        if (nx != other.nx || ny != other.ny || nz != other.nz) {
            return Optional.of(String.format(
                    Locale.ROOT, "%d x %d x %d against %d x %d x %d voxels", nx, ny, nz, other.nx, other.ny, other.nz));
        }
        double limit = 0.01 * Math.min(spacing.x(), Math.min(spacing.y(), spacing.z()));
        double worst = 0;
        for (int corner = 0; corner < 8; corner++) {
            double i = (corner & 1) * (nx - 1.0);
            double j = (corner >> 1 & 1) * (ny - 1.0);
            double k = (corner >> 2 & 1) * (nz - 1.0);
            worst = Math.max(
                    worst, toPatient(i, j, k).minus(other.toPatient(i, j, k)).norm());
        }
        // Single-slice grids have no extent along an axis: compare the spacing itself as well.
        worst = Math.max(worst, spacing.minus(other.spacing).norm());
        if (worst <= limit) {
            return Optional.empty();
        }
        if (spacing.minus(other.spacing).norm() > limit) {
            return Optional.of(String.format(Locale.ROOT, "voxel size %s mm against %s mm", spacing, other.spacing));
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "corners up to %.3f mm apart (origin %s against %s mm; check orientation)",
                worst,
                origin,
                other.origin));
    }
}
