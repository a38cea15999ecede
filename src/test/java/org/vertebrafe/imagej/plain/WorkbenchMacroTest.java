package org.vertebrafe.imagej.plain;

import static org.assertj.core.api.Assertions.assertThat;

import ij.ImagePlus;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.analysis.ResultRow;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.command.OpenSampleVertebra;
import org.vertebrafe.imagej.ImageOpening;
import org.vertebrafe.imagej.workbench.ImageCt;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.synthetic.PhantomScans;
import org.vertebrafe.workbench.CalibrationChoice;
import org.vertebrafe.workbench.Outcome;
import org.vertebrafe.workbench.Scripts;
import org.vertebrafe.workbench.Seed;
import org.vertebrafe.workbench.Stage;
import org.vertebrafe.workbench.Workbench;

/** The macro that the workbench gives does again what was done, to the last bit. */
class WorkbenchMacroTest {

    @TempDir
    private Path folder;

    private final Workbench bench = new Workbench();

    @BeforeEach
    void emptyTable() {
        ResultsTable.getResultsTable().reset();
    }

    @Test
    void theMacroOfWhatWasDoneGivesTheSameRow() throws IOException {
        ImagePlus image;
        Interpreter.batchMode = true;
        try (PlainImageJ plain = PlainImageJ.headless()) {
            image = (ImagePlus) plain.run(OpenSampleVertebra.class.getName()).getOutput("ct");
        } finally {
            Interpreter.batchMode = false;
        }
        ImageCt ct = new ImageCt(image);
        bench.plan(plan -> plan.with(ct)
                .with(CalibrationChoice.DEFAULT.with(CalibrationChoice.How.CUSTOM))
                .with("calibrationSlope", "0.0007")
                .with("calibrationIntercept", "-0.0042")
                .with("mesh", "tet10")
                .with("elementSize", "4.5")
                .with("law", "kopperdahl2002"));
        run(Stage.CT);
        Vec3 voxel = new Vec3(42, 32, 18);
        Vec3 position = ct.stack().orElseThrow().volume().grid().toPatient(42, 32, 18);
        bench.plan(plan -> plan.with(new Seed(voxel, position)));
        run(Stage.RESULTS);
        String macro = Scripts.macro(bench.work(), List.of());
        assertThat(macro.lines().skip(1))
                .containsExactly(
                        "run(\"VertebraFE Synthetic L2\");",
                        "run(\"Segment Vertebra...\", \"ct=synthetic-L2-ct seed=voxel position=42,32,18 part=[whole"
                                + " vertebra] outlines=false\");",
                        "run(\"Analyze Vertebra...\", \"ct=synthetic-L2-ct labels=[labels of synthetic-L2-ct]"
                                + " calibration=custom calibrationslope=7.0E-4 calibrationintercept=-0.0042 mesh=tet10"
                                + " elementsize=4.5 law=kopperdahl2002 maps=von-mises\");");
        replay(macro, 1);
    }

    @Test
    void aCalibrationByPhantomIsReplayedToo() throws IOException {
        Path file = folder.resolve("scan.nii.gz");
        Nifti.write(PhantomScans.mindways(), file, Progress.NONE);
        ImageCt ct = new ImageCt(OpenNifti.open(file));
        assertThat(ImageOpening.of(ct.image()).file())
                .contains(file.toAbsolutePath().toString());
        bench.plan(plan -> plan.with(ct).with(CalibrationChoice.DEFAULT));
        run(Stage.CALIBRATE);
        String line = bench.work()
                .current(Stage.CALIBRATE, Outcome.Calibrated.class)
                .orElseThrow()
                .carried()
                .orElseThrow()
                .toLine();
        String macro = Scripts.macro(bench.work(), List.of());
        String info = PlainImageJ.runMacroHeadless(
                Files.writeString(folder.resolve("replay.ijm"), macro + "return getMetadata(\"Info\");\n"), "");
        assertThat(info).contains(line);
    }

    private void run(Stage goal) {
        assertThat(bench.run(goal, TaskExecutors.singleThreaded(), Progress.NONE))
                .as(bench.work().status(Stage.SEGMENT).reason())
                .isEqualTo(Workbench.Ending.DONE);
    }

    /** Runs the macro and compares its last row with that of the workbench. */
    private void replay(String macro, int rowsBefore) throws IOException {
        PlainImageJ.runMacroHeadless(Files.writeString(folder.resolve("replay.ijm"), macro), "");
        ResultsTable table = ResultsTable.getResultsTable();
        assertThat(table.size()).isEqualTo(rowsBefore + 1);
        Map<String, Object> row = ResultRow.of(bench.work()
                .current(Stage.RESULTS, Outcome.Finished.class)
                .orElseThrow()
                .result());
        row.forEach((column, value) -> {
            if (value instanceof Double number) {
                assertThat(table.getValue(column, rowsBefore)).as(column).isEqualTo(number);
            } else {
                assertThat(table.getStringValue(column, rowsBefore)).as(column).isEqualTo(value.toString());
            }
        });
    }
}
