package org.vertebrafe.image;

import java.util.Locale;
import java.util.Optional;
import org.vertebrafe.base.InputException;

/**
 * Whether the values of an image can be Hounsfield units (HU). Only what no CT of a spine can show is refused: a crop
 * to one vertebra holds no air, but it holds fat, muscle and bone. The lowest value must reach the adipose range,
 * which by convention ends at -30 HU (Kvist et al. 1988, doi:10.1093/ajcn/48.6.1351), and the highest
 * must be bone.
 */
public final class HounsfieldCheck {

    /** Upper end of the conventional attenuation range of adipose tissue, HU. */
    static final double FAT = -30;

    /** Below this, HU, there is no cortical bone in the image. */
    static final double BONE = 150;

    /** The largest stored value of a signed 16-bit CT, HU. */
    static final double LARGEST = 32767;

    /** Ranges narrower than this around 0 are densities in g/cm3 or a normalised image, not HU. */
    private static final double SMALL_NUMBERS = 10;

    /** Below this, HU, there is nothing physical, only noise around air (-1000) or undeclared padding. */
    private static final double LOWEST = -1100;

    /** Bone is not denser, HU: what is cut off below this is no CT's top. */
    private static final double DENSE = 2000;

    /** More voxels than this do not share the highest value by chance. */
    private static final int CUT_OFF = 20;

    private HounsfieldCheck() {}

    /**
     * Requires HU.
     *
     * @param ct the image as it was read
     * @throws InputException if the values cannot be HU; the message says what they look like and what to do
     */
    public static void require(Volume ct) {
        problem(ct).ifPresent(message -> {
            throw new InputException(message);
        });
    }

    /** Why these values cannot be HU, in words for a person, or empty when they can be. */
    public static Optional<String> problem(Volume ct) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (float value : ct.values()) {
            if (Float.isNaN(value)) {
                return Optional.of("The CT holds values that are no number (NaN): replace them by air, -1000 HU.");
            }
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        String range = text(min) + ".." + text(max);
        return remark(min, max).map(remark -> "HU range " + range + ": " + remark);
    }

    /**
     * Values below air, as padding outside the reconstructed field has them (often -2000 or -3024), in words for a person,
     * or empty where there are none.
     */
    public static Optional<String> belowAir(float[] values) {
        float min = Float.POSITIVE_INFINITY;
        long below = 0;
        for (float value : values) {
            below += value < LOWEST ? 1 : 0;
            min = Math.min(min, value);
        }
        return below == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%d voxels are below %s HU, down to %s: probably padding that the header does not declare; they"
                                + " were left as they are. Keep regions away from them.",
                        below,
                        text(LOWEST),
                        text(min)));
    }

    /**
     * Values cut off at the top, as in metal on a scanner of 12 bits (3071 HU), in words for a person, or empty where there
     * are none.
     */
    public static Optional<String> cutOff(float[] values) {
        float max = Float.NEGATIVE_INFINITY;
        long top = 0;
        for (float value : values) {
            if (value > max) {
                max = value;
                top = 0;
            }
            top += value == max ? 1 : 0;
        }
        return max < DENSE || top < CUT_OFF
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%d voxels are at the highest value, %s HU (saturated, as in metal): keep regions away from them.",
                        top,
                        text(max)));
    }

    private static Optional<String> remark(double min, double max) {
        if (min == max) {
            return Optional.of("the image is constant, not a CT. Was the right image chosen?");
        }
        if (min > -SMALL_NUMBERS && max < SMALL_NUMBERS) {
            return Optional.of("not Hounsfield units; the values look like densities in g/cm3 or an image scaled to"
                    + " 0..1. Use the CT as the scanner wrote it.");
        }
        if (min > FAT) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "not Hounsfield units; air near -1000 expected, or at least fat near -100 (at or below %s) in a"
                            + " crop. %s",
                    text(FAT),
                    offsetRemark(min, max)));
        }
        if (max > LARGEST) {
            return Optional.of("not Hounsfield units; a CT ends at " + text(LARGEST)
                    + " HU. Undo the conversion or scaling of the image.");
        }
        if (max < BONE) {
            return Optional.of("there is no bone in this image, whose cortex reaches at least " + text(BONE)
                    + " HU. Was the right image, or the right crop, chosen?");
        }
        return Optional.empty();
    }

    private static String offsetRemark(double min, double max) {
        if (min >= 0 && max <= 255) {
            return "This is an 8-bit grey image: use the CT before its conversion to 8 bit.";
        }
        if (min >= 0 && max > 20000) {
            return "These are raw 16-bit values: subtract 32768, or open the CT as signed 16-bit.";
        }
        if (min >= 0 && max > 1024) {
            return "The offset of 1024 (rescale intercept) seems to be missing: subtract 1024, or open the DICOM files"
                    + " themselves.";
        }
        return "Use the CT as the scanner wrote it, not a density or masked image.";
    }

    private static String text(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.4g", value);
    }
}
