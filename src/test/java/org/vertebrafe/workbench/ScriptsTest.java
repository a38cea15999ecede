package org.vertebrafe.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.vertebrafe.analysis.Phantom;
import org.vertebrafe.base.Progress;

class ScriptsTest {

    private final StubCt ct = new StubCt(Phantom.hu());
    private final Workbench bench = new Workbench();

    @Test
    void anEmptyWorkbenchSaysThatNothingWasDone() {
        assertThat(Scripts.macro(bench.work(), List.of()).lines().skip(1))
                .containsExactly("// \"CT\" is to do: it and what follows are not in this script.");
    }

    @Test
    void whatIsOutOfDateIsLeftOutAndSaid() {
        done();
        assertThat(Scripts.macro(bench.work(), List.of())).contains("Analyze Vertebra...");
        bench.plan(plan -> plan.with("compression", "3"));
        assertThat(Scripts.macro(bench.work(), List.of()))
                .contains("// \"Solve\" is out of date: it and what follows are not in this script.")
                .doesNotContain("Analyze Vertebra...");
    }

    @Test
    void anImageThatNobodyKnowsIsAskedFor() {
        done();
        assertThat(Scripts.macro(bench.work(), List.of()).lines().skip(1))
                .containsExactly(
                        "open(\"stub.tif\");",
                        "// Open the label map \"stub labels\" here: where it came from is not known.",
                        "run(\"Analyze Vertebra...\", \"ct=stub labels=[stub labels] calibration=custom"
                                + " calibrationslope=7.0E-4 calibrationintercept=0.01 maps=von-mises\");");
    }

    @Test
    void groovyHandsImagesOverThemselves() {
        done();
        assertThat(Scripts.groovy(bench.work(), List.of()))
                .contains("#@ Context context\n", "ct = vertebra.ct(new File('stub.tif'))\n")
                .contains("labels = ij.WindowManager.getImage('stub labels') // open it first\n")
                .contains("vertebra.run('Analyze Vertebra...', ['ct': ct, 'labels': labels,"
                        + " 'calibration': 'custom', 'calibrationSlope': 7.0E-4d,");
    }

    @Test
    void theCommandLineNamesOptionsAsTheCommandLineDoes() {
        done();
        assertThat(Scripts.commandLine(bench.work()))
                .contains("# labels.tif: save the label map \"stub labels\" by File > Save As > Tiff...")
                .contains("vertebrafe analyze --ct stub.tif --labels labels.tif --name stub --calibration custom"
                        + " --calibration-slope 7.0E-4 --calibration-intercept 0.01 --out result");
    }

    @Test
    void quotesWhatMacrosWouldMisread() {
        Action action =
                new Action("Do...", "x.Do", Map.of("ct", "a \"b\" [c]"), Map.of("file", "C:\\data\\my file.json"));
        assertThat(Scripts.line(action))
                .isEqualTo("run(\"Do...\", \"ct=[a \\\"b\\\" [c]] file=[C:\\\\data\\\\my file.json]\");");
    }

    private void done() {
        bench.plan(plan -> plan.with(ct)
                .with((LabelSource) new StubLabels(Phantom.labels(label -> label)))
                .with(CalibrationChoice.DEFAULT.with(CalibrationChoice.How.CUSTOM))
                .with("calibrationSlope", "0.0007")
                .with("calibrationIntercept", "0.01"));
        assertThat(bench.run(Stage.RESULTS, TaskExecutors.singleThreaded(), Progress.NONE))
                .isEqualTo(Workbench.Ending.DONE);
    }
}
