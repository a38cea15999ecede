package org.vertebrafe.io.inp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.mesh.ElementType;

class InpReaderTest {

    /** Line 1 is the first; every test changes or adds lines. */
    private static final List<String> TWO_TETRAHEDRA = List.of(
            "*NODE, NSET=NALL",
            "10, 0, 0, 0",
            "20, 1.0, 0., 0",
            "30, 0, 1, 0",
            "40, 0, 0, 1",
            "50, 1, 1, 1",
            "*ELEMENT, TYPE=C3D4, ELSET=SOFT",
            "7, 10, 20, 30, 40",
            "*ELEMENT, TYPE=C3D4, ELSET=STIFF",
            "8, 20, 50, 30, 40",
            "*NSET, NSET=BASE",
            "10, 20, 30",
            "*MATERIAL, NAME=A",
            "*ELASTIC",
            "100, 0.3",
            "*SOLID SECTION, ELSET=SOFT, MATERIAL=A",
            "*MATERIAL, NAME=B",
            "*ELASTIC, TYPE=ISO",
            "2.D4, 0.25",
            "*SOLID SECTION, ELSET=STIFF, MATERIAL=B",
            "*STEP",
            "*STATIC",
            "*BOUNDARY",
            "BASE, 1, 3",
            "50, 3, 3, -0.1",
            "*CLOAD",
            "40, 1, 2.5",
            "*END STEP");

    @TempDir
    private Path folder;

    private InpModel read(List<String> lines) throws IOException {
        Path file = folder.resolve("model.inp");
        Files.write(file, lines, StandardCharsets.US_ASCII);
        return InpReader.read(file, Progress.NONE);
    }

    private static List<String> with(int line, String... replacement) {
        List<String> lines = new ArrayList<>(TWO_TETRAHEDRA);
        lines.remove(line - 1);
        lines.addAll(line - 1, List.of(replacement));
        return lines;
    }

    @Test
    void aWholeModelIsUnderstood() throws IOException {
        InpModel model = read(TWO_TETRAHEDRA);
        assertThat(model.elastic().mesh().type()).isEqualTo(ElementType.TET4);
        assertThat(model.nodeNumbers()).containsExactly(10, 20, 30, 40, 50);
        assertThat(model.elementNumbers()).containsExactly(7, 8);
        assertThat(model.elastic().mesh().connectivity()).containsExactly(0, 1, 2, 3, 1, 4, 2, 3);
        assertThat(model.elastic().modulus()).containsExactly(100, 20000);
        assertThat(model.elastic().materials()).hasSize(2);
        assertThat(model.elastic().materials().get(1).get(3, 3)).isEqualTo(0.4);
        assertThat(model.elastic().mesh().nodeSet("BASE")).containsExactly(0, 1, 2);
        assertThat(model.elastic().mesh().nodeSet("NALL")).hasSize(5);
        assertThat(model.elementSets().get("STIFF")).containsExactly(1);
        assertThat(model.constraints().fixed().stream()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 14);
        assertThat(model.constraints().values()[14]).isEqualTo(-0.1);
        assertThat(model.forces()[9]).isEqualTo(2.5);
        assertThat(model.reactionSets()).containsExactly("BASE");
        assertThat(model.remarks()).isEmpty();
    }

    @Test
    void caseSpacesCommentsAndContinuedLinesDoNotMatter() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : TWO_TETRAHEDRA) {
            lines.add("** a comment, *NODE");
            lines.add("");
            if (line.startsWith("7,")) {
                lines.add("7, 10,");
                lines.add(" 20 ,30");
                lines.add("40,");
            } else if (line.startsWith("*SOLID")) {
                lines.add("*Solid  section,");
                lines.add(line.substring(15).toLowerCase(java.util.Locale.ROOT));
            } else {
                lines.add(line.toLowerCase(java.util.Locale.ROOT)
                        .replace(",", " , ")
                        .replace("=", " = "));
            }
        }
        InpModel model = read(lines);
        assertThat(model.elastic().modulus()).containsExactly(100, 20000);
        assertThat(model.elastic().mesh().connectivity()).containsExactly(0, 1, 2, 3, 1, 4, 2, 3);
        assertThat(model.constraints().fixed().cardinality()).isEqualTo(10);
    }

    @Test
    void setsAreGeneratedNestedAndContinued() throws IOException {
        List<String> lines = with(
                12,
                "10, 20, 30",
                "*NSET, NSET=ODD, GENERATE",
                "10, 50, 20",
                "*NSET, NSET=BOTH",
                "ODD, BASE",
                "*NSET, NSET=ODD",
                "40",
                "*ELSET, ELSET=ALL",
                "SOFT, 8");
        InpModel model = read(lines);
        assertThat(model.elastic().mesh().nodeSet("BOTH")).containsExactly(0, 1, 2, 4);
        assertThat(model.elastic().mesh().nodeSet("ODD")).containsExactly(0, 2, 3, 4);
        assertThat(model.elementSets().get("ALL")).containsExactly(0, 1);
    }

    @Test
    void includedFilesStandInTheirPlaceAndAreNamedInErrors() throws IOException {
        Files.createDirectories(folder.resolve("parts"));
        Files.write(folder.resolve("parts/sets.inc"), List.of("*NSET, NSET=BASE", "10, 20", "30"));
        List<String> lines = with(11, "*INCLUDE, INPUT=parts/sets.inc");
        lines.remove(11);
        assertThat(read(lines).elastic().mesh().nodeSet("BASE")).containsExactly(0, 1, 2);
        Files.write(folder.resolve("parts/sets.inc"), List.of("*NSET, NSET=BASE", "10, 20", "99"));
        assertThatThrownBy(() -> read(lines))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("sets.inc, line 3: node 99");
    }

    @Test
    void theLastSupportOfAComponentHoldsAndForcesAddUpAsInCalculix() throws IOException {
        InpModel model = read(with(27, "40, 1, 1.", "*CLOAD", "40, 1, 2.", "*BOUNDARY", "50, 3, , 0.2"));
        assertThat(model.forces()[9]).isEqualTo(3);
        assertThat(model.constraints().values()[14]).isEqualTo(0.2);
    }

    @Test
    void nodesOfNoElementAreLeftOutAndCounted() throws IOException {
        InpModel model = read(with(6, "45, 9, 9, 9", "50, 1, 1, 1"));
        assertThat(model.elastic().mesh().nodes()).isEqualTo(5);
        assertThat(model.nodeNumbers()).doesNotContain(45);
        assertThat(model.elastic().mesh().nodeSet("NALL")).hasSize(5);
        assertThat(model.remarks()).singleElement().asString().contains("1 of 6 nodes");
        assertThatThrownBy(() -> read(with(6, "45, 9, 9, 9", "50, 1, 1, 1", "*CLOAD", "45, 1, 1.")))
                .hasMessageContaining("line 8: *CLOAD outside a *STEP");
    }

    @Test
    void requestsForOutputAndDensityArePassedOver() throws IOException {
        List<String> lines = with(15, "100, 0.3", "*DENSITY", "1.8E-9");
        lines.addAll(
                lines.size() - 1,
                List.of("*NODE PRINT, NSET=NALL, TOTALS=ONLY", "RF", "*EL FILE", "S, E", "*NODE FILE, OUTPUT=3D", "U"));
        assertThat(read(lines).reactionSets()).containsExactly("BASE", "NALL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | 10, 0, zero, 0 | line 2: \"zero\" where y is expected",
                "3 | 10, 1, 0, 0 | line 3: node 10 is defined twice",
                "3 | 20, 1, 0, 0, 5 | line 3: \"5\" is one value too many",
                "3 | 20, 1e999, 0, 0 | line 3: x is 1e999",
                "3 | -20, 1, 0, 0 | line 3: a node number -20",
                "7 | *ELEMENT, TYPE=C3D20R, ELSET=SOFT | line 7: elements of type C3D20R",
                "9 | *ELEMENT, TYPE=C3D10, ELSET=STIFF | line 9: elements of type C3D10 beside those of type C3D4",
                "8 | 7, 10, 30, 20, 40 | line 8: element 7 is turned inside out",
                "8 | 7, 10, 20, 30, 41 | line 8: node 41 is not defined above",
                "8 | 7, 10, 20, 30 | line 7: element 7 has 3 of the 4 nodes",
                "12 | 10, MISSING | line 12: the set MISSING is not defined",
                "14 | *PLASTIC | line 14: *PLASTIC is not supported",
                "14 | *ELASTIC, TYPE=ORTHO | line 14: *ELASTIC, TYPE=ORTHO is not supported",
                "15 | 0, 0.3 | line 15: Young's modulus 0.00000 MPa: must be positive",
                "15 | 100, 0.5 | line 15: Poisson's ratio 0.500000",
                "16 | *SOLID SECTION, ELSET=NONE, MATERIAL=A | line 16: there is no element set NONE",
                "16 | *SOLID SECTION, ELSET=SOFT, MATERIAL=C | line 16: material C has no *ELASTIC",
                "16 | *SOLID SECTION, ELSET=SOFT, MATERIAL=A, ORIENTATION=O | line 16: *SOLID SECTION: the parameter"
                        + " ORIENTATION",
                "16 | *SOLID SECTION, ELSET=STIFF, MATERIAL=A | line 20: element 8 has a *SOLID SECTION already",
                "16 | ** none | element 7 has no *SOLID SECTION",
                "21 | *STEP, NLGEOM | line 21: *STEP, NLGEOM= is not supported",
                "22 | *FREQUENCY | line 22: *FREQUENCY is not supported",
                "23 | *BOUNDARY, AMPLITUDE=RAMP | line 23: *BOUNDARY: the parameter AMPLITUDE",
                "24 | BASE, 1, 6 | line 24: degree of freedom 6",
                "24 | TOP, 1, 3 | line 24: the node set TOP is not defined",
                "27 | 40, 4, 2.5 | line 27: degree of freedom 4",
                "27 | 60, 1, 2.5 | line 27: node 60 is not defined above",
                "26 | *DLOAD | line 26: *DLOAD is not supported and would change the answer",
                "28 | *STEP | line 28: a second *STEP",
            })
    void whatCannotBeUsedIsNamedWithItsLine(int line, String replacement, String message) {
        assertThatThrownBy(() -> read(with(line, replacement)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("model.inp")
                .hasMessageContaining(message);
    }

    @Test
    void aFileWithoutAStepIsRefused() {
        assertThatThrownBy(() -> read(TWO_TETRAHEDRA.subList(0, 20))).hasMessageContaining("without a *STEP");
    }

    @Test
    void readingCanBeCancelled() throws IOException {
        Path file = folder.resolve("long.inp");
        Files.write(file, java.util.Collections.nCopies(5000, "*HEADING"));
        Progress cancelled = new Progress() {
            @Override
            public void report(String stage, double fraction) {
                assertThat(stage).isNotBlank();
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> InpReader.read(file, cancelled)).isInstanceOf(CancelledException.class);
    }

    @Test
    void whatIsWrittenReadsBackAsTheSameModel() throws IOException {
        InpModel model = read(TWO_TETRAHEDRA);
        for (String name : List.of("again.inp", "again.inp.gz")) {
            Path file = folder.resolve(name);
            InpWriter.write(model.elastic(), model.constraints(), model.forces(), file, Progress.NONE);
            InpModel again = InpReader.read(file, Progress.NONE);
            assertThat(again.elastic().mesh().coordinates())
                    .isEqualTo(model.elastic().mesh().coordinates());
            assertThat(again.elastic().mesh().connectivity())
                    .isEqualTo(model.elastic().mesh().connectivity());
            assertThat(again.elastic().modulus()).isEqualTo(model.elastic().modulus());
            assertThat(again.elastic().materials().get(1).get(3, 3)).isEqualTo(0.4);
            assertThat(again.constraints().fixed())
                    .isEqualTo(model.constraints().fixed());
            assertThat(again.constraints().values())
                    .isEqualTo(model.constraints().values());
            assertThat(again.forces()).isEqualTo(model.forces());
            assertThat(again.elastic().mesh().nodeSet("BASE")).containsExactly(0, 1, 2);
        }
    }

    @Test
    void aFileOfAnotherNameIsNotWritten() throws IOException {
        InpModel model = read(TWO_TETRAHEDRA);
        assertThatThrownBy(() -> InpWriter.write(
                        model.elastic(), model.constraints(), null, folder.resolve("a.txt"), Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(".inp");
    }
}
