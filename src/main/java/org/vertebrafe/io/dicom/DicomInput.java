package org.vertebrafe.io.dicom;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.vertebrafe.base.InputException;

/** The bytes of one DICOM file from front to back; says in plain words when they end too early. */
final class DicomInput implements Closeable {

    private static final int BUFFER = 1 << 14;

    private final String file;
    private BufferedInputStream in;
    private Inflater inflater;
    private ByteOrder order = ByteOrder.LITTLE_ENDIAN;

    private DicomInput(String file, BufferedInputStream in) {
        this.file = file;
        this.in = in;
    }

    static DicomInput open(Path path) throws IOException {
        return new DicomInput(
                String.valueOf(path.getFileName()), new BufferedInputStream(Files.newInputStream(path), BUFFER));
    }

    String file() {
        return file;
    }

    void order(ByteOrder newOrder) {
        order = newOrder;
    }

    ByteOrder order() {
        return order;
    }

    /** Takes all that follows as deflated (PS3.5 A.5). */
    void inflate() {
        inflater = new Inflater(true);
        in = new BufferedInputStream(new InflaterInputStream(in, inflater, BUFFER), BUFFER);
    }

    /** The next bytes without taking them; fewer when the file ends. */
    byte[] peek(int count) throws IOException {
        in.mark(count);
        byte[] bytes = in.readNBytes(count);
        in.reset();
        return bytes;
    }

    boolean atEnd() throws IOException {
        try {
            return peek(1).length == 0;
        } catch (EOFException | ZipException e) {
            throw damaged();
        }
    }

    int u16() throws IOException {
        byte[] b = bytes(2);
        return order == ByteOrder.LITTLE_ENDIAN ? b[0] & 0xFF | (b[1] & 0xFF) << 8 : (b[0] & 0xFF) << 8 | b[1] & 0xFF;
    }

    long u32() throws IOException {
        long first = u16();
        long second = u16();
        return order == ByteOrder.LITTLE_ENDIAN ? first | second << 16 : first << 16 | second;
    }

    /** Group and element as one number. */
    int tag() throws IOException {
        int group = u16();
        return group << 16 | u16();
    }

    /** Two letters. */
    String representation() throws IOException {
        return new String(bytes(2), StandardCharsets.ISO_8859_1);
    }

    /**
     * Takes bytes.
     *
     * @throws InputException if the file ends before
     */
    byte[] bytes(long count) throws IOException {
        if (count > Integer.MAX_VALUE - 8) {
            throw cutOff();
        }
        try {
            byte[] bytes = in.readNBytes((int) count);
            if (bytes.length < count) {
                throw cutOff();
            }
            return bytes;
        } catch (EOFException e) {
            throw cutOff();
        } catch (ZipException e) {
            throw damaged();
        }
    }

    /**
     * Passes over bytes.
     *
     * @throws InputException if the file ends before
     */
    void skip(long count) throws IOException {
        try {
            in.skipNBytes(count);
        } catch (EOFException e) {
            throw cutOff();
        } catch (ZipException e) {
            throw damaged();
        }
    }

    @Override
    public void close() throws IOException {
        if (inflater != null) {
            inflater.end();
        }
        in.close();
    }

    InputException cutOff() {
        return InputException.of("%s is cut off: the file ends before its data do. Copy or export it again.", file);
    }

    InputException damaged() {
        return InputException.of("%s: the DICOM data are damaged. Copy or export the file again.", file);
    }
}
