package org.vertebrafe.imagej;

import ij.ImagePlus;
import org.vertebrafe.calibration.DensityCalibration;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.image.Volume;

/**
 * Makes images of bone density from CTs that are open in ImageJ. The density follows from the <em>calibrated</em> value, so
 * that it composes with the HU function of a signed 16-bit CT or of Analyze &gt; Calibrate; the CT is not changed.
 */
public final class DensityImages {

    private static final double MG_PER_G = 1000;

    /** What an image of density is shown in, mg/cm3: fat black, cortical bone white. */
    private static final ValueRange WINDOW = new ValueRange(-200, 800);

    private DensityImages() {}

    /**
     * A 32-bit image of density in mg/cm3 whose slices run as those of the CT do, at the same place in the patient. The
     * slice labels of a CT from DICOM, which hold whole headers with the patient's name, are not copied.
     *
     * @param ct in HU
     * @param calibration travels with the new image, as do the facts of the scan
     */
    public static ImagePlus of(CtStack ct, SavedCalibration calibration) {
        float[] hu = ct.volume().values();
        float[] density = new float[hu.length];
        for (int at = 0; at < hu.length; at++) {
            density[at] = (float) (MG_PER_G * calibration.calibration().apply(hu[at]));
        }
        ImagePlus image = ct.image(
                new Volume(ct.volume().grid(), density),
                "density of " + ct.title(),
                CarriedCalibration.DENSITY_UNIT,
                ColourTable.GRAYS,
                info(calibration.calibration()));
        CarriedCalibration.put(image, calibration);
        ct.acquisition().ifPresent(acquisition -> SeriesProperties.write(acquisition, false, ct.warnings(), image));
        image.setDisplayRange(WINDOW.min(), WINDOW.max());
        return image;
    }

    private static String info(DensityCalibration calibration) {
        StringBuilder text = new StringBuilder("Bone density of VertebraFE, ")
                .append(calibration.kind().words())
                .append(" in mg/cm3\nCalibration: ")
                .append(calibration.method().words())
                .append(", ")
                .append(calibration.source())
                .append('\n');
        calibration
                .remarks()
                .forEach(remark -> text.append("Note: ").append(remark).append('\n'));
        return text.toString();
    }
}
