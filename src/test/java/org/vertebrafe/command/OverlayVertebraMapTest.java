package org.vertebrafe.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.gui.TextRoi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.MapOverlay;

class OverlayVertebraMapTest {

    private static Context context;

    @BeforeAll
    static void start() {
        context = new Context(CommandService.class, ModuleService.class, LogService.class);
        context.service(LogService.class).setLevel(LogLevel.NONE);
    }

    @AfterAll
    static void stop() {
        context.dispose();
    }

    @Test
    void namesTypesAndLabelsAreFrozen() {
        CommandInfo info = context.service(CommandService.class).getCommand(OverlayVertebraMap.class);
        assertThat(info.getMenuPath().getMenuString()).isEqualTo("Plugins > VertebraFE > Overlay Vertebra Map...");
        List<String> inputs = new ArrayList<>();
        for (ModuleItem<?> item : info.inputs()) {
            if (!item.getType().isPrimitive() && item.getType() != String.class && item.getType() != ImagePlus.class) {
                continue;
            }
            inputs.add(item.getName() + ":" + item.getType().getSimpleName() + ":" + item.getLabel());
            assertThat(item.isPersisted()).as(item.getName()).isFalse();
            assertThat(item.getDescription()).as(item.getName()).isNotBlank();
        }
        assertThat(inputs)
                .containsExactly(
                        "ct:ImagePlus:CT",
                        "map:ImagePlus:Map",
                        "quantity:String:Quantity",
                        "opacity:double:Opacity [%]",
                        "lut:String:Colours",
                        "range:String:Range",
                        "lower:double:Minimum (fixed range)",
                        "upper:double:Maximum (fixed range)",
                        "reference:String:Image to be like",
                        "cohort:String:Cohort folder",
                        "only:String:Show only",
                        "bar:boolean:Calibration bar");
        List<Object> tables = new ArrayList<>(ColourTable.labels());
        tables.add(0, OverlayVertebraMap.SUITABLE);
        assertThat(List.<Object>copyOf(info.getInput("lut").getChoices())).isEqualTo(tables);
        List<Object> quantities = new ArrayList<>(MapQuantity.ids());
        quantities.add(0, OverlayVertebraMap.AS_MAP);
        assertThat(List.<Object>copyOf(context.service(ModuleService.class)
                        .createModule(info)
                        .getInfo()
                        .getInput("quantity")
                        .getChoices()))
                .isEqualTo(quantities);
    }

    @Test
    void noNameEndsAnotherSoThatImageJFindsTheRightOne() {
        List<String> names = new ArrayList<>();
        context.service(CommandService.class)
                .getCommand(OverlayVertebraMap.class)
                .inputs()
                .forEach(item -> names.add(item.getName()));
        assertThat(names).hasSizeGreaterThan(7);
        for (String a : names) {
            assertThat(names).noneMatch(b -> !b.equals(a) && b.endsWith(a));
        }
    }

    @Test
    void putsTheMapOnTheCt() throws Exception {
        ImagePlus ct = image("ct", "16-bit");
        run(ct, image("map", "32-bit"), Map.of("range", "Fixed", "lower", 0.0, "upper", 5.0, "bar", false));
        assertThat(ct.getOverlay().size()).isEqualTo(2);
        assertThat(ct.getOverlay().get(0).getName()).startsWith(MapOverlay.NAME);
        run(ct, image("map", "32-bit"), Map.of("range", "Full range"));
        assertThat(ct.getOverlay().size()).isGreaterThan(2);
    }

    @Test
    void checksEverythingAMacroCanGetWrongAndThrowsHeadless() {
        ImagePlus ct = image("ct", "16-bit");
        ImagePlus map = image("map", "32-bit");
        refuses(ct, map, Map.of("opacity", 0.0), "Opacity 0.0 %: must be 1..100");
        refuses(ct, map, Map.of("opacity", Double.NaN), "Opacity NaN");
        refuses(ct, map, Map.of("lut", "jet"), "\"jet\" is not known");
        refuses(
                ct,
                map,
                Map.of("range", "none"),
                "choose one of: Suits the quantity, Percentiles 1 to 99, Full range, Fixed, Like another image, Per cohort");
        refuses(ct, map, Map.of("range", "Fixed", "lower", 3.0, "upper", 2.0), "3.0..2.0");
        refuses(ct, map, Map.of("range", "Like another image", "reference", "gone"), "\"gone\" is not open");
        refuses(ct, image("sed of ct", "32-bit"), Map.of("range", "Per cohort"), "needs a cohort folder");
        refuses(ct, map, Map.of("range", "Per cohort", "cohort", "gone"), "\"map\" shows is not known");
        refuses(
                ct,
                image("von-mises of ct", "32-bit"),
                Map.of("range", "Per cohort", "cohort", "gone"),
                "gone does not");
        refuses(ct, map, Map.of("only", "high"), "write for instance > 20");
        refuses(ct, map, Map.of("quantity", "sed"), "belongs to no result");
        refuses(ct, ct, Map.of(), "both as CT and as map");
        assertThat(ct.getOverlay()).isNull();
    }

    /** Two maps of vertebrae of a cohort get the same colours, and the bar says whose range it is. */
    @Test
    void aRangePerCohortIsTheSameForAllItsImages(@TempDir Path folder) throws Exception {
        StringBuilder table = new StringBuilder("id,level,kernel,quantity,unit");
        IntStream.rangeClosed(0, 100).forEach(percent -> table.append(",p").append(percent));
        for (String id : List.of("a", "b", "c")) {
            table.append("\n").append(id).append(",L1,B40f,von-mises,MPa");
            IntStream.rangeClosed(0, 100).forEach(percent -> table.append(",").append(percent / 10.0));
        }
        Files.writeString(folder.resolve("percentiles.csv"), table);
        ImagePlus ct = image("ct", "16-bit");
        run(ct, image("von-mises of ct", "32-bit"), Map.of("range", "Per cohort", "cohort", folder.toString()));
        List<String> texts = new ArrayList<>();
        for (Roi roi : ct.getOverlay()) {
            if (roi instanceof TextRoi text) {
                texts.add(text.getText().strip());
            }
        }
        assertThat(texts).contains("cohort", "n = 3", "0", "8").doesNotContain("0.5");
    }

    private static void refuses(ImagePlus ct, ImagePlus map, Map<String, Object> options, String message) {
        assertThatThrownBy(() -> run(ct, map, options))
                .isInstanceOf(ExecutionException.class)
                .rootCause()
                .hasMessageContaining(message);
    }

    private static void run(ImagePlus ct, ImagePlus map, Map<String, Object> options) throws Exception {
        Map<String, Object> inputs = new HashMap<>(options);
        inputs.put("ct", ct);
        inputs.put("map", map);
        // Not CommandService.run: for dynamic commands it returns no Future.
        context.service(ModuleService.class)
                .run(context.service(CommandService.class).getCommand(OverlayVertebraMap.class), true, inputs)
                .get();
    }

    private static ImagePlus image(String title, String type) {
        ImagePlus image = IJ.createImage(title, type + " ramp", 20, 16, 2);
        image.getCalibration().setUnit("mm");
        return image;
    }
}
