package org.vertebrafe.io.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.vertebrafe.base.InputException;

/**
 * The kept elements of one file, read by name. Messages name the element that is wrong, never what stood in it: in a
 * damaged file that may be anything.
 */
final class DicomHeader {

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    private static final int LONGEST_TEXT = 64;

    private final String file;
    private final TransferSyntax syntax;
    private final boolean pixels;
    private final Map<DicomTag, byte[]> values;

    /**
     * @param file the file's name, for messages
     * @param syntax how the file is encoded
     * @param pixels whether it holds pixels
     * @param values the elements as they stand in the file
     */
    DicomHeader(String file, TransferSyntax syntax, boolean pixels, Map<DicomTag, byte[]> values) {
        this.file = file;
        this.syntax = syntax;
        this.pixels = pixels;
        this.values = new EnumMap<>(DicomTag.class);
        this.values.putAll(values);
    }

    String file() {
        return file;
    }

    TransferSyntax syntax() {
        return syntax;
    }

    boolean hasPixels() {
        return pixels;
    }

    /** All of an element's text without the padding, empty when it is missing or blank. */
    Optional<String> text(DicomTag tag) {
        byte[] value = values.get(tag);
        if (value == null) {
            return Optional.empty();
        }
        String text = new String(value, StandardCharsets.ISO_8859_1)
                .replaceAll("[\\p{Cntrl}]", " ")
                .trim();
        return text.isEmpty() ? Optional.empty() : Optional.of(shortened(text));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }

    /** The parts of an element of several values; none when it is missing. */
    String[] parts(DicomTag tag) {
        byte[] value = values.get(tag);
        String text = value == null ? "" : new String(value, StandardCharsets.ISO_8859_1).replace('\0', ' ');
        return text.isBlank() ? new String[0] : text.trim().split("\\s*\\\\\\s*", -1);
    }

    /** A decimal number (the first one where there are several), empty when the element is missing or blank. */
    OptionalDouble number(DicomTag tag) {
        String[] parts = parts(tag);
        return parts.length == 0 || parts[0].isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(decimal(tag, parts[0]));
    }

    /**
     * Decimal numbers that must be there.
     *
     * @throws InputException if there are not {@code count} numbers
     */
    double[] numbers(DicomTag tag, int count) {
        String[] parts = parts(tag);
        if (parts.length != count) {
            throw InputException.of(
                    "%s: %s has %d values, %d are needed: export the series from the scanner or archive again.",
                    file, tag.words(), parts.length, count);
        }
        double[] numbers = new double[count];
        for (int n = 0; n < count; n++) {
            numbers[n] = decimal(tag, parts[n]);
        }
        return numbers;
    }

    private double decimal(DicomTag tag, String text) {
        if (!DECIMAL.matcher(text).matches() || !Double.isFinite(Double.parseDouble(text))) {
            throw InputException.of(
                    "%s: %s is no decimal number: the header is damaged; export the file again.", file, tag.words());
        }
        return Double.parseDouble(text);
    }

    /** An unsigned binary number of 16 bits, empty when the element is missing. */
    OptionalInt word(DicomTag tag) {
        byte[] value = values.get(tag);
        if (value == null || value.length == 0) {
            return OptionalInt.empty();
        }
        if (value.length < Short.BYTES) {
            throw InputException.of(
                    "%s: %s is no 16-bit number: the header is damaged; export the file again.", file, tag.words());
        }
        ByteOrder order = syntax.order();
        return OptionalInt.of(
                Short.toUnsignedInt(ByteBuffer.wrap(value).order(order).getShort()));
    }

    /**
     * An unsigned binary number of 16 bits that must be there.
     *
     * @throws InputException if it is not
     */
    int requiredWord(DicomTag tag) {
        return word(tag).orElseThrow(() -> missing(tag));
    }

    /**
     * A decimal number that must be there.
     *
     * @throws InputException if it is not
     */
    double requiredNumber(DicomTag tag) {
        return number(tag).orElseThrow(() -> missing(tag));
    }

    private InputException missing(DicomTag tag) {
        return InputException.of(
                "%s: the header has no %s, which every CT image must have: export the series from the scanner or archive"
                        + " again.",
                file, tag.words());
    }
}
