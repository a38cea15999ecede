package org.vertebrafe.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Plot;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.task.TaskService;
import org.vertebrafe.calibration.CalibrationMethod;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.imagej.CarriedCalibration;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.synthetic.PhantomScans;

/** The three calibration commands in a real SciJava context, as scripts call them. */
class CalibrationCommandsTest {

    private static Context context;

    @TempDir
    private Path folder;

    private ImagePlus ct;

    @BeforeAll
    static void start() {
        context = new Context(CommandService.class, ModuleService.class, LogService.class, TaskService.class);
        context.service(LogService.class).setLevel(LogLevel.NONE);
    }

    @AfterAll
    static void stop() {
        context.dispose();
    }

    @BeforeEach
    void open() {
        ct = VolumeImages.image(PhantomScans.mindways(), "scan", "HU", ColourTable.GRAYS, "");
        ResultsTable.getResultsTable().reset();
    }

    private static CommandInfo info(Class<? extends Command> type) {
        return context.service(CommandService.class).getCommand(type);
    }

    private Module run(Class<? extends Command> type, Object... inputs) throws Exception {
        Map<String, Object> map = new HashMap<>(Map.of("ct", ct));
        for (int i = 0; i < inputs.length; i += 2) {
            map.put((String) inputs[i], inputs[i + 1]);
        }
        return context.service(ModuleService.class).run(info(type), true, map).get();
    }

    private void refuses(Class<? extends Command> type, String message, Object... inputs) {
        assertThatThrownBy(() -> run(type, inputs)).hasStackTraceContaining(message);
    }

    private static List<String> inputs(Class<? extends Command> type) {
        List<String> inputs = new ArrayList<>();
        for (ModuleItem<?> item : context.service(ModuleService.class)
                .createModule(info(type))
                .getInfo()
                .inputs()) {
            if (item.getType() == ImagePlus.class
                    || item.getType().isPrimitive()
                    || item.getType().getPackageName().equals("java.lang")) {
                inputs.add(item.getName() + ":" + item.getType().getSimpleName() + ":" + item.getLabel()
                        + (item.getVisibility() == ItemVisibility.INVISIBLE ? " *" : ""));
                assertThat(item.isPersisted()).as(item.getName()).isFalse();
                assertThat(item.getDescription()).as(item.getName()).isNotBlank();
            }
        }
        return inputs;
    }

    @Test
    void namesTypesAndLabelsAreFrozen() {
        // Macros of users depend on these: never rename, only add. The starred are not in the dialog.
        assertThat(inputs(CalibrateDensity.class))
                .containsExactlyInAnyOrder(
                        "ct:ImagePlus:CT",
                        "rods:String:Rods",
                        "plot:Boolean:Show fit plot",
                        "save:String:Save to",
                        "method:String:Method",
                        "phantom:String:Phantom",
                        "catalogue:String:Phantom catalogue",
                        "equation:String:Equation",
                        "equationTable:String:Equation table *",
                        "calibrationFile:String:Calibration file");
        assertThat(inputs(CalibrateDensityPhantomless.class))
                .containsExactlyInAnyOrder("ct:ImagePlus:CT", "tissues:String:Tissues", "save:String:Save to");
        assertThat(inputs(ApplyDensityCalibration.class))
                .containsExactlyInAnyOrder(
                        "ct:ImagePlus:CT",
                        "calibration:String:Density calibration",
                        "calibrationSlope:Double:Calibration slope (g/cm3 per HU)",
                        "calibrationIntercept:Double:Calibration intercept (g/cm3)",
                        "calibrationFile:String:Calibration file",
                        "densityKind:String:Kind of density *");
        assertThat(Stream.of(CalibrateDensity.class, CalibrateDensityPhantomless.class, ApplyDensityCalibration.class)
                        .map(type -> info(type).getMenuPath().getMenuString()))
                .containsExactly(
                        "Plugins > VertebraFE > Calibrate CT Density...",
                        "Plugins > VertebraFE > Calibrate CT Density (Phantomless)...",
                        "Plugins > VertebraFE > Apply Density Calibration...");
    }

    @Test
    void noNameEndsAnotherAndAllCanBeCancelled() {
        for (Class<? extends Command> type : List.<Class<? extends Command>>of(
                CalibrateDensity.class, CalibrateDensityPhantomless.class, ApplyDensityCalibration.class)) {
            List<String> names = inputs(type).stream()
                    .map(input -> input.split(":")[0].toLowerCase(Locale.ROOT))
                    .toList();
            for (String name : names) {
                assertThat(names).filteredOn(other -> !other.equals(name)).noneMatch(other -> other.endsWith(name));
            }
            assertThat(Cancelable.class).isAssignableFrom(type);
        }
    }

    @Test
    void findsTheRodsShowsThemAndLetsTheCalibrationTravelWithTheImage() throws Exception {
        float[] before = ((float[]) ct.getStack().getPixels(4)).clone();
        Path file = folder.resolve("scanner.json");
        Module module = run(CalibrateDensity.class, "save", file.toString());
        SavedCalibration carried = CarriedCalibration.of(ct).orElseThrow();
        assertThat(carried.calibration().coefficients().get(1)).isCloseTo(0.0007, within(0.005 * 0.0007));
        assertThat(carried.calibration().coefficients().get(0)).isCloseTo(-0.0042, within(0.001));
        assertThat(carried.calibration().method()).isEqualTo(CalibrationMethod.PHANTOM);
        assertThat(SavedCalibration.read(file)).isEqualTo(carried);
        assertThat((float[]) ct.getStack().getPixels(4)).isEqualTo(before);

        ResultsTable table = (ResultsTable) module.getOutput("results");
        assertThat(ResultsTable.getResultsTable().size())
                .as("one row a vertebra, none here")
                .isZero();
        assertThat(table.size()).isEqualTo(5);
        assertThat(table.getLabel(4)).isEqualTo("scan");
        assertThat(table.getStringValue("Rod", 4)).isEqualTo("E");
        assertThat(table.getValue("Mean (HU)", 4)).isCloseTo(548.2, within(2.0));
        assertThat(table.getValue("Residual (mg/cm3)", 4)).isBetween(-2.0, 2.0);
        assertThat(table.getValue("Voxels", 4)).isGreaterThan(200);

        ImagePlus fit = (ImagePlus) module.getOutput("fit");
        assertThat(fit.getTitle()).isEqualTo("Fit of scan");
        assertThat(fit.getProperty(Plot.PROPERTY_KEY)).isInstanceOf(Plot.class);
        assertThat(names(ct.getOverlay()))
                .contains("rod A first (mindways-model3)", "rod E last (mindways-model3)", "VertebraFE rod");
    }

    private static List<String> names(Overlay overlay) {
        return Stream.of(overlay.toArray()).map(Roi::getName).toList();
    }

    @Test
    void measuresTheRodsAgainWhereAPersonMovedThem() throws Exception {
        run(CalibrateDensity.class, "plot", false);
        SavedCalibration found = CarriedCalibration.of(ct).orElseThrow();
        int elements = ct.getOverlay().size();
        run(CalibrateDensity.class, "rods", "rois", "plot", false);
        SavedCalibration again = CarriedCalibration.of(ct).orElseThrow();
        assertThat(again.calibration().coefficients().get(1))
                .isCloseTo(found.calibration().coefficients().get(1), within(1e-7));
        assertThat(ct.getOverlay().size()).as("shown once").isEqualTo(elements);

        // Rod E is now measured in the slab beside it, whose CT number is far lower.
        for (Roi roi : ct.getOverlay().toArray()) {
            if (roi.getName().startsWith("rod E ")) {
                roi.setLocation(roi.getXBase() + 15, roi.getYBase());
            }
        }
        refuses(CalibrateDensity.class, "Rods out of order: rod D", "rods", "rois");
        assertThat(CarriedCalibration.of(ct)).contains(again);

        for (int at = ct.getOverlay().size() - 1; at >= 0; at--) {
            if (ct.getOverlay().get(at).getName().equals("rod C last (mindways-model3)")) {
                ct.getOverlay().remove(at);
            }
        }
        refuses(CalibrateDensity.class, "lacks the ROI \"rod C last (mindways-model3)\"", "rods", "rois");
    }

    @Test
    void takesTheLineOfAnotherScanWithTheRemarksOfTheComparison() throws Exception {
        Path file = folder.resolve("scanner.json");
        run(CalibrateDensity.class, "save", file.toString(), "plot", false);
        ct = VolumeImages.image(PhantomScans.mindways(), "patient", "HU", ColourTable.GRAYS, "");
        Module module = run(CalibrateDensity.class, "method", "file", "calibrationFile", file.toString());
        SavedCalibration carried = CarriedCalibration.of(ct).orElseThrow();
        assertThat(carried.calibration().method()).isEqualTo(CalibrationMethod.ASYNCHRONOUS);
        assertThat(carried.calibration().remarks()).anyMatch(remark -> remark.startsWith("Not known of both scans"));
        assertThat(module.getOutput("fit")).isNull();
    }

    @Test
    void theImageOfDensityIsANewOneWithItsCalibration() throws Exception {
        run(CalibrateDensity.class, "plot", false);
        Module module = run(ApplyDensityCalibration.class);
        ImagePlus density = (ImagePlus) module.getOutput("density");
        SavedCalibration carried = CarriedCalibration.of(ct).orElseThrow();
        assertThat(density.getTitle()).isEqualTo("density of scan");
        assertThat(density.getCalibration().getValueUnit()).isEqualTo("mg/cm3");
        assertThat(density.getStack().getVoxel(90, 60, 3))
                .isCloseTo(1000 * carried.calibration().apply(ct.getStack().getVoxel(90, 60, 3)), within(1e-3));
        assertThat(CarriedCalibration.of(density)).contains(carried);
        ct = density;
        refuses(ApplyDensityCalibration.class, "must not be calibrated again");
        refuses(CalibrateDensity.class, "must not be calibrated again");
    }

    @Test
    void appliesPublishedEquationsAndLinesOfOnesOwn() throws Exception {
        Module published = run(ApplyDensityCalibration.class, "calibration", "b70f");
        assertThat(voxel(published)).isCloseTo(-3.7 + 0.73 * ct.getStack().getVoxel(90, 60, 3), within(1e-3));
        Module own = run(
                ApplyDensityCalibration.class,
                "calibration",
                "custom",
                "calibrationSlope",
                0.0008,
                "calibrationIntercept",
                0.002);
        assertThat(voxel(own)).isCloseTo(2 + 0.8 * ct.getStack().getVoxel(90, 60, 3), within(1e-3));
    }

    private static double voxel(Module module) {
        return ((ImagePlus) module.getOutput("density")).getStack().getVoxel(90, 60, 3);
    }

    @Test
    void measuresTheTissuesThatAPersonNamed() throws Exception {
        double[] hu = {-1000, -100, 42, 55, 300};
        String[] names = {"air", "fat", "aorta", "psoas left"};
        Random noise = new Random(1);
        ImageStack stack = new ImageStack(100, 20);
        Overlay rois = new Overlay();
        for (int slice = 1; slice <= 4; slice++) {
            float[] pixels = new float[100 * 20];
            for (int p = 0; p < pixels.length; p++) {
                pixels[p] = (float) (hu[p % 100 / 20] + 5 * noise.nextGaussian());
            }
            stack.addSlice("", pixels);
            for (int t = 0; t < names.length; t++) {
                Roi roi = new OvalRoi(20 * t + 3, 3, 14, 14);
                roi.setName(names[t]);
                roi.setPosition(slice);
                rois.add(roi);
            }
        }
        ct = new ImagePlus("tissues", stack);
        ct.getCalibration().setUnit("mm");
        ct.setOverlay(rois);
        Path file = folder.resolve("tissues.json");
        Module module = run(CalibrateDensityPhantomless.class, "tissues", "rois", "save", file.toString());
        ResultsTable table = (ResultsTable) module.getOutput("results");
        assertThat(table.size()).isEqualTo(4);
        for (int t = 0; t < 4; t++) {
            assertThat(table.getValue("Mean (HU)", t)).isCloseTo(hu[t], within(1.0));
        }
        SavedCalibration carried = CarriedCalibration.of(ct).orElseThrow();
        assertThat(carried.calibration().method()).isEqualTo(CalibrationMethod.PHANTOMLESS);
        assertThat(carried.calibration().remarks()).anyMatch(remark -> remark.contains("about 30 mg/cm3 above"));
        assertThat(carried.calibration().uncertainty()).isPresent();
        assertThat(SavedCalibration.read(file)).isEqualTo(carried);
        assertThat(names(ct.getOverlay())).contains("VertebraFE tissue", "aorta");
    }

    @Test
    void refusesWhatMacrosGetWrong() {
        refuses(CalibrateDensity.class, "method = \"magic\" is not one of", "method", "magic");
        refuses(CalibrateDensity.class, "Rods \"all\": choose find or rois", "rods", "all");
        refuses(CalibrateDensity.class, "No rods are marked", "rods", "rois");
        refuses(CalibrateDensity.class, "Phantom \"mine\" is unknown", "phantom", "mine");
        refuses(CalibrateDensity.class, "no catalogue file", "phantom", "catalogue");
        refuses(CalibrateDensity.class, "does not say its reconstruction kernel", "method", "equation");
        refuses(CalibrateDensity.class, "no calibrationFile is named", "method", "file");
        refuses(CalibrateDensityPhantomless.class, "No tissues are marked", "tissues", "rois");
        refuses(ApplyDensityCalibration.class, "no calibration travels with this image");
        assertThat(CarriedCalibration.of(ct)).isEmpty();
        assertThat(ResultsTable.getResultsTable().size()).isZero();
    }
}
