package org.vertebrafe.calibration;

import java.util.List;
import java.util.Optional;

/**
 * A published calibration line and the reconstruction it was measured on.
 *
 * @param id name in configurations
 * @param kernel reconstruction kernel
 * @param kvp tube voltage in kV
 * @param manufacturer of the scanner, as in DICOM
 * @param kind what kind of density it gives
 * @param slope g/cm3 per HU
 * @param intercept g/cm3 at 0 HU
 * @param source publication with DOI
 */
public record KernelEquation(
        String id,
        ReconstructionKernel kernel,
        double kvp,
        String manufacturer,
        DensityKind kind,
        double slope,
        double intercept,
        String source) {

    /** The line; its uncertainty on another scanner is not known. */
    public LinearCalibration calibration() {
        return new LinearCalibration(
                id, slope, intercept, kind, source, CalibrationMethod.PUBLISHED, Optional.empty(), List.of());
    }
}
