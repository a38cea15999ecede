package org.vertebrafe.study.kernels;

import java.util.OptionalDouble;

/**
 * How a quantity differs between two reconstructions, other minus reference, and where that comes from. Each part is what
 * changes when that one thing is swapped in the reference; parts need not add up, and what is left is the interaction.
 * All but {@link #percent} in the quantity's unit.
 *
 * @param reference value of the reference with its own calibration
 * @param other value of the other with its own calibration, in the reference's segmentation
 * @param calibration the reference's image, read with the other's calibration
 * @param image the other's image, read with the reference's calibration: noise and edge enhancement together
 * @param noise the part of the image's effect that its noise makes, whatever its sign; empty where noise could not be measured
 * @param segmentation what the other's own segmentation adds, where it has one
 * @param harmonised value of the other after it was harmonised, with its own calibration, in the reference's segmentation
 */
public record KernelEffect(
        double reference,
        double other,
        double calibration,
        double image,
        OptionalDouble noise,
        OptionalDouble segmentation,
        OptionalDouble harmonised) {

    /** The same with what a segmentation of the other's own adds. */
    KernelEffect withSegmentation(OptionalDouble own) {
        return new KernelEffect(reference, other, calibration, image, noise, own, harmonised);
    }

    /** Other minus reference. */
    public double total() {
        return other - reference;
    }

    /** The total in percent of the reference. */
    public double percent() {
        return 100 * total() / reference;
    }

    /** What calibration and image do together beyond each alone. */
    public double interaction() {
        return total() - calibration - image;
    }

    /** What the image does beyond its noise: edge enhancement. */
    public OptionalDouble edges() {
        return noise.isPresent() ? OptionalDouble.of(image - noise.getAsDouble()) : OptionalDouble.empty();
    }

    /** What is left of the total after harmonisation. */
    public OptionalDouble harmonisedTotal() {
        return harmonised.isPresent()
                ? OptionalDouble.of(harmonised.getAsDouble() - reference)
                : OptionalDouble.empty();
    }

    /** What is left of the total after harmonisation, in percent of the reference. */
    public OptionalDouble harmonisedPercent() {
        return harmonised.isPresent()
                ? OptionalDouble.of(100 * (harmonised.getAsDouble() - reference) / reference)
                : OptionalDouble.empty();
    }
}
