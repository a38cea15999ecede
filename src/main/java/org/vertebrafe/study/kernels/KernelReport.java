package org.vertebrafe.study.kernels;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vertebrafe.base.Vec3;

/**
 * What a comparison of two reconstructions found.
 *
 * @param effects by quantity; what a result does not have is left out
 * @param reference noise and edges of the reference
 * @param other noise and edges of the other
 * @param harmonised noise and edges of the other after it was harmonised
 * @param filter that harmonised it
 * @param maps differences, other minus reference, on the reference's grid
 * @param centre of the vertebral body, LPS mm
 * @param notes what the user should know
 */
public record KernelReport(
        Map<KernelQuantity, KernelEffect> effects,
        ImageQuality reference,
        ImageQuality other,
        Optional<ImageQuality> harmonised,
        Optional<RadialFilter> filter,
        List<DifferenceMap> maps,
        Vec3 centre,
        List<String> notes) {

    public KernelReport {
        maps = List.copyOf(maps);
        notes = List.copyOf(notes);
    }
}
