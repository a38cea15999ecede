package org.vertebrafe.segmentation.oneclick;

import java.util.Arrays;

/**
 * The image of a plate of known CT number between marrow and soft tissue, and its fit to a {@link NormalProfile}. Work space
 * of one thread.
 */
final class PlateModel {

    /** CT number of the material of the cortex, HU: what dense lamellar bone of about 0.85 g/cm3 has at 120 kVp. */
    private static final double CORTEX_HU = 1200;

    private static final double FINE = NormalProfile.FINE;

    /** Places tried on either side of the surface found so far, in steps of {@link #FINE}. */
    private static final int PLACES = 20;

    /** Largest thickness, in steps of {@link #FINE}. */
    private static final int THICKEST = 30;

    /** Thicknesses tried first. */
    private static final int[] THICKNESSES = {1, 3, 5, 8, 12, 17, 23, 30};

    /** Places tried first lie this many steps apart. */
    private static final int STRIDE = 2;

    /** Edges at all places of either face of the plate, from the innermost on. */
    private static final int EDGES = THICKEST + 2 * PLACES + 1;

    private final int lastBin;
    private final double[][] step;
    private final double[] sums = new double[EDGES];
    private final double[] dots = new double[EDGES];
    private final double[] own = new double[EDGES];
    private final boolean[] known = new boolean[EDGES];
    private NormalProfile profile;
    private double[] look;

    private double usualMarrow;
    private double usualSoft;
    private double usualThickness;
    private double huPrice;
    private double thicknessPrice;

    /** Least weighted sum of squares, HU2; 0 where the profile bears no plate. */
    double loss;

    /** Where the outer surface is, mm outside of the profile's. */
    double place;

    /** Thickness of the plate, mm. */
    double thickness;

    /** CT number inside, HU. */
    double marrow;

    /** CT number outside, HU. */
    double soft;

    /**
     * @param inner how far inside the surface the profiles begin, mm
     * @param outer how far outside they end, mm
     */
    PlateModel(double inner, double outer) {
        int bins = NormalProfile.bins(inner, outer);
        lastBin = bins - 1;
        step = new double[EDGES][bins];
    }

    /** How a step looks under a blur, for all distances between edges and bins. */
    static double[] look(Blur.Line blur, double inner, double outer) {
        int bins = NormalProfile.bins(inner, outer);
        int first = (int) Math.rint(inner / FINE) - THICKEST - PLACES - bins + 1;
        double[] look = new double[EDGES + bins - 1];
        for (int n = 0; n < look.length; n++) {
            look[n] = blur.step((first + n) * FINE);
        }
        return look;
    }

    /**
     * Sets what is usual, and by how much the sum of squares grows for each HU2 or mm2 off it.
     *
     * @param marrow HU
     * @param soft HU
     * @param huPrice of either
     * @param thickness mm
     * @param thicknessPrice HU2/mm2
     */
    void expect(double marrow, double soft, double huPrice, double thickness, double thicknessPrice) {
        usualMarrow = marrow;
        usualSoft = soft;
        usualThickness = thickness;
        this.huPrice = huPrice;
        this.thicknessPrice = thicknessPrice;
    }

    /** Finds the plate of least squares: on a coarse raster of places and thicknesses first, from its best step by step. */
    void fit(NormalProfile data, double[] underBlur) {
        start(data, underBlur);
        double best = Double.MAX_VALUE;
        int outer = THICKEST + PLACES;
        int thick = 0;
        for (int o = THICKEST; o < EDGES; o += STRIDE) {
            for (int t : THICKNESSES) {
                double l = loss(o, o - t);
                if (l < best) {
                    best = l;
                    outer = o;
                    thick = t;
                }
            }
        }
        for (boolean better = thick > 0; better; ) {
            better = false;
            int middle = outer;
            int usual = thick;
            for (int n = 0; n < 9; n++) {
                int o = middle + n % 3 - 1;
                int t = usual + n / 3 - 1;
                if (n != 4 && o >= THICKEST && o < EDGES && t >= 1 && t <= THICKEST) {
                    double l = loss(o, o - t);
                    if (l < best) {
                        best = l;
                        outer = o;
                        thick = t;
                        better = true;
                    }
                }
            }
        }
        place = (outer - THICKEST - PLACES) * FINE;
        thickness = thick * FINE;
        loss = thick > 0 ? loss(outer, outer - thick) : profile.variation();
    }

    /** Least mean square for each thickness, from {@link #FINE} in steps of it, HU2; all 0 without data. */
    double[] losses(NormalProfile data, double[] underBlur) {
        start(data, underBlur);
        double[] least = new double[THICKEST];
        for (int t = 1; t <= THICKEST && profile.total > 0; t++) {
            least[t - 1] = Double.MAX_VALUE;
            for (int o = THICKEST; o < EDGES; o++) {
                least[t - 1] = Math.min(least[t - 1], loss(o, o - t) / profile.total);
            }
        }
        return least;
    }

    private void start(NormalProfile data, double[] underBlur) {
        profile = data;
        look = underBlur;
        Arrays.fill(known, false);
    }

    private double[] edge(int e) {
        double[] s = step[e];
        if (!known[e]) {
            known[e] = true;
            double sum = 0;
            double dot = 0;
            double square = 0;
            for (int n = 0; n < profile.filled; n++) {
                double value = look[e - profile.bin[n] + lastBin];
                s[n] = value;
                sum += value * profile.weight[n];
                dot += value * profile.first[n];
                square += value * value * profile.weight[n];
            }
            sums[e] = sum;
            dots[e] = dot;
            own[e] = square;
        }
        return s;
    }

    /** Sum of squares with the best CT numbers of marrow and soft tissue, which enter linearly. */
    private double loss(int outer, int inner) {
        double[] outside = edge(outer);
        double[] inside = edge(inner);
        double oi = 0;
        for (int n = 0; n < profile.filled; n++) {
            oi += outside[n] * inside[n] * profile.weight[n];
        }
        double oo = own[outer];
        double ii = own[inner];
        double yOuter = dots[outer];
        double yInner = dots[inner];
        // The image less the cortex, against marrow = inner step and soft tissue = 1 - outer step.
        double yy = profile.squares
                - 2 * CORTEX_HU * (yOuter - yInner)
                + CORTEX_HU * CORTEX_HU * (oo - 2 * oi + ii)
                + huPrice * (usualMarrow * usualMarrow + usualSoft * usualSoft);
        double my = yInner - CORTEX_HU * (oi - ii) + huPrice * usualMarrow;
        double sy = profile.sum - yOuter - CORTEX_HU * (sums[outer] - sums[inner] - oo + oi) + huPrice * usualSoft;
        double ms = sums[inner] - oi;
        double mm = ii + huPrice;
        double ss = profile.total - 2 * sums[outer] + oo + huPrice;
        double determinant = mm * ss - ms * ms;
        if (determinant < 1e-9) {
            return Double.MAX_VALUE;
        }
        marrow = (my * ss - sy * ms) / determinant;
        soft = (sy * mm - my * ms) / determinant;
        double unusual = (outer - inner) * FINE - usualThickness;
        return yy - marrow * my - soft * sy + thicknessPrice * unusual * unusual;
    }
}
