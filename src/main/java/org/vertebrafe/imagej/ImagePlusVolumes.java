package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import java.util.Locale;
import java.util.Set;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.HounsfieldCheck;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * Reads an {@link ImagePlus} into the values of the core, or refuses it with a message to act on. Values are
 * <em>calibrated</em>: the function of Analyze &gt; Calibrate, and that of a signed 16-bit CT, is applied.
 *
 * <p>ImageJ keeps no orientation, so x is taken as the patient's left, y as posterior and the slices as running towards
 * superior; origin and voxel size come from the spatial calibration. This is the place where directions from DICOM
 * headers in slice labels will enter.
 */
public final class ImagePlusVolumes {

    private static final Set<String> MILLIMETRES =
            Set.of("mm", "millimeter", "millimeters", "millimetre", "millimetres");

    /** What {@link Calibration#getUnit()} says when nobody set a unit. */
    private static final Set<String> NO_UNIT = Set.of("", "pixel", "pixels", "voxel", "voxels");

    private ImagePlusVolumes() {}

    /**
     * A CT, its values checked to be possible HU.
     *
     * @throws InputException if the image is no greyscale stack in mm, or its values cannot be HU
     */
    public static Volume hounsfield(ImagePlus image) {
        requireUsable(image, "CT");
        if (CarriedCalibration.isDensity(image)) {
            throw InputException.of(
                    "CT \"%s\" has values in %s: it is an image of density already and must not be calibrated again. Choose"
                            + " Image holds density, or use the CT in HU as the scanner wrote it.",
                    image.getTitle(), image.getCalibration().getValueUnit());
        }
        Volume ct = volume(image);
        HounsfieldCheck.problem(ct).ifPresent(problem -> {
            throw InputException.of("CT \"%s\": %s", image.getTitle(), problem);
        });
        return ct;
    }

    /**
     * An image with its calibrated values, every one of them finite.
     *
     * @throws InputException if it is no greyscale stack in mm, or holds NaN or infinite values
     */
    public static Volume volume(ImagePlus image) {
        return read(image, false);
    }

    /**
     * A result map with its calibrated values; NaN means "no value here".
     *
     * @throws InputException if it is no greyscale stack in mm, or holds infinite values
     */
    public static Volume map(ImagePlus image) {
        return read(image, true);
    }

    /**
     * A label map: integers 0..65535, 0 being background. An 8-bit image with a colour table is welcome, as label maps
     * are often shown that way.
     *
     * @throws InputException if the image is no such map, naming the first voxel that is no label
     */
    public static Labels labels(ImagePlus image) {
        requireUsable(image, "Label image");
        if (image.getType() == ImagePlus.COLOR_RGB) {
            throw InputException.of(
                    "Label image \"%s\" is an RGB colour image: labels are the integers 0..65535; use the 8-bit or"
                            + " 16-bit label map itself.",
                    image.getTitle());
        }
        VoxelGrid grid = grid(image);
        float[] values = calibrated(image, grid);
        short[] labels = new short[values.length];
        for (int index = 0; index < values.length; index++) {
            float value = values[index];
            if (!(value >= 0 && value <= Labels.MAX_LABEL && value == Math.rint(value))) {
                throw InputException.of(
                        "Label image \"%s\" holds the value %s at %s: labels are the integers 0..65535. Was the right"
                                + " image chosen?",
                        image.getTitle(), value, place(grid, index));
            }
            labels[index] = (short) (int) value;
        }
        return new Labels(grid, labels);
    }

    /**
     * The image's voxel grid in mm.
     *
     * @throws InputException if the pixel unit is not mm or the voxel size is not positive
     */
    public static VoxelGrid grid(ImagePlus image) {
        requireUsable(image, "Image");
        Calibration calibration = image.getCalibration();
        for (String unit : new String[] {calibration.getXUnit(), calibration.getYUnit(), calibration.getZUnit()}) {
            requireMillimetres(image, unit);
        }
        Vec3 spacing = new Vec3(calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth);
        Vec3 origin = new Vec3(
                -calibration.xOrigin * spacing.x(),
                -calibration.yOrigin * spacing.y(),
                -calibration.zOrigin * spacing.z());
        return new VoxelGrid(
                image.getWidth(),
                image.getHeight(),
                image.getStackSize(),
                spacing,
                origin,
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
    }

    /**
     * Requires two different images, since ImageJ quietly fills a forgotten image input with the active image.
     *
     * @param ct what the first was chosen as, for instance "CT"
     * @throws InputException if they are the same image
     */
    public static void requireDistinct(ImagePlus first, String ct, ImagePlus second, String other) {
        if (first == second || (first != null && second != null && first.getID() == second.getID())) {
            throw InputException.of(
                    "\"%s\" was chosen both as %s and as %s: they must be two images. Name both of them.",
                    first == null ? "no image" : first.getTitle(), ct, other);
        }
    }

    /**
     * Requires that a stack is open: a wrong title in a macro arrives as no image, or as one without pixels.
     *
     * @param role what the image is needed as, for instance "CT"
     * @throws InputException if there is none, or it has several channels or time points
     */
    public static void requireUsable(ImagePlus image, String role) {
        if (image == null || image.getWidth() == 0 || image.getProcessor() == null) {
            throw InputException.of(
                    "%s: no such image is open. Open it first, and check the title in the macro.", role);
        }
        if (image.getNChannels() > 1 || image.getNFrames() > 1) {
            throw InputException.of(
                    "%s \"%s\" has %d channels and %d time points: a stack of slices is needed (Image > Hyperstacks >"
                            + " Reduce Dimensionality, or Image > Properties if slices were taken for time points).",
                    role, image.getTitle(), image.getNChannels(), image.getNFrames());
        }
    }

    private static void requireMillimetres(ImagePlus image, String unit) {
        String name = unit == null ? "" : unit.trim().toLowerCase(Locale.ROOT);
        if (MILLIMETRES.contains(name)) {
            return;
        }
        String found = NO_UNIT.contains(name) ? "no unit of length" : "the pixel unit \"" + unit + "\"";
        throw InputException.of(
                "\"%s\" has %s: millimetres are needed. Set unit \"mm\" and the voxel size in Image > Properties....",
                image.getTitle(), found);
    }

    private static Volume read(ImagePlus image, boolean mayBeNaN) {
        requireUsable(image, "Image");
        int type = image.getType();
        if (type == ImagePlus.COLOR_RGB || type == ImagePlus.COLOR_256) {
            throw InputException.of(
                    "\"%s\" is a%s colour image: an 8-, 16- or 32-bit greyscale stack is needed.",
                    image.getTitle(), type == ImagePlus.COLOR_RGB ? "n RGB" : "n 8-bit");
        }
        VoxelGrid grid = grid(image);
        float[] values = calibrated(image, grid);
        for (int index = 0; index < values.length; index++) {
            float value = values[index];
            if (Float.isInfinite(value) || (Float.isNaN(value) && !mayBeNaN)) {
                throw InputException.of(
                        "\"%s\" holds the value %s at %s: every voxel needs a finite value (Process > Math > NaN"
                                + " Background makes them, and should not be used here).",
                        image.getTitle(), value, place(grid, index));
            }
        }
        return new Volume(grid, values);
    }

    private static float[] calibrated(ImagePlus image, VoxelGrid grid) {
        float[] table = image.getCalibration().getCTable();
        int plane = grid.nx() * grid.ny();
        float[] values = new float[grid.voxels()];
        for (int k = 0; k < grid.nz(); k++) {
            ImageProcessor slice = image.getStack().getProcessor(k + 1);
            for (int p = 0; p < plane; p++) {
                // A colour table must not turn labels into grey levels: getf reads the stored number itself.
                float stored = slice.getf(p);
                values[k * plane + p] = table == null ? stored : table[(int) stored];
            }
        }
        return values;
    }

    /** Where a voxel is, in the coordinates that ImageJ's status bar shows. */
    private static String place(VoxelGrid grid, int index) {
        int plane = grid.nx() * grid.ny();
        return String.format(
                Locale.ROOT,
                "x = %d, y = %d, slice %d",
                index % grid.nx(),
                index % plane / grid.nx(),
                index / plane + 1);
    }
}
