package org.vertebrafe.calibration.rods;

import java.util.List;
import org.vertebrafe.calibration.Phantom;
import org.vertebrafe.calibration.PhantomRod;

/**
 * The line that rods of a phantom would have if they were these: {@code HU - water = offset + rise * density}.
 *
 * @param phantom whose rods they would be
 * @param offset HU
 * @param rise HU per mg/cm3
 */
record DensityLine(Phantom phantom, double offset, double rise) {

    private static final double MG_PER_G = 1000;

    /** Least squares; with two rods through both. */
    static DensityLine of(Phantom phantom, List<Integer> rods, List<Double> hu) {
        double[] x = rods.stream()
                .mapToDouble(r -> MG_PER_G * phantom.rods().get(r).density())
                .toArray();
        double[] y = new double[x.length];
        for (int n = 0; n < y.length; n++) {
            y[n] = hu.get(n) - water(phantom.rods().get(rods.get(n)));
        }
        double rise = SliceSeries.line(x, y)[0];
        return new DensityLine(phantom, SliceSeries.mean(y) - rise * SliceSeries.mean(x), rise);
    }

    private static double water(PhantomRod rod) {
        return MG_PER_G * rod.waterEquivalent().orElse(0);
    }

    /** CT number a rod would have, HU. */
    double hu(int rod) {
        PhantomRod r = phantom.rods().get(rod);
        return water(r) + offset + rise * MG_PER_G * r.density();
    }

    private double sigma() {
        return rise + phantom.waterTerm().map(w -> w.slopeCorrection()).orElse(0.0);
    }

    /** Slope of the calibration, mg/cm3 per HU. */
    double slope() {
        return 1 / sigma();
    }

    /** Density at 0 HU, mg/cm3. */
    double intercept() {
        return -(offset + phantom.waterTerm().map(w -> w.interceptCorrection()).orElse(0.0)) / sigma();
    }
}
