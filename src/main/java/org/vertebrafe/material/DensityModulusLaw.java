package org.vertebrafe.material;

import java.util.List;
import java.util.Locale;
import org.vertebrafe.base.Choice;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.DensityKind;

/**
 * A published relation between density and Young's modulus: {@code E = offset + coefficient * density^exponent}, MPa and
 * g/cm3; 0 where the density is not positive or the formula turns negative.
 *
 * @param id name in configurations
 * @param expects the kind of density it was measured against
 * @param coefficient MPa per (g/cm3)^exponent
 * @param exponent dimensionless
 * @param offset MPa
 * @param from lowest density of the specimens it was fitted to, g/cm3; NaN where not known
 * @param to highest density of the specimens it was fitted to, g/cm3; NaN where not known
 * @param orthotropic whether E is the modulus along the vertebral axis of an orthotropic material
 * @param source reference with DOI
 */
public record DensityModulusLaw(
        String id,
        DensityKind expects,
        double coefficient,
        double exponent,
        double offset,
        double from,
        double to,
        boolean orthotropic,
        String source) {

    private static final String CRAWFORD = "Crawford et al. 2003, doi:10.1016/S8756-3282(03)00210-2";

    /** The laws that come with the program, the study's first. */
    public static final List<DensityModulusLaw> LIBRARY = List.of(
            new DensityModulusLaw(
                    "morgan2003-vertebra",
                    DensityKind.APPARENT,
                    4730,
                    1.56,
                    0,
                    // Range of the vertebral specimens: quoted from memory, to be checked against the paper.
                    0.11,
                    0.35,
                    false,
                    "Morgan et al. 2003, doi:10.1016/S0021-9290(03)00071-X"),
            new DensityModulusLaw(
                    "kopperdahl2002",
                    DensityKind.K2HPO4,
                    2980,
                    1.05,
                    0,
                    Double.NaN,
                    Double.NaN,
                    false,
                    "Kopperdahl et al. 2002, doi:10.1016/S0736-0266(01)00185-1, in the form used by Ogo"),
            new DensityModulusLaw(
                    "crawford2003-linear", DensityKind.K2HPO4, 3230, 1, -34.7, Double.NaN, Double.NaN, false, CRAWFORD),
            new DensityModulusLaw(
                    "keller1994",
                    DensityKind.ASH,
                    10500,
                    2.29,
                    0,
                    Double.NaN,
                    Double.NaN,
                    false,
                    "Keller 1994, doi:10.1016/0021-9290(94)90056-6"),
            new DensityModulusLaw(
                    "crawford-orthotropic",
                    DensityKind.K2HPO4,
                    3230,
                    1,
                    -34.7,
                    Double.NaN,
                    Double.NaN,
                    true,
                    CRAWFORD));

    public DensityModulusLaw {
        if (!(coefficient > 0 && coefficient < Double.POSITIVE_INFINITY)
                || !(exponent > 0 && exponent < Double.POSITIVE_INFINITY)
                || !Double.isFinite(offset)) {
            throw InputException.of(
                    "Law \"%s\": E = %g + %g * density^%g: coefficient and exponent must be positive, and all finite.",
                    id, offset, coefficient, exponent);
        }
    }

    /** Young's modulus, MPa, of a density in g/cm3 of the kind the law expects. */
    public double modulus(double density) {
        return density > 0 ? Math.max(0, offset + coefficient * Math.pow(density, exponent)) : 0;
    }

    /** Whether a density lies outside the specimens' range; false where that is not known. */
    public boolean extrapolates(double density) {
        return density < from || density > to;
    }

    /** The formula, for provenance. */
    public String formula() {
        String power = String.format(Locale.ROOT, "%g * rho^%g", coefficient, exponent);
        return offset == 0 ? "E = " + power : String.format(Locale.ROOT, "E = max(0, %g + %s)", offset, power);
    }

    /** The law of this name. */
    public static DensityModulusLaw ofId(String id) {
        return Choice.of("Density-modulus law", id, LIBRARY, DensityModulusLaw::id);
    }
}
