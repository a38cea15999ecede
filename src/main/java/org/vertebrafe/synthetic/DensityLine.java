package org.vertebrafe.synthetic;

/**
 * The true calibration of a synthetic scan: density [g/cm3, K2HPO4] = intercept + slope * HU.
 *
 * @param intercept density at 0 HU, g/cm3
 * @param slope g/cm3 per HU
 */
public record DensityLine(double intercept, double slope) {

    /** Smooth kernel B40f at 120 kVp, Eq 1 of Jiang et al. 2023, doi:10.3389/fendo.2023.1076990. */
    public static final DensityLine B40F = new DensityLine(-0.0042, 0.00070);

    /** @throws org.vertebrafe.base.InputException if a value is out of its range */
    public DensityLine {
        Checks.range("intercept of the density line", intercept, "g/cm3", -0.2, 0.2);
        Checks.range("slope of the density line", slope, "g/cm3/HU", 1e-4, 1e-2);
    }

    /** HU of a density in g/cm3. */
    public double hu(double density) {
        return (density - intercept) / slope;
    }

    /** Density in g/cm3 of a number of HU. */
    public double density(double hu) {
        return intercept + slope * hu;
    }
}
