package org.vertebrafe.material;

import java.util.List;
import java.util.stream.Collectors;
import org.vertebrafe.base.Choice;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.DensityKind;

/**
 * A named, published or agreed line from one kind of density to another: {@code to = offset + factor * from}. None is
 * ever applied without being named in the result, since the choice moves stiffness more than the CT kernel does.
 *
 * @param id name in configurations
 * @param from the kind it starts from
 * @param to the kind it gives
 * @param factor dimensionless
 * @param offset g/cm3
 * @param source where it is from
 */
public record DensityConversion(
        String id, DensityKind from, DensityKind to, double factor, double offset, String source) {

    /** Apparent density is ash density divided by this (ash fraction of vertebral bone tissue). */
    public static final double ASH_FRACTION = 0.6;

    private static final String GOODSITT = "Goodsitt 1992, doi:10.1016/0169-6009(92)90922-Z";

    /** All conversions of choice, the default first. */
    public static final List<DensityConversion> LIBRARY = List.of(
            new DensityConversion(
                    "k2hpo4-as-ash",
                    DensityKind.K2HPO4,
                    DensityKind.ASH,
                    1,
                    0,
                    "K2HPO4-equivalent density taken as ash density, Jiang et al. 2023,"
                            + " doi:10.3389/fendo.2023.1076990"),
            new DensityConversion(
                    "keyak1994",
                    DensityKind.K2HPO4,
                    DensityKind.ASH,
                    1.06,
                    0.0389,
                    "Keyak et al. 1994, doi:10.1002/jbm.820281111"),
            new DensityConversion(
                    "kaneko2004",
                    DensityKind.HA,
                    DensityKind.ASH,
                    0.839,
                    0.0698,
                    "Kaneko et al. 2004, doi:10.1016/j.jbiomech.2003.08.010"),
            new DensityConversion("goodsitt1992-80kvp", DensityKind.HA, DensityKind.K2HPO4, 0.86, 0, GOODSITT),
            new DensityConversion("goodsitt1992-140kvp", DensityKind.HA, DensityKind.K2HPO4, 0.81, 0, GOODSITT));

    private static final DensityConversion ASH_TO_APPARENT = new DensityConversion(
            "ash-to-apparent",
            DensityKind.ASH,
            DensityKind.APPARENT,
            1 / ASH_FRACTION,
            0,
            "apparent density = ash density / 0.6");

    /** The converted density, g/cm3. */
    public double apply(double density) {
        return offset + factor * density;
    }

    /** The conversion of this name. */
    public static DensityConversion ofId(String id) {
        return Choice.of("Density conversion", id, LIBRARY, DensityConversion::id);
    }

    /**
     * The steps from a measured kind of density to the kind a law expects. The chosen conversion is used only where it is
     * needed.
     *
     * @param measured the kind the image holds
     * @param expected the kind the law expects
     * @param chosen the conversion the user chose
     * @return the steps in order, empty when the kinds agree
     * @throws InputException if the chosen conversion does not lead from one to the other
     */
    public static List<DensityConversion> path(DensityKind measured, DensityKind expected, DensityConversion chosen) {
        if (measured == expected) {
            return List.of();
        }
        if (measured == DensityKind.ASH && expected == DensityKind.APPARENT) {
            return List.of(ASH_TO_APPARENT);
        }
        if (chosen.from == measured && chosen.to == expected) {
            return List.of(chosen);
        }
        if (chosen.from == measured && chosen.to == DensityKind.ASH && expected == DensityKind.APPARENT) {
            return List.of(chosen, ASH_TO_APPARENT);
        }
        String fitting = LIBRARY.stream()
                .filter(c -> c.from == measured
                        && (c.to == expected || c.to == DensityKind.ASH && expected == DensityKind.APPARENT))
                .map(DensityConversion::id)
                .collect(Collectors.joining(", "));
        throw InputException.of(
                "The image holds %s but the law expects %s, and the conversion \"%s\" does not lead there. %s",
                measured.words(),
                expected.words(),
                chosen.id,
                fitting.isEmpty()
                        ? "Choose a law that expects " + measured.words() + "."
                        : "Choose one of the conversions " + fitting + ", or another law.");
    }
}
