package org.vertebrafe.imagej.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.InputException;

/** The commands on labels in a headless macro, on a real CT opened from NIfTI. */
class SegmentMacroTest {

    private static final Path TORSO = Path.of("../shared/data/torso-ct").toAbsolutePath();

    @TempDir
    private Path folder;

    @BeforeEach
    void emptyTable() {
        ResultsTable.getResultsTable().reset();
    }

    /** The labels of others reach a voxel of 3 mm farther. */
    @Test
    void segmentsImportsAndMeasures() throws IOException {
        String values = macro(
                """
                run("Segment Vertebra...", "ct=ct seed=mm position=5.9,-133,351.7 part=body outlines=false");
                rename("clicked");
                run("Import Vertebra Labels...", "ct=ct labelfile=[%s] level=L2 outlines=false");
                rename("imported");
                run("Measure Vertebra Shape...", "ct=ct labels=clicked section=false");
                run("Measure Vertebra Shape...", "ct=ct labels=imported section=false");
                return getResultString("Segmentation verdict", 0) + " " + nImages + " " + nResults + " "
                    + getResultString("Level", 1) + " "
                    + (abs(getResult("Middle height (mm)", 2) / getResult("Middle height (mm)", 3) - 1) < 0.15);
                """
                        .formatted(TORSO.resolve("labels_L2_L4.nii.gz")));
        assertThat(values).isEqualTo("good 3 4 L2 1");
    }

    @Test
    void stopsWhereThereIsNoVertebra() {
        assertThatThrownBy(() -> macro("run('Segment Vertebra...', 'ct=ct seed=voxel position=2,2,2');"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("Click into the middle of the vertebral body");
        assertThat(ResultsTable.getResultsTable().size()).isZero();
    }

    private String macro(String lines) throws IOException {
        String opening = "run('Open NIfTI...', 'path=[" + TORSO.resolve("ct.nii.gz") + "]');\n";
        return PlainImageJ.runMacroHeadless(Files.writeString(folder.resolve("test.ijm"), opening + lines), "");
    }
}
