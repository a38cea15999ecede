package org.vertebrafe.calibration.rods;

/**
 * A two-dimensional image in mm: pixel (i, j) has its centre at (x0 + i px, y0 + j py).
 *
 * @param nx number of columns
 * @param ny number of rows
 * @param px distance of columns, mm
 * @param py distance of rows, mm
 * @param x0 place of the first column, mm
 * @param y0 place of the first row, mm
 * @param values HU, column fastest; NaN where nothing was seen
 */
record SliceImage(int nx, int ny, double px, double py, double x0, double y0, float[] values) {

    /** Interpolated value at a place in mm; NaN outside. */
    double at(double x, double y) {
        double u = (x - x0) / px;
        double v = (y - y0) / py;
        if (!(u >= 0 && v >= 0 && u <= nx - 1 && v <= ny - 1)) {
            return Double.NaN;
        }
        int i = Math.min((int) u, Math.max(0, nx - 2));
        int j = Math.min((int) v, Math.max(0, ny - 2));
        int right = nx > 1 ? 1 : 0;
        int below = ny > 1 ? nx : 0;
        u -= i;
        v -= j;
        int at = i + nx * j;
        double low = values[at] + u * (values[at + right] - values[at]);
        double high = values[at + below] + u * (values[at + below + right] - values[at + below]);
        return low + v * (high - low);
    }
}
