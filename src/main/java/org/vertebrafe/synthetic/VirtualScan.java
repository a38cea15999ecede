package org.vertebrafe.synthetic;

import java.util.List;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;

/**
 * A virtual CT with its truth.
 *
 * @param scene what was scanned; its line is the true calibration
 * @param scanner with what
 * @param images HU, one for each of the scanner's kernels, in their order, all on one grid
 * @param labels vertebra v (0 first) has 10 v + {@link SyntheticScan#TRABECULAR_BODY} and so on, rod r of the phantom (0
 *     first) has {@link #ROD} + r
 * @param density density that the true line gives to the scene averaged over each voxel, before blur and noise, g/cm3
 *     K2HPO4; bone counts as bone, other tissue by its CT number
 * @param vertebrae truth of each vertebra, in the scene's order
 * @param rods truth of each rod of the phantom, empty without one
 */
public record VirtualScan(
        SyntheticScene scene,
        ScannerModel scanner,
        List<Volume> images,
        Labels labels,
        Volume density,
        List<VertebraTruth> vertebrae,
        List<CalibrationPhantom.RodTruth> rods) {

    /** Label of the first rod of the phantom. */
    public static final int ROD = 101;

    /**
     * The image of a kernel, HU.
     *
     * @throws InputException if the scan was not reconstructed with it
     */
    public Volume image(ReconstructionKernel kernel) {
        int n = scanner.kernels().indexOf(kernel);
        if (n < 0) {
            throw InputException.of(
                    "Virtual scan: not reconstructed with kernel \"%s\"; there are %s.",
                    kernel.id(),
                    scanner.kernels().stream().map(ReconstructionKernel::id).toList());
        }
        return images.get(n);
    }
}
