package org.vertebrafe.imagej.plain;

import ij.ImagePlus;
import ij.WindowManager;
import java.io.File;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.scijava.module.ModuleItem;
import org.scijava.util.Types;
import org.vertebrafe.base.InputException;

/**
 * Values of a command's inputs as text and back, checked: number or not, range, choices, image open or not. Every message
 * names the input, what was given and what is allowed.
 */
final class ItemValues {

    private ItemValues() {}

    /** Whether a dialog or macro can give values of the item's type. */
    static boolean supports(ModuleItem<?> item) {
        Class<?> type = Types.box(item.getType());
        return type == String.class
                || type == Boolean.class
                || isNumber(item)
                || type.isEnum()
                || type == ImagePlus.class
                || type == File.class
                || type == Path.class;
    }

    static boolean isNumber(ModuleItem<?> item) {
        return Number.class.isAssignableFrom(Types.box(item.getType()));
    }

    /** The item's label, or its name where it has none. */
    static String label(ModuleItem<?> item) {
        String label = item.getLabel();
        return label == null || label.isEmpty() ? item.getName() : label;
    }

    /**
     * The value that a text means.
     *
     * @throws InputException if it means none that is allowed
     */
    static Object parse(ModuleItem<?> item, String text) {
        Class<?> type = Types.box(item.getType());
        Object value;
        if (type == ImagePlus.class) {
            value = image(item, text);
        } else if (type == Boolean.class) {
            value = flag(item, text);
        } else if (isNumber(item)) {
            value = number(item, type, text.trim());
        } else if (type.isEnum()) {
            value = constant(item, type, text);
        } else if (type == File.class) {
            value = new File(text);
        } else if (type == Path.class) {
            value = Path.of(text);
        } else {
            value = text;
        }
        check(item, value);
        return value;
    }

    /** The text that {@link #parse} reads as this value; an image's is its title. */
    static String text(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof ImagePlus image) {
            return image.getTitle();
        }
        if (value instanceof Double || value instanceof Float) {
            String text = value.toString();
            return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
        }
        return value instanceof Enum<?> constant ? constant.name() : value.toString();
    }

    /**
     * Requires a value within the item's limits and choices.
     *
     * @throws InputException if it is not
     */
    static void check(ModuleItem<?> item, Object value) {
        List<?> choices = item.getChoices();
        if (choices != null && !choices.isEmpty() && choices.stream().noneMatch(c -> same(c, value))) {
            throw InputException.of(
                    "%s: \"%s\" is none of its choices: %s.",
                    name(item),
                    text(value),
                    String.join(", ", choices.stream().map(ItemValues::text).toList()));
        }
        if (value instanceof Number number) {
            double v = number.doubleValue();
            double min = limit(item.getMinimumValue(), Double.NEGATIVE_INFINITY);
            double max = limit(item.getMaximumValue(), Double.POSITIVE_INFINITY);
            if (!(v >= min && v <= max)) {
                throw InputException.of("%s: %s is outside of %s.", name(item), text(value), range(min, max));
            }
        }
    }

    /** Digits after the point that a default needs in a dialog; negative for scientific notation. */
    static int decimals(double value) {
        if (value == 0 || Double.isNaN(value)) {
            return 0;
        }
        if (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e9) {
            return -3;
        }
        return Math.max(
                0, new BigDecimal(Double.toString(value)).stripTrailingZeros().scale());
    }

    private static boolean same(Object choice, Object value) {
        return choice instanceof Number c && value instanceof Number v
                ? c.doubleValue() == v.doubleValue()
                : choice.equals(value);
    }

    private static ImagePlus image(ModuleItem<?> item, String title) {
        ImagePlus image = WindowManager.getImage(title);
        if (image == null) {
            String[] open = WindowManager.getImageTitles();
            throw InputException.of(
                    "%s: no image \"%s\" is open; open are: %s.",
                    name(item), title, open.length == 0 ? "none" : String.join(", ", open));
        }
        return image;
    }

    private static Boolean flag(ModuleItem<?> item, String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            default -> throw InputException.of("%s: \"%s\" is neither true nor false.", name(item), text);
        };
    }

    private static Number number(ModuleItem<?> item, Class<?> type, String text) {
        try {
            if (type == Integer.class) {
                return Integer.valueOf(text);
            }
            if (type == Long.class) {
                return Long.valueOf(text);
            }
            if (type == Short.class) {
                return Short.valueOf(text);
            }
            if (type == Byte.class) {
                return Byte.valueOf(text);
            }
            return type == Float.class ? (Number) Float.valueOf(text) : Double.valueOf(text);
        } catch (NumberFormatException e) {
            boolean real = type == Double.class || type == Float.class || type == Number.class;
            throw new InputException(
                    name(item) + ": \"" + text + "\" is not a" + (real ? " number." : " whole number."), e);
        }
    }

    private static Object constant(ModuleItem<?> item, Class<?> type, String text) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(text) || constant.toString().equals(text)) {
                return constant;
            }
        }
        throw InputException.of("%s: \"%s\" is not known.", name(item), text);
    }

    private static double limit(Object limit, double otherwise) {
        return limit instanceof Number number ? number.doubleValue() : otherwise;
    }

    private static String range(double min, double max) {
        if (Double.isInfinite(max)) {
            return "its range: at least " + text(min);
        }
        return Double.isInfinite(min) ? "its range: at most " + text(max) : "its range " + text(min) + ".." + text(max);
    }

    /** The label, and the name that a macro uses. */
    private static String name(ModuleItem<?> item) {
        String key = item.getName().toLowerCase(Locale.US);
        return label(item).equalsIgnoreCase(key) ? label(item) : label(item) + " (" + key + ")";
    }
}
