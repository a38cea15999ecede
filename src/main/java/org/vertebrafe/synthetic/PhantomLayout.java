package org.vertebrafe.synthetic;

import java.util.ArrayList;
import java.util.List;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.DensityKind;
import org.vertebrafe.calibration.LinearCalibration;

/**
 * A calibration phantom: parallel rods of known density in a slab. Densities are those the makers state (a phantom's own
 * certificate wins); sizes and positions are plausible values for the kind of phantom, without a source.
 *
 * @param id name in configurations
 * @param kind what the densities count: K2HPO4 or hydroxyapatite
 * @param width of the slab, across the rods, mm
 * @param height of the slab, mm
 * @param length of slab and rods, mm
 * @param slabHu CT number of the slab, HU
 * @param rods from the patient's right to the left when the phantom lies as intended
 */
public record PhantomLayout(
        String id, DensityKind kind, double width, double height, double length, double slabHu, List<Rod> rods) {

    /**
     * One rod.
     *
     * @param name on the phantom
     * @param density reference density, g/cm3
     * @param water water-equivalent density of a rod that is a solution's equivalent, g/cm3; 0 where the rod is solid
     *     hydroxyapatite in a water-equivalent matrix
     * @param x position across the slab from its middle, mm
     * @param y position in the height of the slab from its middle, positive towards the table, mm
     * @param radius mm
     */
    public record Rod(String name, double density, double water, double x, double y, double radius) {}

    /** K2HPO4 per hydroxyapatite at equal CT number at 120 kVp: between 0.86 at 80 and 0.81 at 140 kVp (Goodsitt 1992). */
    public static final double K2HPO4_PER_HA = 0.86 + (0.81 - 0.86) * (120.0 - 80) / (140 - 80);

    /** Slope correction of the water-equivalent relation, HU per mg/cm3. */
    private static final double SLOPE_SHIFT = 0.2174;

    /** Intercept correction of the water-equivalent relation, HU. */
    private static final double INTERCEPT_SHIFT = 999.6;

    /** Mindways Model 3: five rods A to E. */
    public static final PhantomLayout MINDWAYS_3 = new PhantomLayout(
            "mindways-3",
            DensityKind.K2HPO4,
            270,
            30,
            380,
            60,
            List.of(
                    new Rod("A", -0.05183, 1.01225, -90, 0, 9),
                    new Rod("B", -0.05340, 1.05695, -45, 0, 9),
                    new Rod("C", 0.05888, 1.10357, 0, 0, 9),
                    new Rod("D", 0.15705, 1.11952, 45, 0, 9),
                    new Rod("E", 0.37583, 0.92320, 90, 0, 9)));

    /** QRM-BDC-3: hydroxyapatite 100, 400 and 800 mg/cm3. */
    public static final PhantomLayout QRM_3 = solid("qrm-bdc-3", 250, 28, 300, 60, 9, 0.100, 0.400, 0.800);

    /** QRM-BDC-6: hydroxyapatite 0 to 800 mg/cm3. */
    public static final PhantomLayout QRM_6 =
            solid("qrm-bdc-6", 270, 28, 300, 40, 9, 0, 0.100, 0.200, 0.400, 0.600, 0.800);

    /** Image Analysis QCT-3D Plus: hydroxyapatite 8.0, 97.3 and 189.8 mg/cm3. */
    public static final PhantomLayout IMAGE_ANALYSIS =
            solid("image-analysis", 280, 26, 320, 55, 8, 0.0080, 0.0973, 0.1898);

    /** B-MAS 200: hydroxyapatite 0 to 200 mg/cm3. */
    public static final PhantomLayout B_MAS = solid("b-mas-200", 280, 30, 320, 48, 9, 0, 0.050, 0.100, 0.150, 0.200);

    /** Siemens OSTEO: hydroxyapatite 0 and 200 mg/cm3. */
    public static final PhantomLayout OSTEO = solid("osteo", 240, 30, 120, 36, 9, 0, 0.200);

    /** All of them. */
    public static final List<PhantomLayout> ALL = List.of(MINDWAYS_3, QRM_3, QRM_6, IMAGE_ANALYSIS, B_MAS, OSTEO);

    /** @throws InputException if there is no rod, one does not fit into the slab, or a size is out of its range */
    public PhantomLayout {
        rods = List.copyOf(rods);
        Checks.range("width of the slab", width, "mm", 20, 600);
        Checks.range("height of the slab", height, "mm", 5, 200);
        Checks.range("length of the slab", length, "mm", 5, 1000);
        if (rods.isEmpty() || kind != DensityKind.K2HPO4 && kind != DensityKind.HA) {
            throw InputException.of(
                    "Phantom %s: %d rods of %s; give at least one rod, of K2HPO4 or hydroxyapatite density.",
                    id, rods.size(), kind.words());
        }
        for (Rod rod : rods) {
            Checks.range("radius of rod " + rod.name(), rod.radius(), "mm", 1, 50);
            Checks.range("reach of rod " + rod.name(), Math.abs(rod.x()) + rod.radius(), "mm", 0, width / 2);
            Checks.range("depth of rod " + rod.name(), Math.abs(rod.y()) + rod.radius(), "mm", 0, height / 2);
        }
    }

    private static PhantomLayout solid(
            String id, double width, double height, double length, double pitch, double radius, double... densities) {
        List<Rod> rods = new ArrayList<>();
        for (int i = 0; i < densities.length; i++) {
            double x = (i - (densities.length - 1) / 2.0) * pitch;
            rods.add(new Rod(Long.toString(Math.round(1000 * densities[i])), densities[i], 0, x, 0, radius));
        }
        return new PhantomLayout(id, DensityKind.HA, width, height, length, 12, rods);
    }

    /**
     * True CT number of a rod, HU, where the calibration of bone is {@code line}.
     *
     * <p>The Mindways relation, read backwards: with the line rho = (HU - beta) / sigma, in mg/cm3, a rod has HU =
     * rho_water + (sigma + 0.2174) rho_K2HPO4 + beta - 999.6. A hydroxyapatite rod has the CT number of
     * {@link #K2HPO4_PER_HA} times as much K2HPO4.
     *
     * @throws InputException if the line is not one of K2HPO4 density
     */
    public double hu(Rod rod, LinearCalibration line) {
        if (line.kind() != DensityKind.K2HPO4) {
            throw InputException.of(
                    "Phantom %s: calibration \"%s\" gives %s; the true line must give K2HPO4-equivalent density.",
                    id, line.id(), line.kind().words());
        }
        if (kind == DensityKind.HA) {
            return line.invert(K2HPO4_PER_HA * rod.density());
        }
        double sigma = 1 / (1000 * line.slope());
        double beta = line.invert(0);
        return 1000 * rod.water() + (sigma + SLOPE_SHIFT) * 1000 * rod.density() + beta - INTERCEPT_SHIFT;
    }
}
