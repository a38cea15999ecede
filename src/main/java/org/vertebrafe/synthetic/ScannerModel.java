package org.vertebrafe.synthetic;

import java.util.List;
import java.util.Optional;
import org.vertebrafe.base.InputException;

/**
 * A CT scanner: what happens between the continuous scene and the stored images. The slice profile is a Gaussian whose
 * full width at half maximum is the slice thickness; kernels and noise are theirs.
 *
 * @param kernels reconstructions of the same raw data, in the order of the images
 * @param sliceThickness full width at half maximum of the slice profile, mm
 * @param noise quantum noise, or none
 * @param cupping by how much water reads too low in the middle of the body (beam hardening), HU; falls to 0 at its
 *     border with the square of the radius and is in proportion to attenuation, so that air keeps its HU
 * @param stored whether images are stored as scanners do: whole HU, limited to -1024..3071
 * @param seed of the noise
 */
public record ScannerModel(
        List<ReconstructionKernel> kernels,
        double sliceThickness,
        Optional<NoiseModel> noise,
        double cupping,
        boolean stored,
        long seed) {

    /** Least HU that is stored. */
    public static final int STORED_MIN = -1024;

    /** Largest HU that is stored (12 bits). */
    public static final int STORED_MAX = 3071;

    /** @throws InputException if a value is out of its range or no kernel is given */
    public ScannerModel {
        kernels = List.copyOf(kernels);
        if (kernels.isEmpty()) {
            throw new InputException("Virtual scanner: no reconstruction kernel; give at least one, for example b40f.");
        }
        Checks.range("slice thickness", sliceThickness, "mm", 0.3, 10);
        Checks.range("cupping", cupping, "HU", 0, 100);
    }

    /** One smooth and one bone kernel, 1 mm slices, 250 mAs through 300 mm of water. */
    public static ScannerModel clinical(long seed) {
        return new ScannerModel(
                List.of(ReconstructionKernel.B40F, ReconstructionKernel.B70F),
                1,
                Optional.of(new NoiseModel(250, 300)),
                0,
                true,
                seed);
    }

    /** The same scanner with no noise, whose HU are neither rounded nor limited. */
    public ScannerModel ideal() {
        return new ScannerModel(kernels, sliceThickness, Optional.empty(), cupping, false, seed);
    }

    public ScannerModel withKernels(ReconstructionKernel... others) {
        return new ScannerModel(List.of(others), sliceThickness, noise, cupping, stored, seed);
    }

    public ScannerModel withCupping(double hu) {
        return new ScannerModel(kernels, sliceThickness, noise, hu, stored, seed);
    }

    public ScannerModel withSliceThickness(double mm) {
        return new ScannerModel(kernels, mm, noise, cupping, stored, seed);
    }

    public ScannerModel withNoise(NoiseModel other) {
        return new ScannerModel(kernels, sliceThickness, Optional.of(other), cupping, stored, seed);
    }
}
