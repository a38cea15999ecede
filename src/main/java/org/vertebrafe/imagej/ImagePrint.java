package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import org.vertebrafe.base.Digest;
import org.vertebrafe.base.InputException;

/** A fingerprint of an open image: of all that reading it depends on, in the time of one pass over its pixels. */
public final class ImagePrint {

    private ImagePrint() {}

    /**
     * The fingerprint of pixels, voxel size, calibration function and slice labels.
     *
     * @param role what the image is, for the message: "CT"
     * @throws InputException if it was closed
     */
    public static String of(ImagePlus image, String role) {
        if (isClosed(image)) {
            throw InputException.of(
                    "The %s \"%s\" was closed: open it again, or choose another. What was computed is kept.",
                    role, image.getTitle());
        }
        ImageStack stack = image.getStack();
        Calibration calibration = image.getCalibration();
        Digest digest = new Digest()
                .add(image.getWidth())
                .add(image.getHeight())
                .add(stack.getSize())
                .add(image.getType())
                .add(calibration.pixelWidth)
                .add(calibration.pixelHeight)
                .add(calibration.pixelDepth)
                .add(calibration.xOrigin)
                .add(calibration.yOrigin)
                .add(calibration.zOrigin)
                .add(text(calibration.getUnit()))
                .add(text(calibration.getValueUnit()));
        double[] coefficients = calibration.getCoefficients();
        digest.add(calibration.getFunction()).add(coefficients == null ? new double[0] : coefficients);
        for (int slice = 1; slice <= stack.getSize(); slice++) {
            digest.add(text(stack.getSliceLabel(slice)));
            Object pixels = stack.getPixels(slice);
            if (pixels instanceof float[] values) {
                digest.add(values);
            } else if (pixels instanceof short[] values) {
                digest.add(values);
            } else if (pixels instanceof byte[] values) {
                digest.add(values);
            } else if (pixels instanceof int[] values) {
                digest.add(values);
            }
        }
        return digest.hex();
    }

    /** A file does not tell no text from an empty one. */
    private static String text(String text) {
        return text == null ? "" : text;
    }

    /** Whether an image has been closed. */
    public static boolean isClosed(ImagePlus image) {
        return image.getWidth() == 0 || image.getProcessor() == null;
    }
}
