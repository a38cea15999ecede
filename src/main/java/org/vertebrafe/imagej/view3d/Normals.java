package org.vertebrafe.imagej.view3d;

/**
 * Directions coded in 14 bits (octahedral map of 128 x 128), so that light is computed once for each direction of a frame
 * and not once for each corner. A coded direction is less than two degrees off.
 */
final class Normals {

    static final int SIDE = 128;
    static final int COUNT = SIDE * SIDE;

    private static final float[] DIRECTIONS = directions();

    private Normals() {}

    /** The code of a direction of any length but 0. */
    static short code(double x, double y, double z) {
        double sum = Math.abs(x) + Math.abs(y) + Math.abs(z);
        if (!(sum > 0)) {
            return 0;
        }
        double u = x / sum;
        double v = y / sum;
        if (z < 0) {
            double folded = (1 - Math.abs(v)) * (u >= 0 ? 1 : -1);
            v = (1 - Math.abs(u)) * (v >= 0 ? 1 : -1);
            u = folded;
        }
        return (short) (cell(u) + SIDE * cell(v));
    }

    /** Unit direction of a code, component 0..2. */
    static float component(int code, int axis) {
        return DIRECTIONS[3 * code + axis];
    }

    private static int cell(double t) {
        return Math.max(0, Math.min(SIDE - 1, (int) Math.round((t + 1) / 2 * (SIDE - 1))));
    }

    private static float[] directions() {
        float[] directions = new float[3 * COUNT];
        for (int code = 0; code < COUNT; code++) {
            double u = 2.0 * (code % SIDE) / (SIDE - 1) - 1;
            double v = 2.0 * (code / SIDE) / (SIDE - 1) - 1;
            double z = 1 - Math.abs(u) - Math.abs(v);
            if (z < 0) {
                double folded = (1 - Math.abs(v)) * (u >= 0 ? 1 : -1);
                v = (1 - Math.abs(u)) * (v >= 0 ? 1 : -1);
                u = folded;
            }
            double length = Math.sqrt(u * u + v * v + z * z);
            directions[3 * code] = (float) (u / length);
            directions[3 * code + 1] = (float) (v / length);
            directions[3 * code + 2] = (float) (z / length);
        }
        return directions;
    }
}
