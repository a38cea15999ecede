package org.vertebrafe.imagej;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vertebrafe.base.InputException;

/**
 * Which values of a map are shown; the others let the CT be seen.
 *
 * @param low least value shown, in the unit of the map; may be minus infinity
 * @param high greatest value shown; may be infinity
 */
public record ShownValues(double low, double high) {

    /** All values. */
    public static final ShownValues ALL = new ShownValues(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    private static final String NUMBER = "([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)";
    private static final Pattern ONE_SIDE = Pattern.compile("(<=?|>=?)\\s*" + NUMBER);
    private static final Pattern BETWEEN = Pattern.compile(NUMBER + "\\s*\\.\\.\\s*" + NUMBER);

    public ShownValues {
        if (!(low <= high)) {
            throw InputException.of("Values %s..%s: the first must not be above the second.", low, high);
        }
    }

    /**
     * Reads what a person writes.
     *
     * @param text empty for all, or for instance {@code > 20}, {@code <= 1} or {@code 10..20}
     * @throws InputException if it is none of these
     */
    public static ShownValues of(String text) {
        if (text == null || text.isBlank()) {
            return ALL;
        }
        Matcher side = ONE_SIDE.matcher(text.trim());
        if (side.matches()) {
            double limit = Double.parseDouble(side.group(2));
            return switch (side.group(1)) {
                case ">" -> new ShownValues(Math.nextUp(limit), Double.POSITIVE_INFINITY);
                case ">=" -> new ShownValues(limit, Double.POSITIVE_INFINITY);
                case "<" -> new ShownValues(Double.NEGATIVE_INFINITY, Math.nextDown(limit));
                default -> new ShownValues(Double.NEGATIVE_INFINITY, limit);
            };
        }
        Matcher between = BETWEEN.matcher(text.trim());
        if (between.matches()) {
            return new ShownValues(Double.parseDouble(between.group(1)), Double.parseDouble(between.group(2)));
        }
        throw InputException.of(
                "Show only \"%s\" is not understood: write for instance > 20, <= 1 or 10..20, or nothing for all.",
                text);
    }

    /** Whether a value is shown; no number never is. */
    public boolean shows(double value) {
        return value >= low && value <= high;
    }
}
