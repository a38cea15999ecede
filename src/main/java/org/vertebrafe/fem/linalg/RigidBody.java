package org.vertebrafe.fem.linalg;

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
