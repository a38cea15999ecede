package org.vertebrafe.study.kernels;

import java.util.List;
import java.util.Optional;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;

/**
 * What a reconstruction's noise and edges are like, measured in the image itself.
 *
 * @param noiseSd standard deviation in an even patch of soft tissue, HU; NaN where there is none
 * @param noise its noise power spectrum in the slices, from low to high frequencies; empty where there is no patch
 * @param edge the mean profile across the surface of the bone
 */
public record ImageQuality(double noiseSd, List<NoisePower> noise, EdgeProfile edge) {

    /**
     * One ring of a noise power spectrum.
     *
     * @param frequency lp/mm
     * @param power HU2 mm2
     */
    public record NoisePower(double frequency, double power) {}

    static ImageQuality of(Volume image, Labels labels, Optional<EvenPatch> patch) {
        return new ImageQuality(
                patch.map(p -> Math.sqrt(p.moments(image)[1])).orElse(Double.NaN),
                patch.map(p -> NoiseSpectrum.of(image, p)).orElse(List.of()),
                EdgeProfile.of(image, labels));
    }
}
