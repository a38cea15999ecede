package org.vertebrafe.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.ItemVisibility;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.task.TaskService;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.io.Nifti;

/** The command in a real SciJava context, as scripts and other commands call it. */
class AnalyzeVertebraTest {

    private static Context context;
    private static ImagePlus ct;
    private static ImagePlus labels;

    @BeforeAll
    static void start() throws IOException {
        context = new Context(CommandService.class, ModuleService.class, LogService.class, TaskService.class);
        context.service(LogService.class).setLevel(LogLevel.NONE);
        ct = VolumeImages.image(
                Nifti.readVolume(Path.of("test-images/synthetic-L2-ct.nii.gz")).image(),
                "ct",
                "HU",
                ColourTable.GRAYS,
                "");
        labels = VolumeImages.image(
                Nifti.readLabels(Path.of("test-images/synthetic-L2-labels.nii.gz"))
                        .image(),
                "labels",
                "");
    }

    @AfterAll
    static void stop() {
        context.dispose();
    }

    @BeforeEach
    void emptyTable() {
        ResultsTable.getResultsTable().reset();
    }

    private static Module run(Object... inputs) throws InterruptedException, ExecutionException {
        Map<String, Object> map = new HashMap<>(Map.of("ct", ct, "labels", labels, "elementSize", 3.0));
        map.put("calibration", "b40f");
        for (int i = 0; i < inputs.length; i += 2) {
            map.put((String) inputs[i], inputs[i + 1]);
        }
        // Not CommandService.run: for dynamic commands it returns no Future.
        return context.service(ModuleService.class)
                .run(context.service(CommandService.class).getCommand(AnalyzeVertebra.class), true, map)
                .get();
    }

    private static Module module() {
        return context.service(ModuleService.class)
                .createModule(context.service(CommandService.class).getCommand(AnalyzeVertebra.class));
    }

    @Test
    void namesTypesAndLabelsAreFrozen() {
        Module module = module();
        List<String> inputs = new ArrayList<>();
        for (ModuleItem<?> item : module.getInfo().inputs()) {
            if (item.getType() == ImagePlus.class
                    || item.getType().getPackageName().equals("java.lang")) {
                inputs.add(item.getName() + ":" + item.getType().getSimpleName() + ":" + item.getLabel()
                        + (item.getVisibility() == ItemVisibility.INVISIBLE ? " *" : ""));
                assertThat(item.isPersisted()).as(item.getName()).isFalse();
                assertThat(item.getDescription()).as(item.getName()).isNotBlank();
            }
        }
        // Macros of users depend on these: never rename, only add. The starred are not in the dialog.
        assertThat(inputs)
                .containsExactly(
                        "ct:ImagePlus:CT",
                        "labels:ImagePlus:Label map",
                        "input:String:Image holds",
                        "calibration:String:Density calibration",
                        "calibrationSlope:Double:Calibration slope (g/cm3 per HU)",
                        "calibrationIntercept:Double:Calibration intercept (g/cm3)",
                        "calibrationFile:String:Calibration file",
                        "densityKind:String:Kind of density *",
                        "conversion:String:Density conversion *",
                        "labelPreset:String:Label numbering",
                        "labelRoles:String:Label roles *",
                        "level:String:Level",
                        "region:String:Region",
                        "mesh:String:Elements",
                        "elementSize:Double:Element size (mm)",
                        "grading:String:Grading *",
                        "flatten:Double:Flattening (mm) *",
                        "law:String:Density-modulus law",
                        "lawCoefficient:Double:Custom law: coefficient (MPa) *",
                        "lawExponent:Double:Custom law: exponent *",
                        "lawOffset:Double:Custom law: offset (MPa) *",
                        "lawExpects:String:Custom law: kind of density *",
                        "poissonRatio:Double:Poisson's ratio of bone *",
                        "modulusFloor:Double:Modulus floor (MPa) *",
                        "binning:String:Density bins *",
                        "bins:Integer:Number of bins *",
                        "densityMapping:String:Density mapping *",
                        "bc:String:Boundary conditions",
                        "caps:String:End caps *",
                        "capThickness:Double:End cap thickness (mm) *",
                        "capModulus:Double:End cap modulus (MPa) *",
                        "capPoisson:Double:End cap Poisson's ratio *",
                        "axis:String:Loading axis *",
                        "compression:Double:Compression (% of body height) *",
                        "strength:String:Strength definition",
                        "tolerance:Double:Solver tolerance *",
                        "maxIterations:Integer:Solver iterations *",
                        "threads:Integer:Threads *",
                        "maps:String:Show maps",
                        "folder:String:Save to folder",
                        "configuration:String:Configuration file");
    }

    @Test
    void noNameEndsAnother() {
        // ij.Macro finds "mask=" inside "bonemask=".
        List<String> names = new ArrayList<>();
        module().getInfo().inputs().forEach(item -> names.add(item.getName().toLowerCase(Locale.ROOT)));
        for (String name : names) {
            assertThat(names).filteredOn(other -> !other.equals(name)).noneMatch(other -> other.endsWith(name));
        }
    }

    @Test
    void givesARowAndTheMapsAskedFor() throws Exception {
        byte[] before = bytes(ct);
        Module module = run("maps", "all");
        ResultsTable table = ResultsTable.getResultsTable();
        assertThat(module.getOutput("results")).isSameAs(table);
        assertThat(table.size()).isEqualTo(1);
        assertThat(table.getLabel(0)).isEqualTo("ct");
        assertThat(table.getColumnHeadings()).startsWith(" \tLabel\tStiffness (N/mm)\tStrength (N)");
        assertThat(table.getValue("Stiffness (N/mm)", 0)).isPositive();
        for (String output : List.of(
                "densityMap",
                "modulusMap",
                "vonMisesMap",
                "sedMap",
                "strainMap",
                "maxPrincipalStrainMap",
                "minPrincipalStressMap",
                "maxPrincipalStressMap",
                "hydrostaticMap",
                "displacementMap",
                "safetyFactorMap",
                "failedMap")) {
            ImagePlus map = (ImagePlus) module.getOutput(output);
            assertThat(map.getBitDepth()).isEqualTo(32);
            assertThat(map.getCalibration().pixelWidth).isEqualTo(ct.getCalibration().pixelWidth);
            assertThat(map.getCalibration().getUnit()).isEqualTo("mm");
            assertThat(map.getStackSize()).isEqualTo(ct.getStackSize());
            assertThat(map.getTitle()).endsWith(" of ct");
            assertThat(map.getInfoProperty()).contains("morgan2003-vertebra");
        }
        assertThat(((ImagePlus) module.getOutput("vonMisesMap"))
                        .getCalibration()
                        .getValueUnit())
                .isEqualTo("MPa");
        assertThat(bytes(ct)).isEqualTo(before);
    }

    @Test
    void appendsOneRowForEachVertebraAndShowsOnlyTheMapsWanted() throws Exception {
        run("maps", "none");
        Module second = run("maps", "modulus", "law", "kopperdahl2002");
        ResultsTable table = ResultsTable.getResultsTable();
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.getStringValue("Law", 1)).isEqualTo("kopperdahl2002");
        assertThat(table.getValue("Stiffness (N/mm)", 1)).isNotEqualTo(table.getValue("Stiffness (N/mm)", 0));
        assertThat(second.getOutput("modulusMap")).isNotNull();
        assertThat(second.getOutput("vonMisesMap")).isNull();
    }

    @Test
    void savesWhatTheCommandLineSaves(@TempDir Path folder) throws Exception {
        run("folder", folder.resolve("result").toString());
        assertThat(folder.resolve("result/result.json")).isNotEmptyFile();
        assertThat(folder.resolve("result/montage-von-mises.png")).isNotEmptyFile();
        assertThat(folder.resolve("result/map-sed.nii.gz")).isNotEmptyFile();
    }

    @Test
    void readsAConfigurationFileWhoseSettingsTheInputsChange(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("config.json");
        java.nio.file.Files.writeString(file, "{\"law\": \"kopperdahl2002\", \"region\": \"body\"}");
        run("configuration", file.toString(), "law", "crawford2003-linear");
        assertThat(ResultsTable.getResultsTable().getStringValue("Law", 0)).isEqualTo("crawford2003-linear");
        assertThat(ResultsTable.getResultsTable().getStringValue("Region", 0)).isEqualTo("body");
    }

    @Test
    void refusesWhatMacrosGetWrongAndAddsNoRow() {
        refuses("both as CT and as label map", "labels", ct);
        refuses("no such image", "labels", new ImagePlus());
        refuses("law = \"hooke\" is not one of", "law", "hooke");
        refuses("elementSize = \"99.0\" mm is outside the limits 0 .. 10 mm", "elementSize", 99.0);
        refuses("choose calibration", "calibration", "none");
        refuses("Map \"stress\" is unknown", "maps", "stress");
        refuses("cannot be read", "configuration", "nowhere.json");
        ImagePlus pixels = ct.duplicate();
        pixels.getCalibration().setUnit("pixel");
        refuses("mm", "ct", pixels);
        refuses("not on the CT's grid", "labels", IJ.createImage("small", "8-bit ramp", 10, 10, 10), "mm");
        assertThat(ResultsTable.getResultsTable().size()).isZero();
    }

    private static void refuses(String message, String name, ImagePlus image, String unit) {
        image.getCalibration().setUnit(unit);
        refuses(message, name, image);
    }

    private static void refuses(String message, String name, Object value) {
        assertThatThrownBy(() -> run(name, value)).hasStackTraceContaining(message);
    }

    private static byte[] bytes(ImagePlus image) {
        java.nio.ByteBuffer bytes =
                java.nio.ByteBuffer.allocate(4 * image.getWidth() * image.getHeight() * image.getStackSize());
        for (int slice = 1; slice <= image.getStackSize(); slice++) {
            for (float value : (float[]) image.getStack().getPixels(slice)) {
                bytes.putFloat(value);
            }
        }
        return bytes.array();
    }

    @Test
    void isACommandThatCanBeCancelled() {
        assertThat(module()).isNotInstanceOf(CommandModule.class).isInstanceOf(org.scijava.Cancelable.class);
    }
}
