package org.vertebrafe.io.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.base.Version;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * Writes a virtual CT as a DICOM series: CT Image Storage, explicit VR little endian, 12 bits unsigned with intercept -1024.
 * The patient is called VIRTUAL^PATIENT; identifiers derive from the study's name, so the same scan gives the same files.
 */
public final class CtSeriesWriter {

    /** HU of the stored value 0. */
    private static final int INTERCEPT = -1024;

    private static final int STORED_MAX = 4095;

    private static final String CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";
    private static final String EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";

    private static final int PREAMBLE = 128;

    /** Value representations whose length takes four bytes. */
    private static final String LONG = "OB OW SQ UN UT";

    private final Volume hu;
    private final CtSeriesHeader header;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private CtSeriesWriter(Volume hu, CtSeriesHeader header) {
        this.hu = hu;
        this.header = header;
    }

    /**
     * Writes one file a slice, {@code slice-0001.dcm} being the first of the grid.
     *
     * @param hu whole HU from -1024 to 3071
     * @param folder where to write; made if missing
     * @throws InputException if a value cannot be stored
     * @throws org.vertebrafe.base.CancelledException if cancelled, leaving the slices written so far
     */
    public static void write(Volume hu, CtSeriesHeader header, Path folder, Progress progress) throws IOException {
        Files.createDirectories(folder);
        for (int k = 0; k < hu.grid().nz(); k++) {
            progress.checkCancelled();
            byte[] file = new CtSeriesWriter(hu, header).file(k);
            Path slice = folder.resolve(String.format(Locale.ROOT, "slice-%04d.dcm", k + 1));
            try {
                Files.write(slice, file);
            } catch (IOException e) {
                // Half a slice is none.
                Files.deleteIfExists(slice);
                throw new IOException("Cannot write " + slice + ": " + e.getMessage(), e);
            }
            progress.report("Writing DICOM", (k + 1.0) / hu.grid().nz());
        }
    }

    private byte[] file(int k) {
        String instance = uid("image " + header.number() + " " + k);
        out.writeBytes(new byte[PREAMBLE]);
        out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(meta(instance));
        text(0x00080008, "CS", "ORIGINAL\\PRIMARY\\AXIAL");
        text(0x00080016, "UI", CT_IMAGE);
        text(0x00080018, "UI", instance);
        // Study date, time and accession number must be there, and may be empty.
        text(0x00080020, "DA", "");
        text(0x00080030, "TM", "");
        text(0x00080050, "SH", "");
        text(0x00080060, "CS", "CT");
        text(0x00080070, "LO", Version.NAME + " virtual scanner");
        text(0x00080090, "PN", "");
        text(0x0008103E, "LO", "Virtual CT " + header.kernel());
        text(0x00100010, "PN", "VIRTUAL^PATIENT");
        text(0x00100020, "LO", "VIRTUAL");
        text(0x00100030, "DA", "");
        text(0x00100040, "CS", "");
        if (header.contrastAgent()) {
            text(0x00180010, "LO", "APPLIED");
        }
        text(0x00180050, "DS", Decimals.text(header.sliceThickness()));
        text(0x00180060, "DS", Decimals.text(header.peakKilovoltage()));
        text(0x00181130, "DS", decimal(header.tableHeight()));
        text(0x00181152, "IS", Long.toString(Math.round(header.exposure())));
        text(0x00181210, "SH", header.kernel());
        text(0x00185100, "CS", "HFS");
        text(0x0020000D, "UI", uid("study"));
        text(0x0020000E, "UI", uid("series " + header.number()));
        text(0x00200010, "SH", "");
        text(0x00200011, "IS", Integer.toString(header.number()));
        text(0x00200012, "IS", "");
        text(0x00200013, "IS", Integer.toString(k + 1));
        geometry(k);
        image(k);
        return out.toByteArray();
    }

    private void geometry(int k) {
        VoxelGrid grid = hu.grid();
        Vec3 x = grid.xAxis();
        Vec3 y = grid.yAxis();
        Vec3 p = grid.toPatient(0, 0, k);
        text(0x00200032, "DS", decimals(p.x(), p.y(), p.z()));
        text(0x00200037, "DS", decimals(x.x(), x.y(), x.z(), y.x(), y.y(), y.z()));
        text(0x00200052, "UI", uid("frame of reference"));
        text(0x00201040, "LO", "");
        number(0x00280002, 1);
        text(0x00280004, "CS", "MONOCHROME2");
        number(0x00280010, grid.ny());
        number(0x00280011, grid.nx());
        text(0x00280030, "DS", decimals(grid.spacing().y(), grid.spacing().x()));
    }

    private void image(int k) {
        number(0x00280100, 16);
        number(0x00280101, 12);
        number(0x00280102, 11);
        number(0x00280103, 0);
        text(0x00281050, "DS", "300");
        text(0x00281051, "DS", "1500");
        text(0x00281052, "DS", Integer.toString(INTERCEPT));
        text(0x00281053, "DS", "1");
        text(0x00281054, "LO", "HU");
        int plane = hu.grid().nx() * hu.grid().ny();
        ByteBuffer pixels = ByteBuffer.allocate(2 * plane).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = k * plane; at < (k + 1) * plane; at++) {
            float value = hu.values()[at];
            float stored = value - INTERCEPT;
            if (!(stored >= 0 && stored <= STORED_MAX && stored == Math.rint(stored))) {
                throw InputException.of(
                        "CT number %s HU in slice %d cannot be written to DICOM: whole numbers from %d to %d are stored."
                                + " Round the image first.",
                        value, k + 1, INTERCEPT, STORED_MAX + INTERCEPT);
            }
            pixels.putShort((short) stored);
        }
        element(0x7FE00010, "OW", pixels.array());
    }

    private byte[] meta(String instance) {
        CtSeriesWriter group = new CtSeriesWriter(hu, header);
        group.element(0x00020001, "OB", new byte[] {0, 1});
        group.text(0x00020002, "UI", CT_IMAGE);
        group.text(0x00020003, "UI", instance);
        group.text(0x00020010, "UI", EXPLICIT_LITTLE_ENDIAN);
        group.text(0x00020012, "UI", uid("implementation"));
        byte[] elements = group.out.toByteArray();
        CtSeriesWriter whole = new CtSeriesWriter(hu, header);
        whole.element(
                0x00020000,
                "UL",
                ByteBuffer.allocate(4)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(elements.length)
                        .array());
        whole.out.writeBytes(elements);
        return whole.out.toByteArray();
    }

    /** A UID below 2.25, which needs no registration (PS3.5 B.2). */
    private String uid(String what) {
        String name = Version.NAME + "/" + header.study() + "/" + what;
        UUID uuid = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        ByteBuffer bytes = ByteBuffer.allocate(16);
        bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
        return "2.25." + new BigInteger(1, bytes.array());
    }

    private void text(int tag, String representation, String text) {
        String padded = text.length() % 2 == 0 ? text : text + (representation.equals("UI") ? "\0" : " ");
        element(tag, representation, padded.getBytes(StandardCharsets.US_ASCII));
    }

    private void number(int tag, int value) {
        element(
                tag,
                "US",
                ByteBuffer.allocate(2)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putShort((short) value)
                        .array());
    }

    private void element(int tag, String representation, byte[] value) {
        ByteBuffer head = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        head.putShort((short) (tag >>> 16)).putShort((short) tag);
        head.put(representation.getBytes(StandardCharsets.US_ASCII));
        if (LONG.contains(representation)) {
            head.putShort((short) 0).putInt(value.length);
        } else {
            head.putShort((short) value.length);
        }
        out.write(head.array(), 0, head.position());
        out.writeBytes(value);
    }

    private static String decimals(double... values) {
        return DoubleStream.of(values).mapToObj(CtSeriesWriter::decimal).collect(Collectors.joining("\\"));
    }

    /** A decimal string of at most 16 characters. */
    private static String decimal(double value) {
        for (int digits = 10; digits >= 0; digits--) {
            String text = String.format(Locale.ROOT, "%." + digits + "f", value);
            if (text.length() <= 16) {
                return text;
            }
        }
        throw InputException.of("%g does not fit into a decimal string of DICOM.", value);
    }
}
