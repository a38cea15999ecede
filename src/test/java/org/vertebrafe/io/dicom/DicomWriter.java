package org.vertebrafe.io.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.zip.Deflater;

/** Writes one CT slice as a DICOM file, right or wrong in any way a test wants. */
public final class DicomWriter {

    public static final String IMPLICIT = "1.2.840.10008.1.2";
    public static final String EXPLICIT = "1.2.840.10008.1.2.1";
    static final String DEFLATED = "1.2.840.10008.1.2.1.99";
    public static final String BIG = "1.2.840.10008.1.2.2";
    static final String RLE = "1.2.840.10008.1.2.5";

    private static final Set<String> LONG = Set.of("OB", "OW", "SQ", "UN", "UT");

    /** Bytes of an element whose length is written as undefined. */
    private record Value(String representation, byte[] bytes, boolean undefined) {}

    private final Map<Integer, Value> elements = new TreeMap<>(Integer::compareUnsigned);
    private final int columns;
    private final int rows;
    private short[] words;
    private String syntax = EXPLICIT;
    private boolean preamble = true;
    private boolean meta = true;
    private byte[] compressed;

    /** An axial slice of 16 unsigned bits, 1 mm pixels, slope 1, intercept -1024, at the origin. */
    public DicomWriter(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        words = new short[columns * rows];
        text(0x00080008, "CS", "ORIGINAL\\PRIMARY\\AXIAL");
        text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2");
        text(0x00080060, "CS", "CT");
        text(0x00080070, "LO", "ACME");
        text(0x00180050, "DS", "1");
        text(0x00180060, "DS", "120");
        text(0x00181210, "SH", "B40f");
        text(0x0020000E, "UI", "1.2.3.4");
        text(0x00200011, "IS", "2");
        at(0, 0, 0);
        orientation(1, 0, 0, 0, 1, 0);
        spacing(1, 1);
        word(0x00280002, 1);
        text(0x00280004, "CS", "MONOCHROME2");
        word(0x00280010, rows);
        word(0x00280011, columns);
        bits(16, 16, false);
        rescale("1", "-1024");
    }

    public DicomWriter text(int tag, String representation, String text) {
        String pad = representation.equals("UI") ? "\0" : " ";
        byte[] bytes = (text.length() % 2 == 0 ? text : text + pad).getBytes(StandardCharsets.ISO_8859_1);
        elements.put(tag, new Value(representation, bytes, false));
        return this;
    }

    public DicomWriter word(int tag, int value) {
        elements.put(tag, new Value("US", null, false));
        numbers.put(tag, value);
        return this;
    }

    private final Map<Integer, Integer> numbers = new TreeMap<>();

    /** Raw bytes, or nested elements, as the value. */
    public DicomWriter raw(int tag, String representation, byte[] bytes, boolean undefined) {
        elements.put(tag, new Value(representation, bytes, undefined));
        return this;
    }

    public DicomWriter without(int tag) {
        elements.remove(tag);
        return this;
    }

    public DicomWriter at(double x, double y, double z) {
        return text(0x00200032, "DS", decimals(x, y, z));
    }

    public DicomWriter orientation(double... cosines) {
        return text(0x00200037, "DS", decimals(cosines));
    }

    public DicomWriter spacing(double betweenRows, double betweenColumns) {
        return text(0x00280030, "DS", decimals(betweenRows, betweenColumns));
    }

    public DicomWriter rescale(String slope, String intercept) {
        text(0x00281053, "DS", slope);
        return text(0x00281052, "DS", intercept);
    }

    public DicomWriter bits(int stored, int allocated, boolean signed) {
        word(0x00280100, allocated);
        word(0x00280101, stored);
        word(0x00280102, stored - 1);
        return word(0x00280103, signed ? 1 : 0);
    }

    public DicomWriter pixels(short... newWords) {
        words = newWords;
        return this;
    }

    public DicomWriter syntax(String uid) {
        syntax = uid;
        return this;
    }

    /** One compressed image instead of the words. */
    DicomWriter compressed(String uid, byte[] image) {
        syntax = uid;
        compressed = image;
        return this;
    }

    DicomWriter withoutPreamble() {
        preamble = false;
        return this;
    }

    /** Without the group 0002, as old files are. */
    DicomWriter withoutMeta() {
        preamble = false;
        meta = false;
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (preamble) {
            out.writeBytes(new byte[128]);
            out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        }
        if (meta) {
            String uid = syntax.length() % 2 == 0 ? syntax : syntax + "\0";
            element(out, 0x00020010, new Value("UI", uid.getBytes(StandardCharsets.US_ASCII), false), EXPLICIT);
        }
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        elements.forEach((tag, value) -> element(data, tag, value, syntax));
        pixels(data);
        out.writeBytes(syntax.equals(DEFLATED) ? deflated(data.toByteArray()) : data.toByteArray());
        return out.toByteArray();
    }

    private void pixels(ByteArrayOutputStream out) {
        if (compressed == null) {
            ByteBuffer bytes = ByteBuffer.allocate(2 * columns * rows).order(order(syntax));
            bytes.asShortBuffer().put(words);
            element(out, 0x7FE00010, new Value("OW", bytes.array(), false), syntax);
            return;
        }
        ByteArrayOutputStream items = new ByteArrayOutputStream();
        items.writeBytes(item(new byte[0]));
        // Two fragments, as an archive may write them.
        int half = compressed.length / 4 * 2;
        items.writeBytes(item(Arrays.copyOf(compressed, half)));
        items.writeBytes(item(Arrays.copyOfRange(compressed, half, compressed.length)));
        element(out, 0x7FE00010, new Value("OB", items.toByteArray(), true), syntax);
    }

    /** An item of defined length, little endian. */
    public static byte[] item(byte[] content) {
        int padded = content.length + content.length % 2;
        return ByteBuffer.allocate(8 + padded)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) 0xFFFE)
                .putShort((short) 0xE000)
                .putInt(padded)
                .put(content)
                .array();
    }

    /** An element inside a sequence, in the encoding given. */
    public static byte[] nested(int tag, String representation, byte[] bytes, boolean undefined, String syntax) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new DicomWriter(1, 1).element(out, tag, new Value(representation, bytes, undefined), syntax);
        return out.toByteArray();
    }

    /** An item of undefined length in the encoding given. */
    static byte[] undefinedItem(byte[] content, String syntax) {
        return ByteBuffer.allocate(16 + content.length)
                .order(order(syntax))
                .putShort((short) 0xFFFE)
                .putShort((short) 0xE000)
                .putInt(-1)
                .put(content)
                .putShort((short) 0xFFFE)
                .putShort((short) 0xE00D)
                .putInt(0)
                .array();
    }

    private void element(ByteArrayOutputStream out, int tag, Value value, String encoding) {
        ByteOrder order = order(encoding);
        byte[] bytes = value.bytes() != null
                ? value.bytes()
                : ByteBuffer.allocate(2)
                        .order(order)
                        .putShort(numbers.get(tag).shortValue())
                        .array();
        ByteBuffer head = ByteBuffer.allocate(12).order(order);
        head.putShort((short) (tag >>> 16)).putShort((short) tag);
        int length = value.undefined() ? -1 : bytes.length;
        if (encoding.equals(IMPLICIT)) {
            head.putInt(length);
        } else {
            head.put(value.representation().getBytes(StandardCharsets.US_ASCII));
            if (LONG.contains(value.representation())) {
                head.putShort((short) 0).putInt(length);
            } else {
                head.putShort((short) length);
            }
        }
        out.write(head.array(), 0, head.position());
        out.writeBytes(bytes);
        if (value.undefined()) {
            ByteBuffer end = ByteBuffer.allocate(8).order(order);
            out.writeBytes(end.putShort((short) 0xFFFE).putShort((short) 0xE0DD).array());
        }
    }

    private static ByteOrder order(String syntax) {
        return syntax.equals(BIG) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    private static byte[] deflated(byte[] data) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(data);
        deflater.finish();
        byte[] out = new byte[data.length + 100];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    private static String decimals(double... values) {
        return DoubleStream.of(values)
                .mapToObj(value -> String.format(Locale.ROOT, "%.8f", value))
                .collect(Collectors.joining("\\"));
    }
}
