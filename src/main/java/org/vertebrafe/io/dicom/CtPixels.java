package org.vertebrafe.io.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.vertebrafe.base.InputException;

/**
 * How the pixels of one slice are stored, and the way from there to HU (PS3.3 C.7.6.3 and C.11.1).
 *
 * @param columns pixels in a row
 * @param rows number of rows
 * @param bits bits of a pixel that count
 * @param shift place of the lowest of them in the 16-bit word
 * @param signed whether they are two's complement
 * @param slope HU a step
 * @param intercept HU of 0
 * @param padding what marks pixels outside the reconstructed field
 */
record CtPixels(
        int columns, int rows, int bits, int shift, boolean signed, double slope, double intercept, Padding padding) {

    /** What to do with pixels that cannot be decoded here. */
    static final String CONVERT =
            "Convert the series first: dcm2niix writes NIfTI, which is read as well; gdcmconv --raw or"
                    + " dcmdjpeg (JPEG) and dcmdjpls (JPEG-LS) write uncompressed DICOM.";

    /** What padding is read as, HU. */
    static final float AIR = -1000;

    /** Padding between these limits, HU, could as well be tissue or metal. */
    private static final double TISSUE_LOW = -900;

    private static final double TISSUE_HIGH = 4000;

    private static final int WORD_BITS = 16;

    /**
     * Values that mark pixels outside the field.
     *
     * @param low lowest stored value
     * @param high highest stored value; none if below {@code low}
     */
    record Padding(int low, int high) {
        static final Padding NONE = new Padding(1, 0);

        boolean declared() {
            return low <= high;
        }

        boolean has(int value) {
            return low <= value && value <= high;
        }
    }

    /**
     * How many pixels were special.
     *
     * @param padded marked as outside the field, now air
     * @param saturated at the highest value that can be stored
     */
    record Count(long padded, long saturated) {

        static Count sum(Count[] counts) {
            return new Count(
                    Arrays.stream(counts).mapToLong(Count::padded).sum(),
                    Arrays.stream(counts).mapToLong(Count::saturated).sum());
        }
    }

    /**
     * What a header says.
     *
     * @throws InputException if these are no pixels of a CT in HU
     */
    static CtPixels of(DicomHeader header) {
        requireGrey(header);
        requireHounsfield(header);
        int allocated = header.requiredWord(DicomTag.BITS_ALLOCATED);
        int bits = header.requiredWord(DicomTag.BITS_STORED);
        int high = header.word(DicomTag.HIGH_BIT).orElse(bits - 1);
        if (allocated != WORD_BITS || bits < 1 || high >= WORD_BITS || high + 1 < bits) {
            throw InputException.of(
                    "%s: pixels of %d bits, of which %d are stored up to bit %d: a CT has 16 bits allocated and 1..16 stored."
                            + " Use the original series, not a screenshot or a converted copy.",
                    header.file(), allocated, bits, high);
        }
        double slope = header.requiredNumber(DicomTag.RESCALE_SLOPE);
        if (slope == 0) {
            throw InputException.of(
                    "%s: RescaleSlope is 0: there are no HU in it. Export the series again.", header.file());
        }
        int columns = header.requiredWord(DicomTag.COLUMNS);
        int rows = header.requiredWord(DicomTag.ROWS);
        if (columns == 0 || rows == 0) {
            throw InputException.of("%s: an image of %d x %d pixels. Export it again.", header.file(), columns, rows);
        }
        boolean signed = header.requiredWord(DicomTag.PIXEL_REPRESENTATION) == 1;
        double intercept = header.requiredNumber(DicomTag.RESCALE_INTERCEPT);
        return new CtPixels(columns, rows, bits, high + 1 - bits, signed, slope, intercept, padding(header, signed));
    }

    private static void requireGrey(DicomHeader header) {
        String photometric = header.text(DicomTag.PHOTOMETRIC).orElse("MONOCHROME2");
        boolean grey = photometric.equals("MONOCHROME1") || photometric.equals("MONOCHROME2");
        if (!grey || header.word(DicomTag.SAMPLES_PER_PIXEL).orElse(1) != 1) {
            throw InputException.of(
                    "%s: colour pixels (PhotometricInterpretation %s): a CT has grey values (MONOCHROME2). This is a"
                            + " screenshot or a fused image; choose the original series.",
                    header.file(), photometric.matches("[A-Z0-9_]{1,16}") ? photometric : "unknown");
        }
    }

    private static void requireHounsfield(DicomHeader header) {
        String type = header.text(DicomTag.RESCALE_TYPE).orElse("HU");
        if (!type.equals("HU")) {
            throw InputException.of(
                    "%s: RescaleType is %s, the values are not HU. Choose the reconstruction in HU (no density, iodine,"
                            + " electron density or unspecified map).",
                    header.file(), type.matches("[A-Z0-9_]{1,16}") ? type : "unknown");
        }
    }

    private static Padding padding(DicomHeader header, boolean signed) {
        OptionalInt value = header.word(DicomTag.PADDING);
        if (value.isEmpty()) {
            return Padding.NONE;
        }
        int one = word(value.getAsInt(), signed);
        int other = word(header.word(DicomTag.PADDING_LIMIT).orElse(value.getAsInt()), signed);
        return new Padding(Math.min(one, other), Math.max(one, other));
    }

    private static int word(int bits, boolean signed) {
        return signed ? (short) bits : bits & 0xFFFF;
    }

    /** Whether the declared padding could as well be tissue, so that nothing may be replaced. */
    boolean paddingCouldBeTissue() {
        double one = hounsfield(padding.low());
        double other = hounsfield(padding.high());
        return padding.declared() && Math.max(one, other) > TISSUE_LOW && Math.min(one, other) < TISSUE_HIGH;
    }

    double hounsfield(int stored) {
        return slope * stored + intercept;
    }

    /** Bytes of an uncompressed slice. */
    int bytes() {
        return columns * rows * Short.BYTES;
    }

    /**
     * Turns pixels as they stand in a file into HU.
     *
     * @param data pixels of the file
     * @param decoders for compressed pixels
     * @param out where the slice goes
     * @param from its first place there
     * @throws InputException if they cannot be decoded or are too few
     */
    Count toHounsfield(DicomHeader header, byte[] data, List<PixelDecoder> decoders, float[] out, int from) {
        TransferSyntax syntax = header.syntax();
        if (syntax.compressed()) {
            return convert(decoded(header, data, decoders), out, from);
        }
        if (data.length < bytes()) {
            throw InputException.of(
                    "%s is cut off: %d bytes of pixels, %d x %d of 16 bit need %d. Copy or export it again.",
                    header.file(), data.length, columns, rows, bytes());
        }
        return convert(words(data, syntax.order()), out, from);
    }

    private short[] words(byte[] data, ByteOrder order) {
        short[] words = new short[columns * rows];
        ByteBuffer.wrap(data).order(order).asShortBuffer().get(words);
        return words;
    }

    private short[] decoded(DicomHeader header, byte[] data, List<PixelDecoder> decoders) {
        String uid = header.syntax().uid();
        PixelDecoder decoder = decoders.stream()
                .filter(candidate -> candidate.decodes(uid))
                .findFirst()
                .orElseThrow(() -> cannotDecode(header));
        try {
            short[] words = decoder.decode(uid, data, columns, rows);
            if (words.length != columns * rows) {
                throw new IOException("unexpected number of pixels");
            }
            return words;
        } catch (IOException e) {
            throw new InputException(
                    header.file() + ": the compressed pixels ("
                            + header.syntax().words() + ") are damaged. Copy or export the file again; or: " + CONVERT,
                    e);
        }
    }

    static InputException cannotDecode(DicomHeader header) {
        return InputException.of(
                "%s: the pixels are compressed with transfer syntax %s (%s), which is not decoded here. %s",
                header.file(), header.syntax().uid(), header.syntax().words(), CONVERT);
    }

    /** Turns the 16-bit words of a slice into HU, padding into air. */
    Count convert(short[] words, float[] out, int from) {
        boolean replace = padding.declared() && !paddingCouldBeTissue();
        int unused = Integer.SIZE - bits;
        int highest = signed ? (1 << (bits - 1)) - 1 : (1 << bits) - 1;
        long padded = 0;
        long saturated = 0;
        for (int p = 0; p < words.length; p++) {
            int up = (words[p] & 0xFFFF) >>> shift << unused;
            int stored = signed ? up >> unused : up >>> unused;
            // Padding may use bits beyond those stored.
            if (replace && (padding.has(stored) || (shift == 0 && padding.has(word(words[p], signed))))) {
                out[from + p] = AIR;
                padded++;
            } else {
                out[from + p] = (float) hounsfield(stored);
                saturated += stored == highest ? 1 : 0;
            }
        }
        return new Count(padded, saturated);
    }
}
