package org.vertebrafe.fem.linalg;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The six motions without strain: translations along x, y, z and small rotations about x, y, z. */
final class RigidBody {

    /** Number of modes. */
    static final int MODES = 6;

    private RigidBody() {}

    /**
     * One mode as a vector of displacements; rotations are about the mean of the coordinates.
     *
     * @param coordinates x, y, z of each node, mm
     * @param mode 0..2 translations (dimensionless), 3..5 rotations (mm a radian)
     */
    static double[] mode(double[] coordinates, int mode) {
        double[] centre = centre(coordinates);
        double[] local = new double[18];
        double[] v = new double[coordinates.length];
        for (int i = 0; i < v.length; i += 3) {
            at(coordinates, i, centre, local);
            for (int c = 0; c < 3; c++) {
                v[i + c] = local[MODES * c + mode];
            }
        }
        return v;
    }

    /** All modes, 3 x 6 values a node, row by row. */
    static double[] modes(double[] coordinates) {
        double[] centre = centre(coordinates);
        double[] local = new double[18];
        double[] all = new double[MODES * coordinates.length];
        for (int i = 0; i < coordinates.length; i += 3) {
            at(coordinates, i, centre, local);
            System.arraycopy(local, 0, all, MODES * i, 18);
        }
        return all;
    }

    /**
     * Rigid motions of some nodes, continued to others.
     *
     * @param motions displacements of the nodes, each a rigid motion
     * @param from x, y, z of the nodes, mm
     * @param to x, y, z of the others, mm
     */
    static double[][] continued(double[][] motions, double[] from, double[] to) {
        double[] centre = centre(from);
        DMatrixRMaj normal = new DMatrixRMaj(MODES, MODES);
        DMatrixRMaj right = new DMatrixRMaj(MODES, motions.length);
        double[] local = new double[18];
        for (int i = 0; i < from.length; i++) {
            at(from, i - i % 3, centre, local);
            for (int a = 0; a < MODES; a++) {
                double value = local[MODES * (i % 3) + a];
                for (int b = 0; b < MODES; b++) {
                    normal.add(a, b, value * local[MODES * (i % 3) + b]);
                }
                for (int m = 0; m < motions.length; m++) {
                    right.add(a, m, value * motions[m][i]);
                }
            }
        }
        DMatrixRMaj factors = new DMatrixRMaj(MODES, motions.length);
        if (!CommonOps_DDRM.solve(normal, right, factors)) {
            throw new IllegalArgumentException("nodes on a line have no unique rigid motion");
        }
        double[][] continued = new double[motions.length][to.length];
        for (int i = 0; i < to.length; i++) {
            at(to, i - i % 3, centre, local);
            for (int m = 0; m < motions.length; m++) {
                for (int a = 0; a < MODES; a++) {
                    continued[m][i] += local[MODES * (i % 3) + a] * factors.get(a, m);
                }
            }
        }
        return continued;
    }

    private static void at(double[] coordinates, int i, double[] centre, double[] out) {
        double x = coordinates[i] - centre[0];
        double y = coordinates[i + 1] - centre[1];
        double z = coordinates[i + 2] - centre[2];
        java.util.Arrays.fill(out, 0);
        out[0] = 1;
        out[MODES + 1] = 1;
        out[2 * MODES + 2] = 1;
        out[MODES + 3] = -z;
        out[2 * MODES + 3] = y;
        out[4] = z;
        out[2 * MODES + 4] = -x;
        out[5] = -y;
        out[MODES + 5] = x;
    }

    private static double[] centre(double[] coordinates) {
        double[] sum = new double[3];
        for (int i = 0; i < coordinates.length; i++) {
            sum[i % 3] += coordinates[i];
        }
        for (int c = 0; c < 3; c++) {
            sum[c] /= coordinates.length / 3;
        }
        return sum;
    }
}
