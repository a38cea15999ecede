package org.vertebrafe.segmentation;

import java.util.function.Predicate;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.mesh.VoxelSolid;
import org.vertebrafe.synthetic.Pose;

/** Analytic shapes, voxelised: a voxel belongs to the shape its centre lies in. */
public final class Shapes {

    private Shapes() {}

    /** Voxels along the patient's axes that cover at least the box -half..half around the origin, mm. */
    public static VoxelGrid around(Vec3 half, Vec3 spacing) {
        int[] n = new int[3];
        double[] first = new double[3];
        for (int a = 0; a < 3; a++) {
            n[a] = (int) Math.ceil(2 * half.get(a) / spacing.get(a));
            first[a] = -(n[a] - 1) / 2.0 * spacing.get(a);
        }
        return new VoxelGrid(
                n[0],
                n[1],
                n[2],
                spacing,
                new Vec3(first[0], first[1], first[2]),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
    }

    /** The same voxels stored in another order: axis a of the result is axis order[a] of the grid, reversed if asked. */
    public static VoxelGrid reordered(VoxelGrid grid, int[] order, boolean[] reversed) {
        double[] corner = new double[3];
        Vec3[] axes = new Vec3[3];
        double[] spacing = new double[3];
        for (int a = 0; a < 3; a++) {
            corner[order[a]] = reversed[a] ? grid.size(order[a]) - 1 : 0;
            axes[a] = grid.axis(order[a]).times(reversed[a] ? -1 : 1);
            spacing[a] = grid.spacing().get(order[a]);
        }
        return new VoxelGrid(
                grid.size(order[0]),
                grid.size(order[1]),
                grid.size(order[2]),
                new Vec3(spacing[0], spacing[1], spacing[2]),
                grid.toPatient(corner[0], corner[1], corner[2]),
                axes[0],
                axes[1],
                axes[2]);
    }

    /** Marks the voxels of a shape as a tissue; later shapes do not overwrite. */
    public static byte[] mark(VoxelGrid grid, byte[] codes, Tissue tissue, Predicate<Vec3> shape) {
        for (int k = 0, at = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++, at++) {
                    if (codes[at] == 0 && shape.test(grid.toPatient(i, j, k))) {
                        codes[at] = tissue.code();
                    }
                }
            }
        }
        return codes;
    }

    /** One shape of one tissue. */
    public static TissueMap map(VoxelGrid grid, Tissue tissue, Predicate<Vec3> shape) {
        return new TissueMap(grid, mark(grid, new byte[grid.voxels()], tissue, shape));
    }

    /** A solid of constant density 0.1 g/cm3. */
    public static VoxelSolid solid(TissueMap tissues) {
        float[] density = new float[tissues.grid().voxels()];
        java.util.Arrays.fill(density, 0.1f);
        return new VoxelSolid(tissues, new Volume(tissues.grid(), density));
    }

    /** A box in a pose, by its edges, mm. */
    public static Predicate<Vec3> box(Pose pose, double width, double depth, double height) {
        return p -> {
            Vec3 q = pose.toLocal(p);
            return Math.abs(q.x()) < width / 2 && Math.abs(q.y()) < depth / 2 && Math.abs(q.z()) < height / 2;
        };
    }

    /** An elliptic cylinder in a pose, by its diameters and height, mm. */
    public static Predicate<Vec3> cylinder(Pose pose, double width, double depth, double height) {
        return p -> {
            Vec3 q = pose.toLocal(p);
            double x = 2 * q.x() / width;
            double y = 2 * q.y() / depth;
            return x * x + y * y < 1 && Math.abs(q.z()) < height / 2;
        };
    }
}
