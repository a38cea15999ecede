package org.vertebrafe.io.dicom;

import java.util.List;
import org.vertebrafe.base.InputException;

/**
 * How ImageJ turned the numbers of files into the values of a stack, and the way back to them. A file of slope 1 is kept
 * as 16-bit numbers with a line to values, but a stack has one line, that of the file opened first, whatever the others
 * say; a file of another slope is made floating point and rescaled by itself; where a series has both, the numbers of the
 * first kind lose their rescale. With the numbers of the files in hand, each slice is rescaled by its own header.
 */
final class Rescaling {

    /** What ImageJ adds to signed numbers. */
    private static final int SIGNED_SHIFT = 32768;

    /** Numbers of a file are whole; values rounded to floating point come back within this. */
    private static final double WHOLE = 0.1;

    private static final double SAME_LINE = 1e-6;

    private final StackPixels pixels;
    private final boolean known;

    private Rescaling(StackPixels pixels, boolean known) {
        this.pixels = pixels;
        this.known = known;
    }

    /**
     * Finds out how a stack was rescaled.
     *
     * @throws InputException if its slices were rescaled differently and it cannot be told how
     */
    static Rescaling of(String place, List<CtSlice> slices, StackPixels pixels) {
        long ones = slices.stream().filter(slice -> slice.pixels().slope() == 1).count();
        boolean mixed = ones > 0 && ones < slices.size();
        boolean intercepts = slices.stream()
                        .mapToDouble(slice -> slice.pixels().intercept())
                        .distinct()
                        .count()
                > 1;
        boolean unclear = pixels.numbers() == StackPixels.Numbers.FLOAT && ones > 0 && intercepts;
        if (mixed || unclear) {
            throw InputException.of(
                    "\"%s\": the rescale differs between slices (%s), and ImageJ opens such a series with wrong HU in some of"
                            + " them. Open it with Plugins > VertebraFE > Open CT Series..., which applies each slice's"
                            + " own.",
                    place, mixed ? "slope 1 and others" : "intercept");
        }
        return switch (pixels.numbers()) {
            case SIXTEEN_BIT -> new Rescaling(
                    pixels, slices.stream().anyMatch(slice -> made(slice.pixels(), pixels.line())));
            case FLOAT -> new Rescaling(pixels, true);
            case OTHER -> new Rescaling(pixels, false);
        };
    }

    /** Whether a line is the one that ImageJ gives to a file's numbers. */
    private static boolean made(CtPixels file, StackPixels.Line line) {
        boolean own = same(line, file.slope(), file.intercept(), file.signed());
        // With "Ignore rescale slope" in Edit > Options > DICOM numbers stay bare where the slope is not 1.
        return own || (file.slope() != 1 && same(line, 1, 0, file.signed()));
    }

    private static boolean same(StackPixels.Line line, double slope, double intercept, boolean signed) {
        double shifted = intercept - (signed ? SIGNED_SHIFT * slope : 0);
        return Math.abs(line.slope() - slope) <= SAME_LINE * Math.abs(slope)
                && Math.abs(line.intercept() - shifted) <= SAME_LINE * Math.max(1, Math.abs(shifted));
    }

    /** The words of a slice as they stand in its file, or null if the values do not come from such words. */
    short[] words(CtPixels file, float[] values) {
        if (!known) {
            return null;
        }
        boolean sixteen = pixels.numbers() == StackPixels.Numbers.SIXTEEN_BIT;
        double slope = sixteen ? pixels.line().slope() : file.slope();
        double intercept =
                sixteen ? pixels.line().intercept() + (file.signed() ? SIGNED_SHIFT * slope : 0) : file.intercept();
        int low = file.signed() ? Short.MIN_VALUE : 0;
        int high = file.signed() ? Short.MAX_VALUE : 0xFFFF;
        short[] words = new short[values.length];
        for (int p = 0; p < values.length; p++) {
            double number = (values[p] - intercept) / slope;
            long whole = Math.round(number);
            if (!(Math.abs(number - whole) < WHOLE && whole >= low && whole <= high)) {
                return null;
            }
            words[p] = (short) whole;
        }
        return words;
    }
}
