package org.vertebrafe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.fem.Constraints;
import org.vertebrafe.io.inp.Calculix;
import org.vertebrafe.io.inp.InpModel;
import org.vertebrafe.io.inp.InpReader;

/** The model of an analysis as an input file. */
class CalculixExportTest {

    private static final AnalysisInput PHANTOM = Phantoms.vertebra();

    @TempDir
    private Path folder;

    private static AnalysisResult run(String mesh, String bc, String mapping) {
        return Phantoms.analyze(PHANTOM, 2, Map.of("mesh", mesh, "bc", bc, "densityMapping", mapping));
    }

    @Tag("calculix")
    @EnabledIf("org.vertebrafe.io.inp.Calculix#isInstalled")
    @ParameterizedTest
    @CsvSource({"hex8, study", "hex8, plates-free", "tet10, study", "tet10, plates-free", "tet4, plates-held"})
    void calculixFindsTheSameForce(String mesh, String bc) throws Exception {
        AnalysisResult result = run(mesh, bc, "element");
        ResultFiles.writeInp(result, folder.resolve("model.inp"), Progress.NONE);
        Map<String, double[]> totals = Calculix.reactions(folder, "model");
        double force = result.test().force();
        assertThat(totals.get("INFERIOR")[2]).isCloseTo(force, within(1e-6 * force));
        assertThat(totals.get("SUPERIOR")[2]).isCloseTo(-force, within(1e-6 * force));
    }

    @Test
    void supportsThatTakeAwayRigidMotionsAreThreeMoreThanTheLoadCaseHas() throws Exception {
        AnalysisResult result = run("tet10", "plates-free", "element");
        ResultFiles.writeInp(result, folder.resolve("model.inp"), Progress.NONE);
        InpModel model = InpReader.read(folder.resolve("model.inp"), Progress.NONE);
        Constraints own = LoadCase.of(result.model(), result.config()).constraints();
        assertThat(model.constraints().fixed().cardinality())
                .isEqualTo(own.fixed().cardinality() + 3);
        assertThat(model.elastic().mesh().elements()).isEqualTo(result.mesh().elements());
        Constraints held = LoadCase.of(result.model(), Phantom.config(Map.of())).pinned();
        assertThat(held.fixed().cardinality()).isEqualTo(3 * own.fixed().cardinality());
    }

    @Test
    void moduliInsideTheElementsAreRefusedRatherThanLost() {
        AnalysisResult result = run("tet10", "study", "node");
        assertThatThrownBy(() -> ResultFiles.writeInp(result, folder.resolve("model.inp"), Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("choose density mapping element");
        assertThat(folder.resolve("model.inp")).doesNotExist();
    }
}
