package org.vertebrafe.material;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.DensityKind;

/**
 * How density becomes stiffness.
 *
 * @param measured kind of density the image holds
 * @param law density-modulus law
 * @param conversion how to reach the law's kind of density where it is another
 * @param poissonRatio of bone, dimensionless; not used by orthotropic laws
 * @param modulusFloor smallest Young's modulus of a bone element, MPa: what fatty marrow of negative density gets
 * @param capModulus Young's modulus of the caps, MPa
 * @param capPoissonRatio of the caps, dimensionless
 */
public record MaterialSettings(
        DensityKind measured,
        DensityModulusLaw law,
        DensityConversion conversion,
        double poissonRatio,
        double modulusFloor,
        double capModulus,
        double capPoissonRatio) {

    public MaterialSettings {
        if (!(modulusFloor > 0)) {
            throw InputException.of("Modulus floor %g MPa: must be positive.", modulusFloor);
        }
        if (!(capModulus > 0)) {
            throw InputException.of("Modulus of the end caps %g MPa: must be positive (PMMA about 2500).", capModulus);
        }
    }

    /** The steps from the image's density to the law's. */
    public List<DensityConversion> path() {
        return DensityConversion.path(measured, law.expects(), conversion);
    }

    /** Turns a density in the image into the one the law sees, both g/cm3. */
    public DoubleUnaryOperator toLawDensity() {
        DoubleUnaryOperator all = DoubleUnaryOperator.identity();
        for (DensityConversion step : path()) {
            all = all.andThen(step::apply);
        }
        return all;
    }

    /** Elasticity of bone at unit modulus. */
    public UnitElasticity bone() {
        return law.orthotropic() ? UnitElasticity.crawfordOrthotropic() : UnitElasticity.isotropic(poissonRatio);
    }
}
