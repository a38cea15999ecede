package org.vertebrafe.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.StringTokenizer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.vertebrafe.base.InputException;

/**
 * A data array of a VTK XML file, decoded.
 *
 * @param name as in the file
 * @param components numbers a tuple
 * @param type VTK's name of the numbers' type
 * @param numbers the numbers, one after the other
 */
record VtkArray(String name, int components, Type type, ByteBuffer numbers) {

    /** The types of numbers there are, as VTK calls them. */
    enum Type {
        Int8(1),
        UInt8(1),
        Int16(2),
        UInt16(2),
        Int32(4),
        UInt32(4),
        Int64(8),
        UInt64(8),
        Float32(4),
        Float64(8);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    /**
     * How binary arrays of a file are coded.
     *
     * @param order of bytes
     * @param headerBytes bytes of a size, 4 or 8
     * @param packed whether blocks are compressed with zlib
     */
    record Coding(ByteOrder order, int headerBytes, boolean packed) {

        static Coding of(String file, XMLStreamReader xml) {
            String compressor = xml.getAttributeValue(null, "compressor");
            if (compressor != null && !compressor.equals("vtkZLibDataCompressor")) {
                throw InputException.of("%s is compressed by %s: only zlib can be read.", file, compressor);
            }
            return new Coding(
                    "BigEndian".equals(xml.getAttributeValue(null, "byte_order"))
                            ? ByteOrder.BIG_ENDIAN
                            : ByteOrder.LITTLE_ENDIAN,
                    "UInt64".equals(xml.getAttributeValue(null, "header_type")) ? 8 : 4,
                    compressor != null);
        }
    }

    /** Reads the array whose start tag was read last. */
    static VtkArray read(String file, Coding coding, XMLStreamReader xml) throws XMLStreamException {
        String name = String.valueOf(xml.getAttributeValue(null, "Name"));
        String components = xml.getAttributeValue(null, "NumberOfComponents");
        String format = String.valueOf(xml.getAttributeValue(null, "format"));
        String typeName = String.valueOf(xml.getAttributeValue(null, "type"));
        try {
            Type type = Type.valueOf(typeName);
            ByteBuffer numbers =
                    switch (format) {
                        case "ascii" -> text(type, xml.getElementText());
                        case "binary" -> binary(coding, xml.getElementText()).order(coding.order());
                        default -> throw InputException.of(
                                "%s: array \"%s\" is stored as \"%s\": only inline data (ascii, binary) can be read.",
                                file, name, format);
                    };
            return new VtkArray(name, components == null ? 1 : Integer.parseInt(components), type, numbers);
        } catch (IllegalArgumentException | DataFormatException | IndexOutOfBoundsException e) {
            throw new InputException(
                    String.format(
                            "%s: array \"%s\" of %s cannot be decoded (%s): the file is damaged or of another kind.",
                            file, name, typeName, e.getMessage()),
                    e);
        }
    }

    int length() {
        return numbers.capacity() / type.bytes;
    }

    double number(int at) {
        return switch (type) {
            case Int8 -> numbers.get(at);
            case UInt8 -> numbers.get(at) & 0xFF;
            case Int16 -> numbers.getShort(2 * at);
            case UInt16 -> numbers.getShort(2 * at) & 0xFFFF;
            case Int32 -> numbers.getInt(4 * at);
            case UInt32 -> numbers.getInt(4 * at) & 0xFFFFFFFFL;
            case Int64, UInt64 -> numbers.getLong(8 * at);
            case Float32 -> numbers.getFloat(4 * at);
            case Float64 -> numbers.getDouble(8 * at);
        };
    }

    double[] doubles() {
        double[] values = new double[length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(i);
        }
        return values;
    }

    float[] floats() {
        float[] values = new float[length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) number(i);
        }
        return values;
    }

    int[] ints() {
        int[] values = new int[length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.toIntExact(Math.round(number(i)));
        }
        return values;
    }

    private static ByteBuffer text(Type type, String text) {
        StringTokenizer words = new StringTokenizer(text);
        ByteBuffer numbers = ByteBuffer.allocate(words.countTokens() * type.bytes);
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            switch (type) {
                case Float32 -> numbers.putFloat(Float.parseFloat(word));
                case Float64 -> numbers.putDouble(Double.parseDouble(word));
                default -> whole(numbers, type.bytes, Long.parseLong(word));
            }
        }
        return numbers.clear();
    }

    private static void whole(ByteBuffer numbers, int bytes, long value) {
        switch (bytes) {
            case 1 -> numbers.put((byte) value);
            case 2 -> numbers.putShort((short) value);
            case 4 -> numbers.putInt((int) value);
            default -> numbers.putLong(value);
        }
    }

    /** Sizes first, in a base64 text of their own where the data are compressed. */
    private static ByteBuffer binary(Coding coding, String text) throws DataFormatException {
        String base64 = text.replaceAll("\\s+", "");
        if (!coding.packed()) {
            byte[] all = Base64.getDecoder().decode(base64);
            int size = Math.toIntExact(size(ByteBuffer.wrap(all).order(coding.order()), coding, 0));
            return ByteBuffer.wrap(all, coding.headerBytes(), size).slice();
        }
        ByteBuffer first = header(base64, 1, coding);
        int blocks = Math.toIntExact(size(first, coding, 0));
        ByteBuffer header = header(base64, 3 + blocks, coding);
        int block = Math.toIntExact(size(header, coding, 1));
        int last = Math.toIntExact(size(header, coding, 2));
        byte[] packed = Base64.getDecoder().decode(base64.substring(characters(3 + blocks, coding)));
        int total = blocks == 0 ? 0 : last == 0 ? blocks * block : (blocks - 1) * block + last;
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream(total);
        Inflater inflater = new Inflater();
        byte[] buffer = new byte[1 << 16];
        try {
            for (int b = 0, at = 0; b < blocks; b++) {
                int length = Math.toIntExact(size(header, coding, 3 + b));
                inflater.reset();
                inflater.setInput(packed, at, length);
                while (!inflater.finished()) {
                    int n = inflater.inflate(buffer);
                    if (n == 0 && !inflater.finished()) {
                        throw new DataFormatException("a block ends early");
                    }
                    unpacked.write(buffer, 0, n);
                }
                at += length;
            }
        } finally {
            inflater.end();
        }
        if (unpacked.size() != total) {
            throw new DataFormatException(unpacked.size() + " bytes instead of " + total);
        }
        return ByteBuffer.wrap(unpacked.toByteArray());
    }

    private static ByteBuffer header(String base64, int sizes, Coding coding) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(base64.substring(0, characters(sizes, coding))))
                .order(coding.order());
    }

    private static int characters(int sizes, Coding coding) {
        return (sizes * coding.headerBytes() + 2) / 3 * 4;
    }

    private static long size(ByteBuffer header, Coding coding, int index) {
        return coding.headerBytes() == 8 ? header.getLong(8 * index) : header.getInt(4 * index) & 0xFFFFFFFFL;
    }
}
