package org.vertebrafe.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.io.VtuWriter.Field;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What is written is decoded here after VTK's file format description, without the writer's code. */
class VtuWriterTest {

    @TempDir
    Path folder;

    /** n bricks of 1.5 mm in a row along x. */
    private static Mesh bricks(int n) {
        double[] xyz = new double[3 * 4 * (n + 1)];
        int[] connectivity = new int[8 * n];
        for (int i = 0; i <= n; i++) {
            for (int corner = 0; corner < 4; corner++) {
                xyz[3 * (4 * i + corner)] = 1.5 * i - 100;
                xyz[3 * (4 * i + corner) + 1] = corner == 1 || corner == 2 ? 1 / 3.0 : 0;
                xyz[3 * (4 * i + corner) + 2] = corner >= 2 ? 2 : 0;
            }
        }
        for (int e = 0; e < n; e++) {
            for (int corner = 0; corner < 8; corner++) {
                connectivity[8 * e + corner] = 4 * e + corner;
            }
        }
        return new Mesh(ElementType.HEX8, xyz, connectivity, Map.of("bottom", new int[] {0, 1, 2, 3}));
    }

    private static Document parsed(Path file) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }

    private static Element only(Document document, String tag) {
        NodeList all = document.getElementsByTagName(tag);
        assertThat(all.getLength()).as(tag).isEqualTo(1);
        return (Element) all.item(0);
    }

    private static Element array(Document document, String section, String name) {
        NodeList arrays = only(document, section).getElementsByTagName("DataArray");
        for (int i = 0; i < arrays.getLength(); i++) {
            if (((Element) arrays.item(i)).getAttribute("Name").equals(name)) {
                return (Element) arrays.item(i);
            }
        }
        throw new AssertionError("no array " + name + " in " + section);
    }

    /** Bytes of a compressed array: base64 of the block sizes, then base64 of the zlib blocks. */
    private static ByteBuffer decoded(Element array) throws DataFormatException {
        assertThat(array.getAttribute("format")).isEqualTo("binary");
        String text = array.getTextContent().strip();
        int blocks = (int) littleEndian(text.substring(0, 12)).getLong(0);
        int sizeChars = (8 * (3 + blocks) + 2) / 3 * 4;
        ByteBuffer sizes = littleEndian(text.substring(0, sizeChars));
        long blockSize = sizes.getLong(8);
        long lastSize = sizes.getLong(16);
        byte[] packed = Base64.getDecoder().decode(text.substring(sizeChars));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        for (int block = 0; block < blocks; block++) {
            int length = (int) sizes.getLong(24 + 8 * block);
            long expected = block == blocks - 1 && lastSize > 0 ? lastSize : blockSize;
            Inflater inflater = new Inflater();
            inflater.setInput(packed, at, length);
            byte[] unpacked = new byte[(int) expected + 1];
            assertThat((long) inflater.inflate(unpacked)).isEqualTo(expected);
            assertThat(inflater.finished()).isTrue();
            inflater.end();
            out.write(unpacked, 0, (int) expected);
            at += length;
        }
        assertThat(at).isEqualTo(packed.length);
        return ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer littleEndian(String base64) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static double[] doubles(Element array) throws DataFormatException {
        assertThat(array.getAttribute("type")).isEqualTo("Float64");
        ByteBuffer bytes = decoded(array);
        double[] values = new double[bytes.capacity() / 8];
        bytes.asDoubleBuffer().get(values);
        return values;
    }

    private static float[] floats(Element array) throws DataFormatException {
        assertThat(array.getAttribute("type")).isEqualTo("Float32");
        ByteBuffer bytes = decoded(array);
        float[] values = new float[bytes.capacity() / 4];
        bytes.asFloatBuffer().get(values);
        return values;
    }

    @Property(tries = 15)
    void mesh_and_fields_come_back_bit_for_bit(@ForAll @IntRange(min = 1, max = 20_000) int elements) throws Exception {
        Path file = Files.createTempFile("mesh", ".vtu");
        try {
            roundTrip(file, elements);
        } finally {
            Files.delete(file);
        }
    }

    private static void roundTrip(Path file, int elements) throws Exception {
        Mesh mesh = bricks(elements);
        float[] stress = new float[mesh.elements()];
        float[] displacement = new float[3 * mesh.nodes()];
        for (int i = 0; i < displacement.length; i++) {
            displacement[i] = (float) Math.sin(i);
        }
        for (int e = 0; e < stress.length; e++) {
            stress[e] = e % 7 == 3 ? Float.NaN : (float) Math.sqrt(e);
        }
        VtuWriter.write(
                mesh,
                List.of(Field.scalar("von Mises stress", "MPa", stress)),
                List.of(Field.vector("displacement", "mm", displacement)),
                file);
        Document xml = parsed(file);
        Element piece = only(xml, "Piece");
        assertThat(piece.getAttribute("NumberOfPoints")).isEqualTo(String.valueOf(mesh.nodes()));
        assertThat(piece.getAttribute("NumberOfCells")).isEqualTo(String.valueOf(elements));
        Element points = array(xml, "Points", "Points");
        assertThat(points.getAttribute("NumberOfComponents")).isEqualTo("3");
        assertThat(doubles(points)).isEqualTo(mesh.coordinates());
        Element cells = array(xml, "Cells", "connectivity");
        assertThat(cells.getAttribute("type")).isEqualTo("Int32");
        int[] connectivity = new int[8 * elements];
        decoded(cells).asIntBuffer().get(connectivity);
        assertThat(connectivity).isEqualTo(mesh.connectivity());
        ByteBuffer offsets = decoded(array(xml, "Cells", "offsets"));
        ByteBuffer types = decoded(array(xml, "Cells", "types"));
        assertThat(offsets.capacity()).isEqualTo(8 * elements);
        assertThat(types.capacity()).isEqualTo(elements);
        for (int e = 0; e < elements; e++) {
            if (offsets.getLong(8 * e) != 8L * (e + 1) || types.get(e) != 12) {
                throw new AssertionError("cell " + e);
            }
        }
        assertThat(floats(array(xml, "CellData", "von Mises stress [MPa]"))).isEqualTo(stress);
        Element vector = array(xml, "PointData", "displacement [mm]");
        assertThat(vector.getAttribute("NumberOfComponents")).isEqualTo("3");
        assertThat(floats(vector)).isEqualTo(displacement);
        ByteBuffer set = decoded(array(xml, "PointData", "node set bottom"));
        assertThat(set.capacity()).isEqualTo(mesh.nodes());
        for (int n = 0; n < mesh.nodes(); n++) {
            if (set.get(n) != (n < 4 ? 1 : 0)) {
                throw new AssertionError("node " + n);
            }
        }
    }

    @Test
    void whole_blocks_without_a_rest_come_back() throws Exception {
        // 65536 numbers are one block: as many elements give exactly one.
        roundTrip(folder.resolve("whole.vtu"), 1 << 16);
    }

    @Test
    void the_file_says_how_it_is_coded_and_where_the_patient_is() throws Exception {
        Path file = folder.resolve("mesh.vtu");
        VtuWriter.write(bricks(1), List.of(), List.of(), file);
        Document xml = parsed(file);
        Element root = xml.getDocumentElement();
        assertThat(root.getAttribute("type")).isEqualTo("UnstructuredGrid");
        assertThat(root.getAttribute("byte_order")).isEqualTo("LittleEndian");
        assertThat(root.getAttribute("header_type")).isEqualTo("UInt64");
        assertThat(root.getAttribute("compressor")).isEqualTo("vtkZLibDataCompressor");
        StringBuilder text = new StringBuilder();
        for (String code : array(xml, "FieldData", "coordinate system")
                .getTextContent()
                .strip()
                .split("\\s+")) {
            text.append((char) Integer.parseInt(code));
        }
        assertThat(text.toString()).isEqualTo("patient LPS (x to the left, y to posterior, z to superior), mm\0");
        assertThat(Files.readString(file).lines().skip(1).findFirst().orElseThrow())
                .startsWith("<!-- VertebraFE ")
                .contains("LPS");
    }

    @Test
    void the_same_mesh_gives_the_same_bytes_in_every_language() throws IOException {
        Path first = folder.resolve("1.vtu");
        Path second = folder.resolve("2.vtu");
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.ENGLISH);
            VtuWriter.write(bricks(20), List.of(), List.of(), first);
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            VtuWriter.write(bricks(20), List.of(), List.of(), second);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(first).hasSameBinaryContentAs(second);
    }

    @Test
    void names_are_escaped_and_fields_without_unit_have_a_bare_name() throws Exception {
        Path file = folder.resolve("mesh.vtu");
        VtuWriter.write(bricks(1), List.of(Field.scalar("a<b> & \"c\" 100%", "", new float[1])), List.of(), file);
        assertThat(floats(array(parsed(file), "CellData", "a<b> & \"c\" 100%"))).containsExactly(0);
    }

    @Test
    void fields_that_do_not_fit_the_mesh_are_refused() {
        Path file = folder.resolve("mesh.vtu");
        Mesh mesh = bricks(2);
        Field one = Field.scalar("E", "MPa", new float[2]);
        assertThatThrownBy(
                        () -> VtuWriter.write(mesh, List.of(Field.scalar("E", "MPa", new float[3])), List.of(), file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field \"E\" has 3 numbers for 2 elements of 1 components");
        assertThatThrownBy(
                        () -> VtuWriter.write(mesh, List.of(), List.of(Field.vector("u", "mm", new float[12])), file))
                .hasMessage("field \"u\" has 12 numbers for 12 nodes of 3 components");
        assertThatThrownBy(() -> VtuWriter.write(mesh, List.of(one, one), List.of(), file))
                .hasMessage("two element fields are called \"E [MPa]\"");
        Field set = Field.scalar("node set bottom", "", new float[12]);
        assertThatThrownBy(() -> VtuWriter.write(mesh, List.of(), List.of(set), file))
                .hasMessage("two node fields are called \"node set bottom\"");
        assertThatThrownBy(() -> new Field("t", "MPa", 6, new float[12])).hasMessageContaining("6 components");
        assertThatThrownBy(() -> Field.scalar(" ", "MPa", new float[12])).hasMessageContaining("name");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void other_names_are_refused_and_a_cancelled_write_leaves_nothing() {
        assertThatThrownBy(() -> VtuWriter.write(bricks(1), List.of(), List.of(), folder.resolve("mesh.vtk")))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("mesh.vtk", ".vtu");
        List<String> stages = new ArrayList<>();
        Progress stopsAtTheThird = new Progress() {
            @Override
            public void report(String stage, double fraction) {
                stages.add(stage);
            }

            @Override
            public boolean isCancelled() {
                return stages.size() >= 3;
            }
        };
        assertThatThrownBy(() ->
                        VtuWriter.write(bricks(1), List.of(), List.of(), folder.resolve("m.vtu"), stopsAtTheThird))
                .isInstanceOf(CancelledException.class);
        assertThat(folder).isEmptyDirectory();
    }
}
