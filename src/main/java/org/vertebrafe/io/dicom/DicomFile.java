package org.vertebrafe.io.dicom;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vertebrafe.base.InputException;

/**
 * One open DICOM file: first its header, of which only {@link DicomTag}s at the top level are kept, then its pixels.
 * Files without preamble or without the group 0002 are accepted; their encoding is then told from the first element.
 */
final class DicomFile implements Closeable {

    private static final int PREAMBLE = 128;
    private static final byte[] MAGIC = "DICM".getBytes(StandardCharsets.US_ASCII);

    private static final int TRANSFER_SYNTAX = 0x00020010;
    private static final int PIXEL_DATA = 0x7FE00010;
    private static final int ITEM = 0xFFFEE000;
    private static final int ITEM_END = 0xFFFEE00D;
    private static final int SEQUENCE_END = 0xFFFEE0DD;

    private static final long UNDEFINED = 0xFFFFFFFFL;

    /** Value representations whose length takes 4 bytes (PS3.5, 7.1.2). */
    private static final Set<String> LONG =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

    /** No kept element is longer; what is, is damaged or abused. */
    private static final int LONGEST_VALUE = 1024;

    /** Deeper nesting than any real header has. */
    private static final int DEEPEST = 64;

    private final DicomInput in;
    private final TransferSyntax syntax;
    private final Map<DicomTag, byte[]> values = new EnumMap<>(DicomTag.class);
    private int osteoBlock = -1;
    private long pixelLength = -1;

    private record Element(int tag, String representation, long length) {}

    private DicomFile(DicomInput in, TransferSyntax syntax) {
        this.in = in;
        this.syntax = syntax;
    }

    /**
     * Opens a file.
     *
     * @return empty if it is no DICOM file
     * @throws InputException if it is one, but damaged or of an encoding that is not known
     */
    static Optional<DicomFile> open(Path path) throws IOException {
        DicomInput in = DicomInput.open(path);
        try {
            if (!looksLikeDicom(in)) {
                in.close();
                return Optional.empty();
            }
            byte[] start = in.peek(PREAMBLE + MAGIC.length);
            if (isMagic(start, PREAMBLE)) {
                in.skip(PREAMBLE + (long) MAGIC.length);
            } else if (isMagic(start, 0)) {
                in.skip(MAGIC.length);
            }
            TransferSyntax syntax = metaInformation(in);
            in.order(syntax.order());
            if (syntax == TransferSyntax.DEFLATED) {
                in.inflate();
            }
            return Optional.of(new DicomFile(in, syntax));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    static boolean looksLikeDicom(DicomInput in) throws IOException {
        byte[] start = in.peek(PREAMBLE + MAGIC.length);
        return isMagic(start, PREAMBLE) || isMagic(start, 0) || looksLikeElement(start);
    }

    private static boolean isMagic(byte[] start, int at) {
        for (int n = 0; n < MAGIC.length; n++) {
            if (start.length <= at + n || start[at + n] != MAGIC[n]) {
                return false;
            }
        }
        return true;
    }

    /** Without a preamble: a small element of group 0002 or 0008 at the very beginning, in one of the encodings. */
    private static boolean looksLikeElement(byte[] b) {
        if (b.length < 8) {
            return false;
        }
        boolean little = (b[0] == 2 || b[0] == 8) && b[1] == 0 && b[3] == 0;
        boolean big = b[0] == 0 && b[1] == 8 && b[2] == 0;
        boolean shortImplicit = b[6] == 0 && b[7] == 0;
        return (little && (hasRepresentation(b) || shortImplicit)) || (big && hasRepresentation(b));
    }

    private static boolean hasRepresentation(byte[] b) {
        return b.length >= 6 && b[4] >= 'A' && b[4] <= 'Z' && b[5] >= 'A' && b[5] <= 'Z';
    }

    /** Reads the group 0002, which is explicit little endian in every file. */
    private static TransferSyntax metaInformation(DicomInput in) throws IOException {
        String uid = "";
        byte[] next = in.peek(6);
        while (next.length == 6 && next[0] == 2 && next[1] == 0) {
            Element element = element(in, true);
            if (element.length() == UNDEFINED) {
                throw in.damaged();
            }
            if (element.tag() == TRANSFER_SYNTAX && element.length() <= LONGEST_VALUE) {
                uid = new String(in.bytes(element.length()), StandardCharsets.US_ASCII)
                        .replace('\0', ' ')
                        .trim();
            } else {
                in.skip(element.length());
            }
            next = in.peek(6);
        }
        if (uid.isEmpty()) {
            return guess(next);
        }
        String named = uid.matches("[0-9.]{1,64}") ? uid : "that is no UID";
        return TransferSyntax.of(uid)
                .orElseThrow(() -> InputException.of(
                        "%s: transfer syntax %s is not known here. %s", in.file(), named, CtPixels.CONVERT));
    }

    private static TransferSyntax guess(byte[] first) {
        if (!hasRepresentation(first)) {
            return TransferSyntax.IMPLICIT_LITTLE;
        }
        return first[0] == 0 ? TransferSyntax.EXPLICIT_BIG : TransferSyntax.EXPLICIT_LITTLE;
    }

    /**
     * Reads up to the pixels.
     *
     * @throws InputException if the header is damaged or cut off
     */
    DicomHeader header() throws IOException {
        while (!in.atEnd()) {
            Element element = element(in, syntax.explicit());
            if (element.tag() == PIXEL_DATA) {
                pixelLength = element.length();
                break;
            }
            take(element);
        }
        return new DicomHeader(in.file(), syntax, pixelLength >= 0, values);
    }

    private void take(Element element) throws IOException {
        int tag = element.tag();
        if (tag == ITEM || tag == ITEM_END || tag == SEQUENCE_END) {
            throw in.damaged();
        }
        if (element.length() == UNDEFINED || element.length() > LONGEST_VALUE) {
            skipValue(element, syntax.explicit(), 0);
            return;
        }
        if (DicomTag.isOsteoCreatorPlace(tag)) {
            String creator = new String(in.bytes(element.length()), StandardCharsets.US_ASCII);
            if (DicomTag.isOsteoCreator(creator.replace('\0', ' '))) {
                osteoBlock = tag & 0xFF;
            }
            return;
        }
        Optional<DicomTag> kept = DicomTag.of(tag).or(() -> DicomTag.ofOsteo(tag, osteoBlock));
        if (kept.isPresent()) {
            values.putIfAbsent(kept.get(), in.bytes(element.length()));
        } else {
            in.skip(element.length());
        }
    }

    private static Element element(DicomInput in, boolean explicit) throws IOException {
        int tag = in.tag();
        if (tag >>> 16 == 0xFFFE || !explicit) {
            return new Element(tag, "", in.u32());
        }
        String representation = in.representation();
        if (!representation.matches("[A-Z]{2}")) {
            throw in.damaged();
        }
        if (LONG.contains(representation)) {
            in.skip(2);
            return new Element(tag, representation, in.u32());
        }
        return new Element(tag, representation, in.u16());
    }

    private void skipValue(Element element, boolean explicit, int depth) throws IOException {
        if (element.length() != UNDEFINED) {
            in.skip(element.length());
            return;
        }
        if (depth > DEEPEST) {
            throw in.damaged();
        }
        // What a converter did not know it wrote as UN; of undefined length that is an implicit sequence (PS3.5,
        // 6.2.2).
        boolean unknown = element.representation().equals("UN");
        boolean inner = explicit && !unknown;
        ByteOrder before = in.order();
        if (unknown) {
            in.order(ByteOrder.LITTLE_ENDIAN);
        }
        skipItems(inner, depth);
        in.order(before);
    }

    private void skipItems(boolean explicit, int depth) throws IOException {
        while (true) {
            Element item = element(in, explicit);
            if (item.tag() == SEQUENCE_END) {
                return;
            }
            if (item.tag() != ITEM) {
                throw in.damaged();
            }
            if (item.length() != UNDEFINED) {
                in.skip(item.length());
                continue;
            }
            for (Element inside = element(in, explicit); inside.tag() != ITEM_END; inside = element(in, explicit)) {
                skipValue(inside, explicit, depth + 1);
            }
        }
    }

    /**
     * Reads the pixels, after the header: as they stand, or the one compressed image.
     *
     * @throws InputException if they are cut off
     */
    byte[] pixels() throws IOException {
        if (!syntax.compressed()) {
            if (pixelLength == UNDEFINED) {
                throw in.damaged();
            }
            return in.bytes(pixelLength);
        }
        if (pixelLength != UNDEFINED) {
            throw in.damaged();
        }
        // The first item is a table of offsets; one image may be in several fragments (PS3.5, A.4).
        Element item = element(in, true);
        requireItem(item);
        in.skip(item.length());
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        for (item = element(in, true); item.tag() != SEQUENCE_END; item = element(in, true)) {
            requireItem(item);
            image.write(in.bytes(item.length()));
        }
        return image.toByteArray();
    }

    private void requireItem(Element item) {
        if (item.tag() != ITEM || item.length() == UNDEFINED) {
            throw in.damaged();
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
