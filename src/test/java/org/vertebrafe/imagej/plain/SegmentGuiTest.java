package org.vertebrafe.imagej.plain;

import static org.assertj.core.api.Assertions.assertThat;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.PointRoi;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import java.awt.Checkbox;
import java.awt.Choice;
import java.awt.Dialog;
import java.awt.TextArea;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vertebrafe.imagej.LabelContours;

/** One click on the CT, the labels and outlines it gives, and the shape measured on them, with real windows. */
@Tag("gui")
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SegmentGuiTest {

    private static final String CT = "synthetic-L2-ct";
    private static final String LABELS = "labels of " + CT;

    private static Screen screen;

    @BeforeAll
    static void start() throws Exception {
        screen = Screen.withImageJ();
    }

    @AfterAll
    static void close() {
        Screen.closeImages();
    }

    @Test
    void aClickGivesLabelsOutlinesAndShape() throws Exception {
        IJ.runMacro("run(\"VertebraFE Synthetic L2\");\n");
        screen.until("the sample", () -> WindowManager.getImage(CT) != null);
        ImagePlus ct = WindowManager.getImage(CT);
        ct.getWindow().setLocation(20, 130);
        for (int zoom = 0; zoom < 5; zoom++) {
            ct.getCanvas().zoomIn(45, 43);
        }
        ct.setSlice(19);
        ct.setRoi(new PointRoi(42, 32));
        WindowManager.setCurrentWindow(ct.getWindow());
        Recorder recorder = new Recorder();
        recorder.setLocation(760, 680);

        VertebraMenu.choose("Segment Vertebra...");
        Dialog dialog = screen.dialog("Segment Vertebra");
        screen.picture("segment-dialog", dialog);
        screen.click(screen.button(dialog, "Run"));
        screen.until("the label map", () -> WindowManager.getImage(LABELS) != null);
        screen.until("the row", () -> ResultsTable.getResultsTable().size() == 1);
        assertThat(Arrays.stream(ct.getOverlay().toArray()))
                .anyMatch(roi -> roi.getName().startsWith(LabelContours.NAME));
        ct.deleteRoi();
        ct.getWindow().toFront();
        screen.picture("segment-outlines", ct.getWindow());
        ImagePlus labels = WindowManager.getImage(LABELS);
        labels.getWindow().setLocation(660, 130);
        for (int zoom = 0; zoom < 5; zoom++) {
            labels.getCanvas().zoomIn(45, 43);
        }
        screen.picture("segment-labels", labels.getWindow());

        WindowManager.setCurrentWindow(ct.getWindow());
        VertebraMenu.choose("Measure Vertebra Shape...");
        Dialog shape = screen.dialog("Measure Vertebra Shape");
        screen.all(shape, Choice.class).get(0).select(CT);
        screen.all(shape, Choice.class).get(1).select(LABELS);
        assertThat(screen.all(shape, Checkbox.class)).hasSizeGreaterThan(1);
        screen.picture("shape-dialog", shape);
        screen.click(screen.button(shape, "Run"));
        screen.until("the section", () -> WindowManager.getImage("shape of " + CT) != null);
        ImagePlus section = WindowManager.getImage("shape of " + CT);
        section.getWindow().setLocation(300, 150);
        section.getCanvas().zoomIn(0, 0);
        screen.picture("shape-section", section.getWindow());

        WindowManager.setCurrentWindow(ct.getWindow());
        VertebraMenu.choose("Import Vertebra Labels...");
        Dialog importing = screen.dialog("Import Vertebra Labels");
        screen.picture("import-dialog", importing);
        screen.click(screen.button(importing, "Cancel"));

        WindowManager.setCurrentWindow(ct.getWindow());
        VertebraMenu.choose("Segment Vertebra...");
        Dialog automatic = screen.dialog("Segment Vertebra");
        screen.all(automatic, Choice.class).get(0).select("automatic");
        screen.click(screen.button(automatic, "Run"));
        Dialog found = screen.dialog("Vertebrae found");
        screen.picture("segment-found", found);
        screen.click(screen.button(found, "OK"));
        screen.until("the second row", () -> ResultsTable.getResultsTable().size() == 3);

        String recorded = screen.all(recorder, TextArea.class).get(0).getText();
        recorder.close();
        assertThat(recorded)
                .contains("run(\"Segment Vertebra...\", \"ct=" + CT + " seed=selection")
                .contains("part=[whole vertebra] outlines=true")
                .contains("seed=automatic position=[] slices=[] vertebra=1 part=")
                .contains("run(\"Measure Vertebra Shape...\", \"ct=" + CT + " labels=[" + LABELS + "]")
                .doesNotContain("Import Vertebra Labels");
    }
}
