package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.io.dicom.CtHeaders;
import org.vertebrafe.io.dicom.StackPixels;

/** The DICOM headers that ImageJ's import leaves in slice labels, or in the Info of a single file, and the pixels. */
final class StackHeaders {

    private StackHeaders() {}

    /**
     * The headers of a stack.
     *
     * @return empty if no slice has one
     * @throws InputException if some have and some do not, or they make no regular CT series
     */
    static Optional<CtHeaders> of(ImagePlus image) {
        List<CtHeaders.Slice> slices = slices(image);
        if (slices.isEmpty()) {
            return Optional.empty();
        }
        Calibration calibration = image.getCalibration();
        return Optional.of(CtHeaders.of(
                image.getTitle(),
                slices,
                new CtHeaders.Frame(
                        image.getWidth(), image.getHeight(), calibration.pixelWidth, calibration.pixelHeight)));
    }

    /** Which slice, counted from 0, comes first, second and so on where results run as the stack does. */
    static int[] shown(CtHeaders headers) {
        int[] order = headers.order();
        return falls(order)
                ? IntStream.range(0, order.length)
                        .map(k -> order[order.length - 1 - k])
                        .toArray()
                : order;
    }

    /** Whether a stack is shown rather against its third axis than along it. */
    static boolean falls(int[] order) {
        return order[0] > order[order.length - 1];
    }

    private static List<CtHeaders.Slice> slices(ImagePlus image) {
        ImageStack stack = image.getStack();
        List<CtHeaders.Slice> slices = new ArrayList<>();
        for (int n = 1; n <= stack.size(); n++) {
            if (stack.isVirtual()) {
                // A virtual stack has the label of a slice only once that was opened.
                stack.getProcessor(n);
            }
            String label = stack.getSliceLabel(n);
            if (CtHeaders.isHeader(label)) {
                if (slices.size() < n - 1) {
                    throw incomplete(image, n - 1);
                }
                slices.add(new CtHeaders.Slice(label.split("\n", 2)[0], label));
            } else if (!slices.isEmpty()) {
                throw incomplete(image, n);
            }
        }
        if (slices.isEmpty() && image.getProperty("Info") instanceof String info && CtHeaders.isHeader(info)) {
            // One file: a single slice, or a multi-frame file, whose one header says so.
            return List.of(new CtHeaders.Slice(image.getTitle(), info));
        }
        return slices;
    }

    private static InputException incomplete(ImagePlus image, int slice) {
        return InputException.of(
                "\"%s\": slice %d has no DICOM header in its label, others have: slices were added or edited. Use a stack of"
                        + " one series, or remove all headers (Image > Stacks > Tools > Remove Slice Labels) to go by the"
                        + " image's own properties.",
                image.getTitle(), slice);
    }

    /** The pixels of an image with their calibration. */
    static StackPixels pixels(ImagePlus image) {
        Calibration calibration = image.getCalibration();
        boolean straight = calibration.getFunction() == Calibration.STRAIGHT_LINE;
        boolean none = !calibration.calibrated();
        double[] line = straight ? calibration.getCoefficients() : new double[] {0, 1};
        StackPixels.Numbers numbers =
                switch (image.getType()) {
                    case ImagePlus.GRAY16 -> straight || none
                            ? StackPixels.Numbers.SIXTEEN_BIT
                            : StackPixels.Numbers.OTHER;
                    case ImagePlus.GRAY32 -> StackPixels.Numbers.FLOAT;
                    default -> StackPixels.Numbers.OTHER;
                };
        return new StackPixels() {
            @Override
            public Numbers numbers() {
                return numbers;
            }

            @Override
            public Line line() {
                return new Line(line[1], line[0]);
            }

            @Override
            public float[] values(int slice) {
                return ImagePlusVolumes.slice(image, slice);
            }
        };
    }
}
