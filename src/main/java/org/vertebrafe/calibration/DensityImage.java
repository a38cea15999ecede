package org.vertebrafe.calibration;

import org.vertebrafe.image.Volume;

/** A calibration applied to every voxel. */
final class DensityImage {

    private DensityImage() {}

    /** The density image, g/cm3, of a CT in HU. */
    static Volume of(Volume hu, DensityCalibration calibration) {
        float[] values = hu.values();
        float[] density = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            density[i] = (float) calibration.apply(values[i]);
        }
        return new Volume(hu.grid(), density);
    }
}
