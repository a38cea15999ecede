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

    /**
     * The image blurred to take the grain of a sharp kernel off it: a Gaussian of this standard deviation, or none where
     * the pixels are coarse enough themselves. What is not seen stays so.
     *
     * @param sigma mm
     */
    SliceImage smoothed(double sigma) {
        float[] once = pass(values, nx, ny, 1, nx, sigma / px);
        return new SliceImage(nx, ny, px, py, x0, y0, pass(once, ny, nx, nx, 1, sigma / py));
    }

    private static float[] pass(float[] from, int n, int lines, int step, int lineStep, double sigma) {
        int reach = (int) Math.ceil(2.5 * sigma);
        if (sigma < 0.4 || n < 2 * reach + 1) {
            return from;
        }
        double[] kernel = new double[2 * reach + 1];
        double sum = 0;
        for (int k = -reach; k <= reach; k++) {
            kernel[k + reach] = Math.exp(-k * k / (2 * sigma * sigma));
            sum += kernel[k + reach];
        }
        float[] weights = new float[kernel.length];
        for (int k = 0; k < kernel.length; k++) {
            weights[k] = (float) (kernel[k] / sum);
        }
        float[] to = new float[from.length];
        for (int line = 0; line < lines; line++) {
            int start = line * lineStep;
            for (int i = 0; i < n; i++) {
                float value = 0;
                for (int k = -reach; k <= reach; k++) {
                    // The border repeats its last pixel.
                    int at = Math.min(n - 1, Math.max(0, i + k));
                    value += weights[k + reach] * from[start + at * step];
                }
                to[start + i * step] = value;
            }
        }
        return to;
    }
}
