package org.vertebrafe.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

class VtuReaderTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void whatIsWrittenComesBackToTheLastBit(ElementType type) throws IOException {
        Random chance = new Random(7);
        // More than one block of 65,536 numbers.
        double[] xyz = chance.doubles(3 * 30_000, -200, 200).toArray();
        int[] connectivity = chance.ints((long) type.nodes() * 9_000, 0, 30_000).toArray();
        Mesh mesh = new Mesh(type, xyz, connectivity, Map.of("superior", new int[] {0, 5, 29_999}));
        float[] stress = new float[mesh.elements()];
        float[] motion = new float[xyz.length];
        for (int i = 0; i < stress.length; i++) {
            stress[i] = i % 10 == 0 ? Float.NaN : chance.nextFloat();
        }
        for (int i = 0; i < motion.length; i++) {
            motion[i] = chance.nextFloat();
        }
        Path file = folder.resolve("model.vtu");
        VtuWriter.write(
                mesh,
                List.of(VtuWriter.Field.scalar("Stress", "MPa", stress)),
                List.of(VtuWriter.Field.vector("Displacement", "mm", motion)),
                file);

        VtuReader.Content content = VtuReader.read(file);

        assertThat(content.mesh().type()).isEqualTo(type);
        assertThat(content.mesh().coordinates()).isEqualTo(xyz);
        assertThat(content.mesh().connectivity()).isEqualTo(connectivity);
        assertThat(content.mesh().nodeSetNames()).containsExactly("superior");
        assertThat(content.mesh().nodeSet("superior")).containsExactly(0, 5, 29_999);
        assertThat(content.elementFields()).hasSize(1);
        assertThat(content.elementFields().get(0).title()).isEqualTo("Stress [MPa]");
        assertThat(content.elementFields().get(0).values()).isEqualTo(stress);
        assertThat(content.nodeFields()).hasSize(1);
        assertThat(content.nodeFields().get(0).components()).isEqualTo(3);
        assertThat(content.nodeFields().get(0).values()).isEqualTo(motion);
    }

    @Test
    void filesOfOthersInTextAndPlainBase64AreRead() throws IOException {
        ByteBuffer points = ByteBuffer.allocate(4 + 4 * 12).order(ByteOrder.LITTLE_ENDIAN);
        points.putInt(48);
        for (float x : new float[] {0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3}) {
            points.putFloat(x);
        }
        Path file = tetrahedron(
                "<DataArray type=\"Float32\" NumberOfComponents=\"3\" format=\"binary\">\n"
                        + Base64.getEncoder().encodeToString(points.array()) + "\n</DataArray>",
                "10");

        VtuReader.Content content = VtuReader.read(file);

        assertThat(content.mesh().coordinates()).containsExactly(0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3);
        assertThat(content.mesh().connectivity()).containsExactly(0, 1, 2, 3);
        assertThat(content.elementFields().get(0).values()).containsExactly(4.5f);
        assertThat(content.elementFields().get(0).unit()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsToldWithTheRemedy() throws IOException {
        String points = "<DataArray type=\"Float32\" NumberOfComponents=\"3\" format=\"%s\">%s</DataArray>";
        String four = "0 0 0 1 0 0 0 2 0 0 0 3";
        refused(folder.resolve("none.vtu"), "no such file");
        refused(tetrahedron(points.formatted("appended", ""), "10"), "only inline data");
        refused(tetrahedron(points.formatted("ascii", four), "13"), "VTK types [13]");
        refused(tetrahedron(points.formatted("ascii", "0 0 0 1 0 0"), "10"), "node 2 of 2");
        refused(tetrahedron(points.formatted("ascii", "0 zero 0"), "10"), "cannot be decoded");
        refused(text("<VTKFile type=\"PolyData\"><PolyData/></VTKFile>"), "UnstructuredGrid is needed");
        refused(text("<VTKFile type=\"UnstructuredGrid\"><Unstr"), "not a complete VTK XML file");
        refused(text("<VTKFile type=\"UnstructuredGrid\"/>"), "no unstructured grid");
        refused(
                text("<VTKFile type=\"UnstructuredGrid\" compressor=\"vtkLZ4DataCompressor\"/>"),
                "only zlib can be read");
        Path whole = folder.resolve("whole.vtu");
        VtuWriter.write(
                new Mesh(ElementType.TET4, new double[12], new int[] {0, 1, 2, 3}, Map.of()),
                List.of(),
                List.of(),
                whole);
        String cut = Files.readString(whole);
        int at = cut.indexOf("</DataArray>", cut.indexOf("\"Points\""));
        refused(text(cut.substring(0, at - 12) + cut.substring(at)), "\"Points\"");
    }

    private static void refused(Path file, String reason) {
        assertThatThrownBy(() -> VtuReader.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining(file.getFileName().toString());
    }

    private Path tetrahedron(String points, String type) throws IOException {
        return text("<?xml version=\"1.0\"?><VTKFile type=\"UnstructuredGrid\" byte_order=\"LittleEndian\">"
                + "<UnstructuredGrid><Piece NumberOfPoints=\"4\" NumberOfCells=\"1\"><CellData>"
                + "<DataArray type=\"Float64\" Name=\"s\" format=\"ascii\"> 4.5 </DataArray></CellData><Points>"
                + points
                + "</Points><Cells><DataArray type=\"Int64\" Name=\"connectivity\" format=\"ascii\">0 1 2 3</DataArray>"
                + "<DataArray type=\"Int64\" Name=\"offsets\" format=\"ascii\">4</DataArray>"
                + "<DataArray type=\"UInt8\" Name=\"types\" format=\"ascii\">" + type
                + "</DataArray></Cells></Piece></UnstructuredGrid></VTKFile>");
    }

    private Path text(String text) throws IOException {
        return Files.writeString(folder.resolve("other.vtu"), text);
    }
}
