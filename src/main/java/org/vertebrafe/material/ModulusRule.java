package org.vertebrafe.material;

import java.util.function.DoubleUnaryOperator;

/** From a density in the image to Young's modulus of bone: bins, conversion, law and floor, the same for all elements. */
public final class ModulusRule {

    private final MaterialSettings settings;
    private final DensityBins bins;
    private final DoubleUnaryOperator toLawDensity;

    /**
     * @param settings law, conversion and floor
     * @param bins what densities count as
     */
    public ModulusRule(MaterialSettings settings, DensityBins bins) {
        this.settings = settings;
        this.bins = bins;
        this.toLawDensity = settings.toLawDensity();
    }

    /** Young's modulus, MPa, of a density in g/cm3. */
    public float modulus(double density) {
        return (float) Math.max(byLaw(density), settings.modulusFloor());
    }

    /** Whether the law gives a density no more than the floor. */
    public boolean floored(double density) {
        return byLaw(density) <= settings.modulusFloor();
    }

    /** Whether a density lies outside the range the law was fitted to. */
    public boolean extrapolates(double density) {
        return settings.law().extrapolates(toLawDensity.applyAsDouble(density));
    }

    private double byLaw(double density) {
        return settings.law().modulus(toLawDensity.applyAsDouble(bins.of(density)));
    }

    /** Young's modulus of the end caps, MPa. */
    public float capModulus() {
        return (float) settings.capModulus();
    }

    /** The bins, in words. */
    public String words() {
        return bins.words();
    }
}
