package org.vertebrafe.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.task.TaskService;
import org.vertebrafe.image.Volume;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.VbmdRois;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.io.Nifti;

class MeasureVbmdTest {

    private static final String MEAN = "Trabecular vBMD (mg/cm3)";

    private static Context context;
    private static Volume hu;
    private static ImagePlus ct;
    private static ImagePlus labels;

    @BeforeAll
    static void start() throws IOException {
        context = new Context(CommandService.class, ModuleService.class, LogService.class, TaskService.class);
        context.service(LogService.class).setLevel(LogLevel.NONE);
        hu = Nifti.readVolume(Path.of("test-images/synthetic-L2-ct.nii.gz")).image();
        labels = VolumeImages.image(
                Nifti.readLabels(Path.of("test-images/synthetic-L2-labels.nii.gz"))
                        .image(),
                "labels",
                "");
    }

    @AfterAll
    static void stop() {
        context.dispose();
        // The table is one for all tests.
        ResultsTable.getResultsTable().reset();
    }

    @BeforeEach
    void fresh() {
        ResultsTable.getResultsTable().reset();
        ct = VolumeImages.image(hu, "ct", "HU", ColourTable.GRAYS, "");
    }

    private static ResultsTable run(Object... inputs) throws InterruptedException, ExecutionException {
        Map<String, Object> map = new HashMap<>(Map.of("ct", ct, "labels", labels, "calibration", "b40f"));
        for (int i = 0; i < inputs.length; i += 2) {
            map.put((String) inputs[i], inputs[i + 1]);
        }
        return (ResultsTable) context.service(ModuleService.class)
                .run(context.service(CommandService.class).getCommand(MeasureVbmd.class), true, map)
                .get()
                .getOutput("results");
    }

    private static Roi[] rois() {
        return ct.getOverlay().toArray();
    }

    @Test
    void namesTypesAndLabelsAreFrozen() {
        CommandInfo info = context.service(CommandService.class).getCommand(MeasureVbmd.class);
        assertThat(info.getMenuPath().getMenuString()).isEqualTo("Plugins > VertebraFE > Measure vBMD...");
        List<String> inputs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (ModuleItem<?> item : context.service(ModuleService.class)
                .createModule(info)
                .getInfo()
                .inputs()) {
            if (item.getType() != ImagePlus.class
                    && !item.getType().getPackageName().equals("java.lang")) {
                continue;
            }
            inputs.add(item.getName() + ":" + item.getType().getSimpleName() + ":" + item.getLabel());
            names.add(item.getName().toLowerCase(Locale.ROOT));
            assertThat(item.isPersisted()).as(item.getName()).isFalse();
            assertThat(item.getDescription()).as(item.getName()).isNotBlank();
        }
        assertThat(inputs)
                .containsExactly(
                        "ct:ImagePlus:CT",
                        "labels:ImagePlus:Label map",
                        "region:String:vBMD region",
                        "contrast:String:Contrast agent",
                        "input:String:Image holds",
                        "calibration:String:Density calibration",
                        "calibrationSlope:Double:Calibration slope (g/cm3 per HU)",
                        "calibrationIntercept:Double:Calibration intercept (g/cm3)",
                        "calibrationFile:String:Calibration file",
                        "densityKind:String:Kind of density",
                        "labelPreset:String:Label numbering",
                        "labelRoles:String:Label roles",
                        "level:String:Level");
        for (String name : names) {
            assertThat(names).filteredOn(other -> !other.equals(name)).noneMatch(other -> other.endsWith(name));
        }
    }

    @Test
    void placesTheCylinderAndMeasuresWhatItShows() throws Exception {
        ResultsTable table = run();
        // The truth is 106.63 mg/cm3 over the whole core.
        assertThat(table.getValue(MEAN, 0)).isCloseTo(106.6, within(3.0));
        assertThat(table.getStringValue("vBMD category", 0)).isEqualTo("low bone mass");
        assertThat(table.getStringValue("vBMD rule", 0)).contains("80 and 120 mg/cm3");
        assertThat(table.getStringValue("vBMD limits", 0)).contains("Not a T-score, not a diagnosis");
        assertThat(table.getStringValue("vBMD region", 0)).startsWith("elliptic cylinder");
        Roi[] rois = rois();
        // 9 mm in slices of 1.5 mm.
        assertThat(rois).hasSizeBetween(5, 7).allSatisfy(roi -> {
            assertThat(roi.getName()).isEqualTo(VbmdRois.NAME + roi.getPosition());
            assertThat(roi).isInstanceOf(ij.gui.EllipseRoi.class);
        });
        double pixels = Arrays.stream(rois)
                .mapToDouble(roi -> roi.getContainedPoints().length)
                .sum();
        assertThat(table.getValue("vBMD voxels", 0)).isEqualTo(pixels);
        assertThat(table.getValue("vBMD volume (mm3)", 0)).isCloseTo(pixels * 0.95 * 0.95 * 1.5, within(1e-3));
        run();
        assertThat(rois()).as("placed again, not twice").hasSize(rois.length);
    }

    @Test
    void aPersonMovesTheRoisAndMeasuresAgain() throws Exception {
        ct.setOverlay(new Overlay(new Roi(1, 1, 3, 3)));
        run();
        assertThat(rois()).as("what else is in the overlay stays").hasSizeBetween(6, 8);
        assertThat(run("region", VbmdRegions.EXISTING).getValue(MEAN, 1))
                .isEqualTo(ResultsTable.getResultsTable().getValue(MEAN, 0));
        // Into the cortex and the muscle beside it.
        for (Roi roi : rois()) {
            roi.setLocation(roi.getXBase() + 25, roi.getYBase());
        }
        ResultsTable table = run("region", VbmdRegions.EXISTING);
        double expected = Arrays.stream(rois())
                .filter(roi -> roi.getName() != null)
                .flatMapToDouble(roi -> Arrays.stream(roi.getContainedPoints())
                        .mapToDouble(p -> hu.get(p.x, p.y, roi.getPosition() - 1)))
                .average()
                .orElseThrow();
        assertThat(table.getValue(MEAN, 2)).isCloseTo(0.7 * expected - 4.2, within(1e-3));
        assertThat(Math.abs(table.getValue(MEAN, 2) - table.getValue(MEAN, 0))).isGreaterThan(10);
        assertThat(table.getStringValue("vBMD region", 2)).contains("moved by hand");
    }

    @Test
    void peeledBodyContrastAgentAndDensityImages() throws Exception {
        ResultsTable table = run("region", VbmdRegions.PEELED, "contrast", "yes");
        assertThat(table.getValue(MEAN, 0)).isCloseTo(106.6, within(3.0));
        assertThat(table.getStringValue("vBMD category", 0)).isEqualTo("none");
        assertThat(table.getStringValue("vBMD limits", 0)).contains("contrast agent");
        assertThat(ct.getOverlay()).isNull();
        ImagePlus density = VolumeImages.image(hu, "density", "mg/cm3", ColourTable.GRAYS, "");
        table = run("ct", density, "input", "density", "calibration", "none");
        assertThat(table.getStringValue("vBMD category", 1)).isEqualTo("none");
        assertThat(table.getStringValue("vBMD limits", 1)).contains("does not say how it was calibrated");
    }

    @Test
    void checksEverythingAMacroCanGetWrongAndThrowsHeadless() {
        refuses("no density calibration is chosen", "calibration", "none");
        refuses("There are no ROIs named", "region", VbmdRegions.EXISTING);
        refuses("Region \"x\" is not known", "region", "x");
        refuses("yes, no or unknown", "contrast", "perhaps");
        refuses("both as CT and as label map", "labels", ct);
        refuses("number=role", "labelPreset", "custom", "labelRoles", "abc");
        Roi stray = new Roi(0, 0, 4, 4);
        stray.setName(VbmdRois.NAME + "99");
        ct.setOverlay(new Overlay(stray));
        refuses("slice 99; the image has 37 slices", "region", VbmdRegions.EXISTING);
    }

    private static void refuses(String message, Object... inputs) {
        assertThatThrownBy(() -> run(inputs))
                .isInstanceOf(ExecutionException.class)
                .rootCause()
                .hasMessageContaining(message);
        assertThat(ResultsTable.getResultsTable().size()).isZero();
    }
}
