package org.vertebrafe.io.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A DICOM header as the text that ImageJ makes of it: one line for each element, "0028,0010  Rows: 512", those inside
 * sequences of undefined length marked by a greater-than sign. Of it, too, only {@link DicomTag}s are taken.
 */
final class DicomText {

    private static final Pattern LINE = Pattern.compile("([0-9A-F]{4}),([0-9A-F]{4})\\s\\s?([^>:][^:]*):(.*)");

    /** What the pixels are listed as; ImageJ takes it as the mark of a header, too. */
    private static final String PIXELS = "\n7FE0,0010";

    private record Line(int tag, String value) {}

    private DicomText() {}

    /** Whether a text holds such a header. */
    static boolean isHeader(String text) {
        return text != null && text.contains(PIXELS);
    }

    /**
     * The header in a text.
     *
     * @param file name of the file, for messages
     * @param text header, one element a line; other lines are passed over
     */
    static DicomHeader header(String file, String text) {
        List<Line> lines = topLevel(lines(text));
        Map<DicomTag, byte[]> values = new EnumMap<>(DicomTag.class);
        int block = -1;
        for (Line line : lines) {
            if (DicomTag.isOsteoCreatorPlace(line.tag())) {
                block = DicomTag.isOsteoCreator(line.value()) ? line.tag() & 0xFF : block;
                continue;
            }
            int osteoBlock = block;
            Optional<DicomTag> kept = DicomTag.of(line.tag()).or(() -> DicomTag.ofOsteo(line.tag(), osteoBlock));
            kept.ifPresent(tag -> values.put(tag, bytes(tag, line.value())));
        }
        return new DicomHeader(file, TransferSyntax.EXPLICIT_LITTLE, true, values);
    }

    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        for (String row : text.split("\n")) {
            Matcher line = LINE.matcher(row);
            if (line.matches()) {
                int tag = Integer.parseInt(line.group(1), 16) << 16 | Integer.parseInt(line.group(2), 16);
                lines.add(new Line(tag, line.group(4).trim()));
            }
        }
        return lines;
    }

    /**
     * The lines that are not those of a sequence's items. ImageJ marks items of sequences of undefined length only; but
     * tags ascend within a data set (PS3.5, 7.1), so the data set itself is the longest ascending run, of several as long
     * the one whose lines come last.
     */
    private static List<Line> topLevel(List<Line> lines) {
        // Patience sorting: best[n] is the line with the smallest tag at which a run of n + 1 lines ends.
        int[] best = new int[lines.size()];
        int[] before = new int[lines.size()];
        int longest = 0;
        for (int n = 0; n < lines.size(); n++) {
            int tag = lines.get(n).tag();
            int low = 0;
            int high = longest;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (Integer.compareUnsigned(lines.get(best[middle]).tag(), tag) < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before[n] = low == 0 ? -1 : best[low - 1];
            best[low] = n;
            longest = Math.max(longest, low + 1);
        }
        Line[] run = new Line[longest];
        int at = longest == 0 ? -1 : best[longest - 1];
        for (int n = longest - 1; n >= 0; n--) {
            run[n] = lines.get(at);
            at = before[at];
        }
        return Arrays.asList(run);
    }

    /** A value as it stands in a file of explicit little endian. */
    private static byte[] bytes(DicomTag tag, String value) {
        String first = value.split("[\\s\\\\]", 2)[0];
        if (tag.isWord() && first.matches("-?\\d{1,5}")) {
            return ByteBuffer.allocate(Short.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putShort((short) Integer.parseInt(first))
                    .array();
        }
        // A word that is no number becomes one byte or none, which the header reports as damaged or missing.
        return tag.isWord() ? new byte[Math.min(1, first.length())] : value.getBytes(StandardCharsets.ISO_8859_1);
    }
}
