package org.vertebrafe.synthetic;

import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.calibration.LinearCalibration;

/**
 * How a vertebra becomes an image.
 *
 * @param line true calibration between density and HU
 * @param tissue HU of the soft tissues
 * @param noiseSd standard deviation of white noise, HU; 0 for none
 * @param subSamples sub-samples along each axis of a voxel for partial volume
 */
public record ScanSettings(LinearCalibration line, SoftTissue tissue, double noiseSd, int subSamples) {

    /** B40f calibration, native soft tissue, no noise, 4 x 4 x 4 sub-samples. */
    public static final ScanSettings CLEAN = new ScanSettings(KernelEquations.B40F, SoftTissue.NATIVE, 0, 4);

    /** @throws org.vertebrafe.base.InputException if a value is out of its range */
    public ScanSettings {
        Checks.range("standard deviation of the noise", noiseSd, "HU", 0, 1000);
        Checks.range("sub-samples along each axis", subSamples, "", 1, 16);
    }

    public ScanSettings withNoise(double sd) {
        return new ScanSettings(line, tissue, sd, subSamples);
    }

    public ScanSettings withTissue(SoftTissue other) {
        return new ScanSettings(line, other, noiseSd, subSamples);
    }
}
