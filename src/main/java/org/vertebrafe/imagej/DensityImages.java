package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.calibration.DensityCalibration;
import org.vertebrafe.calibration.SavedCalibration;

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
     * A 32-bit image of density in mg/cm3, slice by slice that of the CT: same voxel size, origin and slice on display.
     * Slice labels are numbered anew, since those of DICOM hold the whole header with the patient's name.
     *
     * @param ct checked to hold HU
     * @param calibration travels with the new image
     * @param progress told of each slice, polled for cancel
     */
    public static ImagePlus of(ImagePlus ct, SavedCalibration calibration, Progress progress) {
        if (CarriedCalibration.isDensity(ct)) {
            throw InputException.of(
                    "\"%s\" is an image of density already (unit %s): calibrating it twice would be wrong.",
                    ct.getTitle(), ct.getCalibration().getValueUnit());
        }
        float[] table = ct.getCalibration().getCTable();
        ImageStack stack = new ImageStack(ct.getWidth(), ct.getHeight());
        int slices = ct.getStackSize();
        for (int slice = 1; slice <= slices; slice++) {
            progress.checkCancelled();
            progress.report("Density", (slice - 1.0) / slices);
            stack.addSlice(
                    "slice " + slice, density(ct.getStack().getProcessor(slice), table, calibration.calibration()));
        }
        ImagePlus image = new ImagePlus("density of " + ct.getTitle(), stack);
        image.setDimensions(1, slices, 1);
        Calibration space = ct.getCalibration().copy();
        space.setFunction(Calibration.NONE, null, CarriedCalibration.DENSITY_UNIT);
        // setFunction drops the unit together with the function.
        space.setValueUnit(CarriedCalibration.DENSITY_UNIT);
        image.setCalibration(space);
        image.setProperty("Info", info(calibration.calibration()));
        CarriedCalibration.put(image, calibration);
        image.setLut(ColourTable.GRAYS.lut());
        image.setDisplayRange(WINDOW.min(), WINDOW.max());
        image.setSlice(ct.getCurrentSlice());
        return image;
    }

    private static float[] density(ImageProcessor slice, float[] table, DensityCalibration calibration) {
        float[] density = new float[slice.getWidth() * slice.getHeight()];
        for (int p = 0; p < density.length; p++) {
            float stored = slice.getf(p);
            density[p] = (float) (MG_PER_G * calibration.apply(table == null ? stored : table[(int) stored]));
        }
        return density;
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
