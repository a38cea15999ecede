package org.vertebrafe.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.module.Module;
import org.vertebrafe.base.InputException;

/** The scripts of each workflow in Groovy and Python, run by SciJava's script service as Fiji runs them. */
class ShippedScriptsTest {

    static final Path SCRIPTS = Path.of("scripts");

    private static final File CT = new File("test-images/synthetic-L2-ct.nii.gz");
    private static final File LABELS = new File("test-images/synthetic-L2-labels.nii.gz");

    /** Coarse, to be quick. */
    private static final Map<String, Object> COARSE = Map.of("elementSize", 6.0);

    @RegisterExtension
    static final ScriptRunner SCRIPT_RUNNER = new ScriptRunner();

    @TempDir
    private Path folder;

    @BeforeEach
    void emptyTable() {
        ResultsTable.getResultsTable().reset();
    }

    private static Module run(String name, Map<String, Object> inputs) throws Exception {
        Map<String, Object> all = new HashMap<>(COARSE);
        all.putAll(inputs);
        return SCRIPT_RUNNER.run(SCRIPTS.resolve(name).toFile(), all);
    }

    @ParameterizedTest
    @ValueSource(strings = {"groovy", "py"})
    void singleVertebra(String language) throws Exception {
        Module script =
                run("Single_Vertebra." + language, Map.of("ctFile", CT, "labelFile", LABELS, "calibration", "b40f"));
        ImagePlus stress = (ImagePlus) script.getOutput("stress");
        assertThat(stress.getCalibration().getValueUnit()).isEqualTo("MPa");
        assertThat((Double) script.getOutput("stiffness"))
                .isEqualTo(ResultsTable.getResultsTable().getValue("Stiffness (N/mm)", 0))
                .isBetween(1000.0, 100_000.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"groovy", "py"})
    void batchOverFolders(String language) throws Exception {
        for (String patient : List.of("a", "b")) {
            Files.createDirectory(folder.resolve(patient));
            Files.copy(CT.toPath(), folder.resolve(patient).resolve("ct.nii.gz"));
        }
        Files.copy(LABELS.toPath(), folder.resolve("b/labels.nii.gz"));
        Module script = run(
                "Batch_Over_Folders." + language,
                Map.of(
                        "folder",
                        folder.toFile(),
                        "ctName",
                        "ct.nii.gz",
                        "labelName",
                        "labels.nii.gz",
                        "calibration",
                        "b40f"));
        assertThat((String) script.getOutput("summary"))
                .startsWith("1 done, 1 failed")
                .contains("a: ")
                .contains("labels.nii.gz does not exist");
        List<String> rows = Files.readAllLines(folder.resolve("stiffness.csv"));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).contains("Stiffness (N/mm)");
        assertThat(rows.get(1)).contains("b,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"groovy", "py"})
    void bothKernels(String language) throws Exception {
        // The same image as both: what differs is the published line alone, about 4 % in slope.
        Module script = run("Both_Kernels." + language, Map.of("smoothFile", CT, "sharpFile", CT, "labelFile", LABELS));
        assertThat((Double) script.getOutput("difference")).isBetween(4.0, 12.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"groovy", "py"})
    void customLaw(String language) throws Exception {
        // Morgan's law written as a custom one gives Morgan's stiffness; the script's own law another.
        Map<String, Object> morgan = Map.of(
                "ctFile",
                CT,
                "labelFile",
                LABELS,
                "coefficient",
                4730.0,
                "exponent",
                1.56,
                "offset",
                0.0,
                "expects",
                "apparent");
        Module script = run("Custom_Law." + language, morgan);
        double study = (Double) script.getOutput("study");
        assertThat((Double) script.getOutput("own")).isCloseTo(study, within(1e-6 * study));
    }

    @ParameterizedTest
    @ValueSource(strings = {"groovy", "py"})
    void exportResults(String language) throws Exception {
        run("Export_Results." + language, Map.of("ctFile", CT, "labelFile", LABELS, "folder", folder.toFile()));
        assertThat(folder.toFile().list())
                .contains("result.json", "result.csv", "model.vtu", "map-von-mises.nii.gz", "vonMisesMap.tif");
    }

    @Test
    void errorsOfACommandEndTheScript() {
        assertThatThrownBy(() -> run(
                        "Single_Vertebra.groovy", Map.of("ctFile", LABELS, "labelFile", LABELS, "calibration", "b40f")))
                .hasStackTraceContaining("Hounsfield");
    }

    @Test
    void inputsThatACommandDoesNotHaveAreRefused() {
        VertebraScript script = new VertebraScript(SCRIPT_RUNNER.context());
        assertThatThrownBy(() -> script.run("Analyze Vertebra...", Map.of("colour", "red")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no input \"colour\"")
                .hasMessageContaining("elementsize");
        assertThatThrownBy(() -> script.run("Analyze Vertebra...", Map.of("law", 3)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("law = 3")
                .hasMessageContaining("give a String");
        assertThatThrownBy(() -> script.run("Analyse", Map.of()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no command \"Analyse\"")
                .hasMessageContaining("Analyze Vertebra...");
    }

    /** In the Script Editor each is a template; a script that no test runs does not ship. */
    @Test
    void everyScriptShipsAndIsTested() throws IOException {
        List<String> workflows =
                List.of("Batch_Over_Folders", "Both_Kernels", "Custom_Law", "Export_Results", "Single_Vertebra");
        List<String> expected = Stream.concat(
                        Stream.of("Segment_Sample.ijm"),
                        workflows.stream().flatMap(name -> Stream.of("groovy", "ijm", "py")
                                .map(language -> name + "." + language)))
                .sorted()
                .toList();
        assertThat(names(SCRIPTS)).isEqualTo(expected);
        Path templates = Path.of("target/classes/script_templates/VertebraFE");
        assertThat(names(templates)).isEqualTo(expected);
        for (String name : expected) {
            assertThat(templates.resolve(name)).hasSameTextualContentAs(SCRIPTS.resolve(name));
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(".*\\.(ijm|groovy|py)"))
                    .sorted()
                    .toList();
        }
    }
}
