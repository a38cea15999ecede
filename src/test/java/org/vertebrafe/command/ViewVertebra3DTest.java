package org.vertebrafe.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
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
import org.scijava.task.TaskService;
import org.scijava.widget.Button;
import org.vertebrafe.io.VtuWriter;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

class ViewVertebra3DTest {

    private static Context context;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        context = new Context(CommandService.class, ModuleService.class, LogService.class, TaskService.class);
        context.service(LogService.class).setLevel(LogLevel.NONE);
    }

    @AfterAll
    static void stop() {
        context.dispose();
    }

    @Test
    void namesTypesAndLabelsAreFrozen() {
        CommandInfo info = context.service(CommandService.class).getCommand(ViewVertebra3D.class);
        assertThat(info.getMenuPath().getMenuString()).isEqualTo("Plugins > VertebraFE > View Vertebra in 3D...");
        List<String> inputs = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (ModuleItem<?> item : info.inputs()) {
            if (item.getType() != Context.class
                    && item.getType() != Button.class
                    && !item.getType().getSimpleName().endsWith("Service")) {
                inputs.add(item.getName() + ":" + item.getType().getSimpleName() + ":" + item.getLabel());
                names.add(item.getName());
                assertThat(item.isPersisted()).as(item.getName()).isFalse();
                assertThat(item.getDescription()).as(item.getName()).isNotBlank();
            }
        }
        assertThat(inputs)
                .containsExactly(
                        "model:String:Model file (empty: of the open maps)",
                        "quantity:String:Quantity",
                        "show:String:Show as",
                        "side:String:Seen from",
                        "section:String:Cut",
                        "deformation:double:Deformation factor",
                        "cohort:String:Cohort folder (range of colours)");
        for (String a : names) {
            assertThat(names).noneMatch(b -> !b.equals(a) && b.endsWith(a));
        }
    }

    @Test
    void aSavedModelBecomesAPictureWithoutAScreen() throws Exception {
        ImagePlus picture = run(Map.of(
                "model", saved().toString(), "quantity", "stress", "show", ViewVertebra3D.PICTURE, "section", "axial"));
        assertThat(picture.getTitle()).isEqualTo("3D of model.vtu");
        assertThat(picture.getStackSize()).isEqualTo(1);
        int centre = picture.getProcessor().getPixel(500, 400) & 0xFFFFFF;
        int corner = picture.getProcessor().getPixel(995, 5) & 0xFFFFFF;
        assertThat(centre).isNotEqualTo(corner);
    }

    @Test
    void whatCannotBeShownIsToldWithTheRemedy() throws Exception {
        String model = saved().toString();
        refused(Map.of(), "run Analyze Vertebra...");
        refused(Map.of("model", folder.resolve("gone.vtu").toString()), "no such file");
        refused(Map.of("model", model, "quantity", "strain"), "there are: Stress [MPa]");
        refused(Map.of("model", model, "quantity", "Stress", "show", "Hologram"), "Hologram");
        refused(Map.of("model", model, "quantity", "Stress"), "A window needs a screen");
        refused(Map.of("model", model, "quantity", "Stress", "show", ViewVertebra3D.VIEWER), "needs a screen");
        refused(
                Map.of("model", model, "quantity", "Stress", "show", "Picture", "cohort", folder.toString()),
                "A cohort tells nothing of Stress [MPa]");
        refused(
                Map.of("model", model, "quantity", "Stress", "show", "Picture", "deformation", 3.0),
                "set the deformation to 0");
    }

    private void refused(Map<String, Object> inputs, String reason) {
        assertThatThrownBy(() -> run(inputs))
                .isInstanceOf(ExecutionException.class)
                .rootCause()
                .hasMessageContaining(reason);
    }

    private static ImagePlus run(Map<String, Object> inputs) throws Exception {
        return (ImagePlus) context.service(CommandService.class)
                .run(ViewVertebra3D.class, true, new HashMap<>(inputs))
                .get()
                .getOutput("picture");
    }

    private Path saved() throws Exception {
        double[] xyz = new double[3 * 8];
        for (int n = 0; n < 8; n++) {
            xyz[3 * n] = n % 4 == 1 || n % 4 == 2 ? 10 : 0;
            xyz[3 * n + 1] = n % 4 > 1 ? 10 : 0;
            xyz[3 * n + 2] = n > 3 ? 10 : 0;
        }
        Path file = folder.resolve("model.vtu");
        VtuWriter.write(
                new Mesh(ElementType.HEX8, xyz, new int[] {0, 1, 2, 3, 4, 5, 6, 7}, Map.of()),
                List.of(VtuWriter.Field.scalar("Stress", "MPa", new float[] {3})),
                List.of(),
                file);
        return file;
    }
}
