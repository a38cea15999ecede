package org.vertebrafe.calibration;

import java.util.List;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.Volume;

/**
 * A straight line from Hounsfield units to density: {@code density = intercept + slope * HU}.
 *
 * @param id name in configurations
 * @param slope g/cm3 per HU, positive
 * @param intercept g/cm3 at 0 HU
 * @param kind what kind of density the line gives
 * @param source where the line comes from
 */
public record DensityCalibration(String id, double slope, double intercept, DensityKind kind, String source) {

    private static final String STUDY = "Jiang et al. 2023, doi:10.3389/fendo.2023.1076990";

    /** Eq 1 of the study: Siemens kernel B40f at 120 kVp. */
    public static final DensityCalibration B40F = new DensityCalibration(
            "b40f", 0.00070, -0.0042, DensityKind.K2HPO4, STUDY + ", Eq 1 (Siemens B40f, 120 kVp)");

    /** Eq 2 of the study: Siemens kernel B70f at 120 kVp. */
    public static final DensityCalibration B70F = new DensityCalibration(
            "b70f", 0.00073, -0.0037, DensityKind.K2HPO4, STUDY + ", Eq 2 (Siemens B70f, 120 kVp)");

    /** Published lines, by reconstruction kernel. They hold for the scanner and protocol they were measured on. */
    public static final List<DensityCalibration> PUBLISHED = List.of(B40F, B70F);

    public DensityCalibration {
        if (!(slope > 0) || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw InputException.of(
                    "Density calibration %g g/cm3 + %g g/cm3 per HU: the slope must be positive, both must be numbers.",
                    intercept, slope);
        }
        if (slope < 1e-4 || slope > 1e-2) {
            throw InputException.of(
                    "Density calibration slope %g g/cm3 per HU: about 0.0007 expected, limits 0.0001..0.01. Is it in mg/cm3"
                            + " (then divide by 1000)?",
                    slope);
        }
    }

    /** The published line of this name, if there is one. */
    public static Optional<DensityCalibration> published(String id) {
        return PUBLISHED.stream().filter(line -> line.id.equals(id)).findFirst();
    }

    /** Density in g/cm3 of a CT number in HU. */
    public double apply(double hu) {
        return intercept + slope * hu;
    }

    /** CT number in HU of a density in g/cm3. */
    public double invert(double density) {
        return (density - intercept) / slope;
    }

    /** The density image, g/cm3, of a CT in HU. */
    public Volume apply(Volume hu) {
        float[] values = hu.values();
        float[] density = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            density[i] = (float) apply(values[i]);
        }
        return new Volume(hu.grid(), density);
    }
}
