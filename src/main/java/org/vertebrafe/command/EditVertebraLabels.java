package org.vertebrafe.command;

import ij.ImagePlus;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.log.LogService;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;
import org.vertebrafe.base.InputException;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.ImagePlusVolumes;
import org.vertebrafe.imagej.edit.EditOutput;
import org.vertebrafe.imagej.edit.LabelEditor;
import org.vertebrafe.io.EditScripts;
import org.vertebrafe.segmentation.edit.EditSession;

/** Opens the label editor, or does a recorded correction again without it. */
@Plugin(
        type = Command.class,
        description = "Inspects and corrects a label map over its CT in three linked windows.",
        menu = {@Menu(label = "Plugins"), @Menu(label = "VertebraFE"), @Menu(label = "Edit Vertebra Labels", weight = 9)
        })
public class EditVertebraLabels extends GuidedCommand {

    @Parameter
    private TaskService tasks;

    @Parameter
    private LogService log;

    @Parameter(label = "CT", description = "CT in HU; it is never changed.", persist = false)
    private ImagePlus ct;

    @Parameter(
            label = "Labels",
            required = false,
            description =
                    "Label map on the CT's grid; none: begin without labels. A copy is edited; the result is a new"
                            + " image unless you ask to write in place.",
            persist = false)
    private ImagePlus labels;

    @Parameter(
            label = "Edit script (empty: by hand)",
            description = "A JSON file of recorded edits, to do them again without windows.",
            required = false,
            persist = false)
    private String script = "";

    @Parameter(label = "Corrected labels", type = ItemIO.OUTPUT)
    private ImagePlus corrected;

    @Override
    public void run() {
        Failures.guard(this, this::edit);
    }

    private void edit() {
        boolean replay = script != null && !script.isBlank();
        if (!replay && GraphicsEnvironment.isHeadless()) {
            throw new InputException("Without a screen labels cannot be edited by hand: give script=, the JSON file of"
                    + " recorded edits.");
        }
        CtStack stack = CtStack.hounsfield(ct);
        if (labels == null || labels == ct) {
            labels = EditOutput.empty(stack);
        }
        ImagePlusVolumes.requireUsable(labels, "Label map");
        EditSession session = EditOutput.session(stack, labels);
        stack.warnings().forEach(log::warn);
        if (replay) {
            replay(stack, session);
        } else {
            EventQueue.invokeLater(() -> LabelEditor.open(ct, labels, stack, session));
        }
    }

    private void replay(CtStack stack, EditSession session) {
        try (LongWork work = new LongWork(tasks, "Edit Vertebra Labels", this)) {
            if (!session.replay(EditScripts.read(Path.of(script.trim())), work.threads(), work.progress())) {
                log.warn("The edits led to other labels than when they were recorded: another version of the program"
                        + " segments differently. Look at the result.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        corrected = EditOutput.image(session, stack, labels);
        EditOutput.report(session, labels);
    }
}
