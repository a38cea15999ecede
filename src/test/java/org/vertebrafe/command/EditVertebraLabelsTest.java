package org.vertebrafe.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.edit.EditOutput;
import org.vertebrafe.io.EditScripts;
import org.vertebrafe.segmentation.edit.EditSession;
import org.vertebrafe.segmentation.edit.Operation;
import org.vertebrafe.segmentation.edit.Where;

/** The command without a screen: it replays, or says what it needs. */
class EditVertebraLabelsTest {

    private static Context context;

    private ImagePlus ct;
    private ImagePlus labels;

    @TempDir
    private Path folder;

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
    void images() {
        ct = image("ct", "32-bit");
        for (int slice = 1; slice <= ct.getStackSize(); slice++) {
            ImageProcessor pixels = ct.getStack().getProcessor(slice);
            pixels.setValue(slice % 3 == 0 ? 40 : slice % 3 == 1 ? 400 : -1000);
            pixels.fill();
        }
        labels = image("labels", "16-bit");
        labels.getStack().getProcessor(5).set(20, 20, 1);
    }

    private static ImagePlus image(String title, String type) {
        ImagePlus image = IJ.createImage(title, type + " black", 40, 36, 12);
        image.getCalibration().setUnit("mm");
        image.getCalibration().pixelWidth = 0.8;
        image.getCalibration().pixelHeight = 0.8;
        image.getCalibration().pixelDepth = 2;
        return image;
    }

    private ImagePlus run(Map<String, Object> inputs) throws Exception {
        return (ImagePlus) context.service(CommandService.class)
                .run(EditVertebraLabels.class, true, inputs)
                .get()
                .getOutput("corrected");
    }

    @Test
    void namesTypesAndLabelsAreFrozen() {
        CommandInfo info = context.service(CommandService.class).getCommand(EditVertebraLabels.class);
        assertThat(info.getMenuPath().getMenuString()).isEqualTo("Plugins > VertebraFE > Edit Vertebra Labels");
        List<String> inputs = new ArrayList<>();
        for (ModuleItem<?> item : info.inputs()) {
            if (item.getType() != Context.class
                    && item.getType() != Button.class
                    && !item.getType().getName().endsWith("Service")) {
                inputs.add(item.getName() + ":" + item.getType().getSimpleName() + ":" + item.getLabel());
                assertThat(item.isPersisted()).as(item.getName()).isFalse();
                assertThat(item.getDescription()).as(item.getName()).isNotBlank();
            }
        }
        assertThat(inputs)
                .containsExactly(
                        "ct:ImagePlus:CT", "labels:ImagePlus:Labels", "script:String:Edit script (empty: by hand)");
    }

    @Test
    void replaysAScriptOntoANewImage() throws Exception {
        CtStack stack = CtStack.hounsfield(ct);
        EditSession session = new EditSession(stack.labels(labels), Optional.of(stack.volume()));
        session.apply(
                new Operation.Stroke(2, Optional.empty(), 5, List.of(new Vec3(20, 18, 6)), Where.ANY.hu(0, 100)),
                TaskExecutors.singleThreaded(),
                Progress.NONE);
        Path script = folder.resolve("edits.json");
        EditScripts.write(session.script(), script);
        ImagePlus corrected = run(Map.of("ct", ct, "labels", labels, "script", script.toString()));
        int painted = 0;
        for (int slice = 1; slice <= 12; slice++) {
            for (short value : (short[]) corrected.getStack().getPixels(slice)) {
                painted += value == 2 ? 1 : 0;
            }
        }
        assertThat(painted).isEqualTo(session.count(2)).isPositive();
        assertThat(corrected.getTitle()).isEqualTo("corrected labels");
        assertThat(corrected.getInfoProperty()).contains("SHA-256 of the labels before");
        assertThat(corrected.getProp(EditOutput.SCRIPT)).contains("vertebrafe-edits/1");
        assertThat(labels.getStack().getProcessor(6).get(20, 18))
                .as("the input")
                .isZero();
    }

    @Test
    void withoutLabelsItBeginsWithNone() throws Exception {
        CtStack stack = CtStack.hounsfield(ct);
        EditSession session = EditOutput.session(stack, EditOutput.empty(stack));
        session.apply(
                new Operation.Stroke(3, Optional.empty(), 5, List.of(new Vec3(20, 18, 6)), Where.ANY),
                TaskExecutors.singleThreaded(),
                Progress.NONE);
        Path script = folder.resolve("edits.json");
        EditScripts.write(session.script(), script);
        ImagePlus drawn = run(Map.of("ct", ct, "script", script.toString()));
        assertThat(drawn.getTitle()).isEqualTo("labels of ct");
        assertThat(stack.labels(drawn).counts()).containsOnlyKeys(3).containsValue(session.count(3));
        // As a dialog has it where nothing but the CT is open.
        assertThat(stack.labels(run(Map.of("ct", ct, "labels", ct, "script", script.toString())))
                        .counts())
                .isEqualTo(stack.labels(drawn).counts());
        assertThatThrownBy(() -> run(Map.of("ct", ct, "labels", labels, "script", script.toString())))
                .as("of a macro that forgets its labels")
                .hasStackTraceContaining("starts from other labels");
    }

    @Test
    void saysWhatItNeeds() {
        assertThatThrownBy(() -> run(Map.of("ct", ct, "labels", labels)))
                .hasStackTraceContaining("Without a screen labels cannot be edited by hand");
        assertThatThrownBy(() -> run(Map.of("ct", ct, "labels", labels, "script", "missing.json")))
                .hasStackTraceContaining("missing.json is not a file");
        ImagePlus small = IJ.createImage("small", "16-bit black", 20, 36, 12);
        small.setCalibration(ct.getCalibration());
        assertThatThrownBy(() -> run(Map.of("ct", ct, "labels", small, "script", "x.json")))
                .hasStackTraceContaining("The labels are not on the CT's grid");
    }
}
