package org.vertebrafe.segmentation.oneclick;

import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;

/** The voxels about all points of a surface, and how a plate of cortex looks there. */
final class PlateProfiles {

    /** How far outside the surface voxels are compared, mm. */
    private static final double OUTWARD = 3.5;

    /**
     * Profiles across slices are longer by this many times what the slices are farther apart than 1 mm: two of them on either
     * side at least.
     */
    private static final double FURTHER = 1.25;

    /** How many times as long as the others voxels are at least across slices that are not the third axis. */
    private static final double SLICES = 1.2;

    /** Directions between the plane of the slices and their axis for which the blur is worked out. */
    private static final int DIRECTIONS = 12;

    private final Volume ct;
    private final CorticalFit.Surface surface;
    private final double[] cosines;
    private final double further;

    /** Axis of the grid across the slices. */
    private final int sliceAxis;

    PlateProfiles(Volume ct, CorticalFit.Surface surface) {
        this.ct = ct;
        this.surface = surface;
        sliceAxis = sliceAxis(ct.grid().spacing());
        double more = FURTHER * Math.max(0, sliceDistance() - 1);
        further = PlateModel.FINE * Math.rint(more / PlateModel.FINE);
        cosines = new double[surface.size()];
        Vec3 slices = ct.grid().axis(sliceAxis);
        for (int c = 0; c < cosines.length; c++) {
            cosines[c] = Math.abs(ColumnMesh.vertex(surface.normals(), c).dot(slices));
        }
    }

    /** The axis along which voxels are clearly longest, as in images whose array is in another order; else the third. */
    private static int sliceAxis(Vec3 spacing) {
        for (int axis = 0; axis < 2; axis++) {
            double others = Math.max(spacing.get((axis + 1) % 3), spacing.get((axis + 2) % 3));
            if (spacing.get(axis) > SLICES * others) {
                return axis;
            }
        }
        return 2;
    }

    int size() {
        return cosines.length;
    }

    /** Distance of the slices, mm. */
    double sliceDistance() {
        return ct.grid().spacing().get(sliceAxis);
    }

    /** Volume of a voxel, mm3. */
    double voxelVolume() {
        return ct.grid().voxelVolume();
    }

    /** Cosine of a point's normal with the axis of the slices, 0..1. */
    double cosine(int point) {
        return cosines[point];
    }

    /** Number of the look that suits a point. */
    int direction(int point) {
        return (int) Math.rint(DIRECTIONS * cosines[point] * cosines[point]);
    }

    /** How edges under a blur look in each direction. */
    double[][] looks(Blur blur) {
        double[][] looks = new double[DIRECTIONS + 1][];
        for (int n = 0; n <= DIRECTIONS; n++) {
            looks[n] = PlateModel.look(blur.along((double) n / DIRECTIONS), inner(), outer());
        }
        return looks;
    }

    /** Work space for profiles, of one thread. */
    NormalProfile space() {
        return new NormalProfile(ct, inner(), outer());
    }

    /** Work space for plates, of one thread. */
    PlateModel model() {
        return new PlateModel(inner(), outer());
    }

    private double inner() {
        return surface.inward() + further;
    }

    private double outer() {
        return OUTWARD + further;
    }

    /** Gathers the voxels about a point. */
    void gather(int point, NormalProfile profile) {
        double more = further * cosines[point];
        profile.gather(
                ColumnMesh.vertex(surface.points(), point),
                ColumnMesh.vertex(surface.normals(), point),
                surface.curvatures()[point],
                -surface.inward() - more,
                OUTWARD + more);
    }

    /** Voxels within a distance of each other along all three axes. */
    double voxelsWithin(double distance) {
        double voxels = 1;
        for (int axis = 0; axis < 3; axis++) {
            voxels *= Math.max(1, distance / ct.grid().spacing().get(axis));
        }
        return voxels;
    }
}
