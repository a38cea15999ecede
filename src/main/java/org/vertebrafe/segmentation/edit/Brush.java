package org.vertebrafe.segmentation.edit;

import java.util.Optional;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;

/** A round brush: the voxels whose centres are within its radius, in mm, of a straight piece of a path. */
final class Brush {

    /** Centres at the very radius belong to it, however the voxel size was rounded. */
    private static final double TOLERANCE = 1 + 1e-6;

    private final VoxelGrid grid;
    private final Optional<Slicing> plane;
    private final double radius;

    Brush(VoxelGrid grid, Optional<Slicing> plane, double radius) {
        this.grid = grid;
        this.plane = plane;
        this.radius = radius;
    }

    /**
     * Paints a piece of a path and says where voxels may have changed.
     *
     * @param a where it starts, voxel coordinates
     * @param b where it ends; a disc is painted in the slice of this point
     */
    Region paint(Vec3 a, Vec3 b, Pen pen, int label) {
        int[] from = new int[3];
        int[] to = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            if (isNormal(axis)) {
                from[axis] = (int) Math.rint(b.get(axis));
                to[axis] = from[axis];
            } else {
                double r = radius * TOLERANCE / grid.spacing().get(axis);
                // One voxel more than the radius needs: the voxel under the path is always reached.
                from[axis] = (int) Math.floor(Math.min(a.get(axis), b.get(axis)) - r);
                to[axis] = (int) Math.ceil(Math.max(a.get(axis), b.get(axis)) + r);
            }
        }
        Region box = new Region(from[0], from[1], from[2], to[0], to[1], to[2]).within(grid);
        double limit = radius * radius * TOLERANCE;
        double[] start = scaled(a);
        double[] way = scaled(b.minus(a));
        double length2 = way[0] * way[0] + way[1] * way[1] + way[2] * way[2];
        for (int k = box.k0(); k <= box.k1(); k++) {
            double z = isNormal(2) ? 0 : k * grid.spacing().z() - start[2];
            for (int j = box.j0(); j <= box.j1(); j++) {
                double y = isNormal(1) ? 0 : j * grid.spacing().y() - start[1];
                int row = grid.index(0, j, k);
                for (int i = box.i0(); i <= box.i1(); i++) {
                    double x = isNormal(0) ? 0 : i * grid.spacing().x() - start[0];
                    double t = length2 == 0 ? 0 : (x * way[0] + y * way[1] + z * way[2]) / length2;
                    t = Math.max(0, Math.min(1, t));
                    double dx = x - t * way[0];
                    double dy = y - t * way[1];
                    double dz = z - t * way[2];
                    if (dx * dx + dy * dy + dz * dz <= limit) {
                        pen.set(row + i, label);
                    }
                }
            }
        }
        paintLine(a, b, pen, label);
        return box;
    }

    /** The voxels right under the path, which a brush thinner than a voxel would miss. */
    private void paintLine(Vec3 a, Vec3 b, Pen pen, int label) {
        Vec3 way = b.minus(a);
        double longest = Math.max(Math.abs(way.x()), Math.max(Math.abs(way.y()), Math.abs(way.z())));
        int steps = Math.max(1, (int) Math.ceil(2 * longest));
        for (int n = 0; n <= steps; n++) {
            Vec3 p = a.plus(way.times((double) n / steps));
            int[] ijk = new int[3];
            boolean inside = true;
            for (int axis = 0; axis < 3; axis++) {
                ijk[axis] = (int) Math.rint(isNormal(axis) ? b.get(axis) : p.get(axis));
                inside &= ijk[axis] >= 0 && ijk[axis] < grid.size(axis);
            }
            if (inside) {
                pen.set(grid.index(ijk[0], ijk[1], ijk[2]), label);
            }
        }
    }

    private boolean isNormal(int axis) {
        return plane.isPresent() && plane.get().axis() == axis;
    }

    /** Voxel coordinates in mm, without what lies along the normal of a disc. */
    private double[] scaled(Vec3 v) {
        double[] mm = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            mm[axis] = isNormal(axis) ? 0 : v.get(axis) * grid.spacing().get(axis);
        }
        return mm;
    }
}
