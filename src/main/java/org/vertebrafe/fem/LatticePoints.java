package org.vertebrafe.fem;

import java.util.Arrays;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.vertebrafe.base.Progress;
import org.vertebrafe.mesh.Mesh;

/** The regular grid that all nodes of a mesh of bricks lie on, if there is one, and where each node lies on it. */
final class LatticePoints {

    /** Part of an edge by which a node may be off its grid point: what printing it with few digits does. */
    private static final double OFF = 1e-5;

    private final double[] coordinates;
    private final Progress progress;
    /** Position of the grid point (0, 0, 0), mm. */
    private final double[] origin = new double[3];
    /** Grid axes, mm, one after the other. */
    private final double[] steps = new double[9];

    private final int[] low = new int[3];
    private final int[] size = new int[3];
    private int[] pointOf;

    private LatticePoints(double[] coordinates, Progress progress) {
        this.coordinates = coordinates;
        this.progress = progress;
    }

    /**
     * @param mesh of bricks
     * @param coordinates of its nodes, mm
     * @param progress polled for cancel
     */
    static Optional<LatticePoints> of(Mesh mesh, double[] coordinates, Progress progress) {
        LatticePoints points = new LatticePoints(coordinates, progress);
        points.orient(mesh.connectivity());
        // By the edges of one brick first, then by the grid that fits all nodes best.
        boolean found = points.orthogonal() && points.measure(0.25) && points.fit();
        if (!found || !points.orthogonal() || !points.measure(OFF)) {
            return Optional.empty();
        }
        points.number();
        return Optional.of(points);
    }

    /** Axes and origin by the first element; the first axis is the one along which node numbers grow least. */
    private void orient(int[] connectivity) {
        int[] ends = {connectivity[1], connectivity[3], connectivity[4]};
        Integer[] order = {0, 1, 2};
        int first = connectivity[0];
        Arrays.sort(order, (a, b) -> Integer.compare(Math.abs(ends[a] - first), Math.abs(ends[b] - first)));
        for (int axis = 0; axis < 3; axis++) {
            int end = ends[order[axis]];
            for (int c = 0; c < 3; c++) {
                double edge = coordinates[3 * end + c] - coordinates[3 * first + c];
                steps[3 * axis + c] = end > first ? edge : -edge;
            }
        }
        System.arraycopy(coordinates, 3 * first, origin, 0, 3);
    }

    private boolean orthogonal() {
        for (int axis = 0; axis < 3; axis++) {
            int other = (axis + 1) % 3;
            double cosine = product(axis, other) / Math.sqrt(product(axis, axis) * product(other, other));
            if (!(Math.abs(cosine) < OFF)) {
                return false;
            }
        }
        return true;
    }

    private double product(int a, int b) {
        return steps[3 * a] * steps[3 * b] + steps[3 * a + 1] * steps[3 * b + 1] + steps[3 * a + 2] * steps[3 * b + 2];
    }

    /** Place of a node along an axis, in edges from the origin. */
    private double along(int axis, int node) {
        double distance = 0;
        for (int c = 0; c < 3; c++) {
            distance += steps[3 * axis + c] * (coordinates[3 * node + c] - origin[c]);
        }
        return distance / product(axis, axis);
    }

    /** Finds how far the grid reaches; false if a node is farther off it than so many edges, or it is too large. */
    private boolean measure(double off) {
        double points = 1;
        for (int axis = 0; axis < 3; axis++) {
            progress.checkCancelled();
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int n = 0; n < coordinates.length / 3; n++) {
                double place = along(axis, n);
                if (!(Math.abs(place - Math.rint(place)) <= off)) {
                    return false;
                }
                least = Math.min(least, Math.rint(place));
                most = Math.max(most, Math.rint(place));
            }
            points *= most - least + 1;
            if (points > Integer.MAX_VALUE - 8) {
                return false;
            }
            low[axis] = (int) least;
            size[axis] = (int) (most - least) + 1;
        }
        return true;
    }

    /** Least squares for origin and axes. */
    private boolean fit() {
        progress.checkCancelled();
        DMatrixRMaj normal = new DMatrixRMaj(4, 4);
        DMatrixRMaj right = new DMatrixRMaj(4, 3);
        double[] place = {0, 0, 0, 1};
        for (int n = 0; n < coordinates.length / 3; n++) {
            for (int axis = 0; axis < 3; axis++) {
                place[axis] = Math.rint(along(axis, n));
            }
            for (int a = 0; a < 4; a++) {
                for (int b = 0; b < 4; b++) {
                    normal.data[4 * a + b] += place[a] * place[b];
                }
                for (int c = 0; c < 3; c++) {
                    right.data[3 * a + c] += place[a] * (coordinates[3 * n + c] - origin[c]);
                }
            }
        }
        DMatrixRMaj solution = new DMatrixRMaj(4, 3);
        if (!CommonOps_DDRM.solve(normal, right, solution)) {
            return false;
        }
        System.arraycopy(solution.data, 0, steps, 0, 9);
        for (int c = 0; c < 3; c++) {
            origin[c] += solution.get(3, c);
        }
        return true;
    }

    private void number() {
        progress.checkCancelled();
        pointOf = new int[coordinates.length / 3];
        int[] place = new int[3];
        for (int n = 0; n < pointOf.length; n++) {
            for (int axis = 0; axis < 3; axis++) {
                place[axis] = (int) Math.rint(along(axis, n)) - low[axis];
            }
            pointOf[n] = place[0] + size[0] * (place[1] + size[1] * place[2]);
        }
        for (int c = 0; c < 3; c++) {
            origin[c] += low[0] * steps[c] + low[1] * steps[3 + c] + low[2] * steps[6 + c];
        }
    }

    /** Number of grid points along an axis. */
    int size(int axis) {
        return size[axis];
    }

    /** Grid point of each node: i + size(0) (j + size(1) k); to be read only. */
    int[] pointOf() {
        return pointOf;
    }

    double[] origin() {
        return origin;
    }

    double[] steps() {
        return steps;
    }

    /** Whether the three axes are right-handed. */
    boolean rightHanded() {
        double x = steps[4] * steps[8] - steps[5] * steps[7];
        double y = steps[5] * steps[6] - steps[3] * steps[8];
        double z = steps[3] * steps[7] - steps[4] * steps[6];
        return steps[0] * x + steps[1] * y + steps[2] * z > 0;
    }

    /**
     * The order in which values rise.
     *
     * @return indices by rising value; an empty array where they rise as they are, null if two are equal
     */
    static int[] risingOrder(int[] values) {
        boolean rising = true;
        for (int i = 1; i < values.length; i++) {
            rising &= values[i] > values[i - 1];
        }
        if (rising) {
            return new int[0];
        }
        long[] keys = new long[values.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) values[i] << 32 | i;
        }
        Arrays.sort(keys);
        int[] order = new int[keys.length];
        for (int at = 0; at < keys.length; at++) {
            order[at] = (int) keys[at];
            if (at > 0 && keys[at] >> 32 == keys[at - 1] >> 32) {
                return null;
            }
        }
        return order;
    }
}
