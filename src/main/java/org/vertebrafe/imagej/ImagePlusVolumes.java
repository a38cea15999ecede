package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.process.ImageProcessor;
import java.util.Locale;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.io.dicom.CtHeaders;

/**
 * Reads an {@link ImagePlus} into the values of the core, or refuses it with a message to act on. Values are
 * <em>calibrated</em>: the function of Analyze &gt; Calibrate, and that of a signed 16-bit CT, is applied.
 *
 * <p>Where a voxel is in the patient comes from DICOM headers in the slice labels, or else from the image itself. A label
 * map without either belongs to the CT it was drawn on: {@link CtStack#labels} reads it.
 */
public final class ImagePlusVolumes {

    private ImagePlusVolumes() {}

    /**
     * A CT, its values checked to be possible HU.
     *
     * @throws InputException as {@link CtStack#hounsfield}
     */
    public static Volume hounsfield(ImagePlus image) {
        return CtStack.hounsfield(image).volume();
    }

    /**
     * An image with its calibrated values, every one of them finite, placed by its DICOM headers where it has them.
     *
     * @throws InputException as {@link CtStack#of}
     */
    public static Volume volume(ImagePlus image) {
        return CtStack.of(image).volume();
    }

    /**
     * A result map with its calibrated values; NaN means "no value here".
     *
     * @throws InputException if it is no greyscale stack in mm, or holds infinite values
     */
    public static Volume map(ImagePlus image) {
        requireGrey(image);
        return shown(image, true);
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
        Optional<CtHeaders> headers = StackHeaders.of(image);
        VoxelGrid grid = headers.isPresent() ? headers.get().grid() : ImagePlacement.grid(image);
        int plane = grid.nx() * grid.ny();
        short[] labels = new short[grid.voxels()];
        for (int k = 0; k < grid.nz(); k++) {
            int slice = headers.isPresent() ? headers.get().order()[k] : k;
            float[] values = slice(image, slice);
            for (int p = 0; p < plane; p++) {
                float value = values[p];
                if (!(value >= 0 && value <= Labels.MAX_LABEL && value == Math.rint(value))) {
                    throw InputException.of(
                            "Label image \"%s\" holds the value %s at %s: labels are the integers 0..65535. Was the right"
                                    + " image chosen?",
                            image.getTitle(), value, place(image, p, slice));
                }
                labels[k * plane + p] = (short) (int) value;
            }
        }
        return new Labels(grid, labels);
    }

    /**
     * The image's voxel grid in mm, as it is shown.
     *
     * @throws InputException if the pixel unit is not mm or the voxel size is not positive
     */
    public static VoxelGrid grid(ImagePlus image) {
        requireUsable(image, "Image");
        return ImagePlacement.grid(image);
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

    /** What has to be assumed about where an image lies in the patient, a sentence for the user. */
    static Optional<String> placementRemark(ImagePlus image) {
        return StackHeaders.of(image).isPresent() ? Optional.empty() : ImagePlacement.remark(image);
    }

    /** Requires that a CT does not say to be an image of density. */
    static void requireHounsfieldUnit(ImagePlus image) {
        requireUsable(image, "CT");
        if (CarriedCalibration.isDensity(image)) {
            throw InputException.of(
                    "CT \"%s\" has values in %s: it is an image of density already and must not be calibrated again. Choose"
                            + " Image holds density, or use the CT in HU as the scanner wrote it.",
                    image.getTitle(), image.getCalibration().getValueUnit());
        }
    }

    static void requireGrey(ImagePlus image) {
        requireUsable(image, "Image");
        int type = image.getType();
        if (type == ImagePlus.COLOR_RGB || type == ImagePlus.COLOR_256) {
            throw InputException.of(
                    "\"%s\" is a%s colour image: an 8-, 16- or 32-bit greyscale stack is needed.",
                    image.getTitle(), type == ImagePlus.COLOR_RGB ? "n RGB" : "n 8-bit");
        }
    }

    /** The calibrated values in the order in which they are shown. */
    static Volume shown(ImagePlus image, boolean mayBeNaN) {
        VoxelGrid grid = ImagePlacement.grid(image);
        int plane = grid.nx() * grid.ny();
        float[] values = new float[grid.voxels()];
        for (int k = 0; k < grid.nz(); k++) {
            System.arraycopy(slice(image, k), 0, values, k * plane, plane);
        }
        Volume volume = new Volume(grid, values);
        requireFinite(image, volume, mayBeNaN);
        return volume;
    }

    static void requireFinite(ImagePlus image, Volume volume, boolean mayBeNaN) {
        int plane = volume.grid().nx() * volume.grid().ny();
        float[] values = volume.values();
        for (int index = 0; index < values.length; index++) {
            float value = values[index];
            if (Float.isInfinite(value) || (Float.isNaN(value) && !mayBeNaN)) {
                throw InputException.of(
                        "\"%s\" holds the value %s at %s: every voxel needs a finite value (Process > Math > NaN"
                                + " Background makes them, and should not be used here).",
                        image.getTitle(), value, place(image, index % plane, index / plane));
            }
        }
    }

    /** The calibrated values of a slice, counted from 0. */
    static float[] slice(ImagePlus image, int slice) {
        float[] table = image.getCalibration().getCTable();
        ImageProcessor pixels = image.getStack().getProcessor(slice + 1);
        float[] values = new float[pixels.getPixelCount()];
        for (int p = 0; p < values.length; p++) {
            // A colour table must not turn labels into grey levels: getf reads the stored number itself.
            float stored = pixels.getf(p);
            values[p] = table == null ? stored : table[(int) stored];
        }
        return values;
    }

    /** Where a voxel is, in the coordinates that ImageJ's status bar shows. */
    private static String place(ImagePlus image, int pixel, int slice) {
        return String.format(
                Locale.ROOT, "x = %d, y = %d, slice %d", pixel % image.getWidth(), pixel / image.getWidth(), slice + 1);
    }
}
