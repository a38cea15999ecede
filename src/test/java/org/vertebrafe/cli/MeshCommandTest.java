package org.vertebrafe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.Progress;
import org.vertebrafe.io.Stl;
import org.vertebrafe.io.inp.InpModel;
import org.vertebrafe.io.inp.InpReader;
import org.vertebrafe.mesh.tet.TriangleSurface;
import picocli.CommandLine;

class MeshCommandTest {

    private static final String LABELS = "../shared/data/verse004-L2/labels.nii.gz";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = VertebraFE.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        List<String> all = new ArrayList<>(
                List.of("mesh", "--quiet", "--out", folder.resolve("mesh").toString()));
        all.addAll(List.of(arguments));
        return line.execute(all.toArray(String[]::new));
    }

    private JsonObject quality() throws IOException {
        return JsonParser.parseString(Files.readString(folder.resolve("mesh/quality.json")))
                .getAsJsonObject();
    }

    /** A box of 12 triangles as ASCII STL. */
    private Path box(double x, double y, double z) throws IOException {
        int[][] quads = {{0, 2, 3, 1}, {4, 5, 7, 6}, {0, 1, 5, 4}, {2, 6, 7, 3}, {0, 4, 6, 2}, {1, 3, 7, 5}};
        StringBuilder text = new StringBuilder("solid box\n");
        for (int[] quad : quads) {
            for (int[] t : new int[][] {{quad[0], quad[1], quad[2]}, {quad[0], quad[2], quad[3]}}) {
                text.append("facet normal 0 0 0\nouter loop\n");
                for (int v : t) {
                    text.append("vertex " + (v & 1) * x + " " + (v >> 1 & 1) * y + " " + (v >> 2) * z + "\n");
                }
                text.append("endloop\nendfacet\n");
            }
        }
        Path file = folder.resolve("box.stl");
        Files.writeString(file, text + "endsolid box\n");
        return file;
    }

    @Test
    void cappedVertebraIsWrittenInAllFormats() throws IOException {
        int status = run("--labels", LABELS, "--loading", "caps", "--axis", "0,0,1", "--edge", "3", "--growth", "2");
        assertThat(status).as(err.toString()).isZero();
        JsonObject json = quality();
        assertThat(json.get("manifold").getAsBoolean()).isTrue();
        assertThat(json.get("volume_mm3").getAsDouble()).isCloseTo(67186, within(672.0));
        double superior = json.getAsJsonObject("sets")
                .getAsJsonObject("superior")
                .get("area_mm2")
                .getAsDouble();
        assertThat(superior).isBetween(900.0, 1400.0);
        JsonObject border = json.getAsJsonObject("making").getAsJsonObject("partBorder");
        assertThat(border.get("meanDistance").getAsDouble()).isLessThan(0.1);
        assertThat(out.toString()).contains("closed and manifold").contains("Dihedral angle, degrees");
        Path mesh = folder.resolve("mesh");
        assertThat(mesh.resolve("mesh.vtu")).isNotEmptyFile();
        assertThat(ImageIO.read(mesh.resolve("mesh.png").toFile()).getWidth()).isGreaterThan(500);
        assertThat(ImageIO.read(mesh.resolve("quality.png").toFile()).getWidth())
                .isGreaterThan(500);
        TriangleSurface surface = Stl.read(mesh.resolve("surface.stl"));
        assertThat(surface.topology().manifold()).isTrue();

        // With materials the mesh is a model that the solver's reader understands.
        Path inp = mesh.resolve("mesh.inp");
        StringBuilder materials = new StringBuilder();
        for (String set : List.of("TRABECULAR-BODY", "CORTICAL-BODY", "TRABECULAR-PROCESS", "CORTICAL-PROCESS")) {
            materials.append("*SOLID SECTION, ELSET=" + set + ", MATERIAL=BONE\n");
        }
        materials.append("*SOLID SECTION, ELSET=INFERIOR-CAP, MATERIAL=PMMA\n"
                + "*SOLID SECTION, ELSET=SUPERIOR-CAP, MATERIAL=PMMA\n"
                + "*MATERIAL, NAME=BONE\n*ELASTIC\n300, 0.3\n*MATERIAL, NAME=PMMA\n*ELASTIC\n2500, 0.3\n"
                + "*STEP\n*STATIC\n*BOUNDARY\nINFERIOR, 1, 3\nSUPERIOR, 3, 3, -0.2\n*END STEP\n");
        Files.writeString(inp, materials, StandardOpenOption.APPEND);
        InpModel model = InpReader.read(inp, Progress.NONE);
        assertThat(model.elastic().mesh().elements())
                .isEqualTo(json.get("elements").getAsInt());
        assertThat(model.elastic().mesh().nodes()).isEqualTo(json.get("nodes").getAsInt());
        assertThat(model.elastic().mesh().nodeSet("SUPERIOR"))
                .hasSize(json.getAsJsonObject("sets")
                        .getAsJsonObject("superior")
                        .get("nodes")
                        .getAsInt());
    }

    @Test
    void surfaceIsMeshedWithItsEndsAsSets() throws IOException {
        Path stl = box(10, 12, 20);
        int status = run("--stl", stl.toString(), "--edge", "1.5", "--type", "tet4", "--axis", "0,0,1");
        assertThat(status).as(err.toString()).isZero();
        JsonObject json = quality();
        assertThat(json.get("element").getAsString()).isEqualTo("C3D4");
        assertThat(json.get("eulerNumber").getAsInt()).isEqualTo(2);
        // Edges sharper than the elements are rounded.
        assertThat(json.get("volume_mm3").getAsDouble()).isCloseTo(2400, within(24.0));
        for (String end : List.of("superior", "inferior")) {
            double area = json.getAsJsonObject("sets")
                    .getAsJsonObject(end)
                    .get("area_mm2")
                    .getAsDouble();
            assertThat(area).isBetween(90.0, 120.5);
        }
    }

    @Test
    void maskNeedsNoRoles() throws IOException {
        int status = run("--labels", LABELS, "--label-preset", "mask", "--edge", "4", "--type", "TET4");
        assertThat(status).as(err.toString()).isZero();
        assertThat(quality().getAsJsonObject("sets").size()).isZero();
    }

    @Test
    void badInputIsRefusedWithARemedy() throws IOException {
        Path stl = box(10, 10, 10);
        assertThat(run("--stl", stl.toString(), "--edge", "-1")).isEqualTo(2);
        assertThat(run("--stl", stl.toString(), "--type", "hex8")).isEqualTo(2);
        assertThat(run("--stl", stl.toString(), "--growth", "3")).isEqualTo(2);
        assertThat(run("--stl", stl.toString(), "--axis", "0,0,0")).isEqualTo(2);
        assertThat(run("--stl", stl.toString(), "--axis", "0,1")).isEqualTo(2);
        assertThat(run("--labels", LABELS, "--loading", "feet")).isEqualTo(2);
        Path open = folder.resolve("open.stl");
        List<String> lines = Files.readAllLines(stl);
        List<String> fewer = new ArrayList<>(List.of(lines.get(0)));
        fewer.addAll(lines.subList(8, lines.size()));
        Files.write(open, fewer);
        assertThat(run("--stl", open.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("must be positive")
                .contains("choose tet10 or tet4")
                .contains("2, 4 or 8")
                .contains("must have a direction")
                .contains("three numbers are needed")
                .contains("choose endplates or caps")
                .contains("3 edges with one triangle");
        assertThat(folder.resolve("mesh/mesh.inp")).doesNotExist();
    }
}
