package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.measure.Calibration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;

/**
 * Where an {@link ImagePlus} lies in the patient. ImageJ keeps voxel size and origin, and moves the origin when an image
 * is cropped; the directions of the axes are kept beside them in the image property {@value #AXES}, which ImageJ copies
 * with the image and writes into TIFF files. Without it x is taken as the patient's left, y as posterior and the slices
 * as running towards the head.
 */
final class ImagePlacement {

    /** Nine direction cosines (LPS) of x, y and slices, and the number of slices they were written for. */
    static final String AXES = "VertebraFE.axes";

    private static final Set<String> MILLIMETRES =
            Set.of("mm", "millimeter", "millimeters", "millimetre", "millimetres");

    /** What {@link Calibration#getUnit()} says when nobody set a unit. */
    private static final Set<String> NO_UNIT = Set.of("", "pixel", "pixels", "voxel", "voxels");

    private static final int NUMBERS = 10;

    private ImagePlacement() {}

    /** Writes voxel size, origin and axes of a grid onto an image. */
    static void write(VoxelGrid grid, ImagePlus image) {
        Calibration calibration = image.getCalibration();
        Vec3 spacing = grid.spacing();
        calibration.setUnit("mm");
        calibration.pixelWidth = spacing.x();
        calibration.pixelHeight = spacing.y();
        calibration.pixelDepth = spacing.z();
        calibration.xOrigin = -grid.origin().dot(grid.xAxis()) / spacing.x();
        calibration.yOrigin = -grid.origin().dot(grid.yAxis()) / spacing.y();
        calibration.zOrigin = -grid.origin().dot(grid.zAxis()) / spacing.z();
        image.setProp(
                AXES,
                Stream.concat(
                                Stream.of(grid.xAxis(), grid.yAxis(), grid.zAxis())
                                        .flatMap(axis -> Stream.of(axis.x(), axis.y(), axis.z()))
                                        .map(cosine -> Double.toString(cosine)),
                                Stream.of(Integer.toString(grid.nz())))
                        .collect(Collectors.joining(" ")));
    }

    /**
     * The image's voxel grid in mm.
     *
     * @throws InputException if the pixel unit is not mm, the voxel size is not positive, or the axes are damaged
     */
    static VoxelGrid grid(ImagePlus image) {
        Calibration calibration = image.getCalibration();
        for (String unit : new String[] {calibration.getXUnit(), calibration.getYUnit(), calibration.getZUnit()}) {
            requireMillimetres(image, unit);
        }
        Vec3 spacing = new Vec3(calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth);
        Vec3[] axes = axes(image).orElse(new Vec3[] {new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1)});
        // Not 0 - x: the origin of an image that has none stays +0.
        Vec3 origin = axes[0].times(-calibration.xOrigin * spacing.x())
                .plus(axes[1].times(-calibration.yOrigin * spacing.y()))
                .plus(axes[2].times(-calibration.zOrigin * spacing.z()));
        return new VoxelGrid(
                image.getWidth(), image.getHeight(), image.getStackSize(), spacing, origin, axes[0], axes[1], axes[2]);
    }

    /** Whether the image says how it lies in the patient. */
    static boolean isKnown(ImagePlus image) {
        return image.getProp(AXES) != null;
    }

    /** What had to be assumed, a sentence for the user. */
    static Optional<String> remark(ImagePlus image) {
        Optional<String[]> numbers = numbers(image);
        if (numbers.isEmpty()) {
            return Optional.of(
                    "The image says nothing of the patient's orientation (no DICOM headers): x was taken to run"
                            + " to the patient's left, y to posterior and the slices towards the head.");
        }
        int slices = image.getStackSize();
        return Integer.toString(slices).equals(numbers.get()[NUMBERS - 1])
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "The image has %d of %s slices and ImageJ does not keep which: sizes and orientation hold, but"
                                + " positions in the patient are shifted along the slices.",
                        slices,
                        numbers.get()[NUMBERS - 1]));
    }

    private static Optional<String[]> numbers(ImagePlus image) {
        return Optional.ofNullable(image.getProp(AXES)).map(text -> text.trim().split("\\s+"));
    }

    private static Optional<Vec3[]> axes(ImagePlus image) {
        return numbers(image).map(numbers -> {
            try {
                double[] c =
                        Arrays.stream(numbers).mapToDouble(Double::parseDouble).toArray();
                if (c.length == NUMBERS) {
                    return new Vec3[] {
                        new Vec3(c[0], c[1], c[2]), new Vec3(c[3], c[4], c[5]), new Vec3(c[6], c[7], c[8])
                    };
                }
            } catch (NumberFormatException e) {
                throw new InputException(damaged(image), e);
            }
            throw new InputException(damaged(image));
        });
    }

    private static String damaged(ImagePlus image) {
        return "\"" + image.getTitle() + "\": the image property " + AXES
                + " is damaged. Open the image again from its source.";
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
}
