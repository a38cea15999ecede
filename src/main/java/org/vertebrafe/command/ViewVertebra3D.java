package org.vertebrafe.command;

import ij.ImagePlus;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.util.List;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;
import org.vertebrafe.base.InputException;
import org.vertebrafe.imagej.ValueRange;
import org.vertebrafe.imagej.view3d.FijiViewer;
import org.vertebrafe.imagej.view3d.Model3D;
import org.vertebrafe.imagej.view3d.PictureFiles;
import org.vertebrafe.imagej.view3d.Snapshot;
import org.vertebrafe.imagej.view3d.Window3D;

/**
 * Shows a solved model as a surface or cut in colour: in a window to turn, or as an image, which is all there is without
 * a screen.
 */
@Plugin(
        type = Command.class,
        description = "Shows a solved vertebra in 3D, coloured by stress, strain, modulus or density.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "View Vertebra in 3D...", weight = 22)
        })
public class ViewVertebra3D extends GuidedCommand {

    static final String WINDOW = "Window";
    static final String PICTURE = "Picture";
    static final String TURNTABLE = "Turntable";
    static final String VIEWER = "Fiji 3D Viewer";

    private static final int TURN = 72;

    @Parameter
    private TaskService tasks;

    @Parameter(
            label = "Model file (empty: of the open maps)",
            description = "model.vtu of an earlier analysis; empty: the model whose maps are open.",
            required = false,
            persist = false)
    private String model = "";

    @Parameter(label = "Quantity", description = "What to colour by: the name, or how it begins.", persist = false)
    private String quantity = "Von Mises stress";

    @Parameter(
            label = "Show as",
            choices = {WINDOW, PICTURE, TURNTABLE, VIEWER},
            description =
                    "Window: to turn with the mouse. Picture, turntable: images, also without a screen. Viewer: if it is there.",
            persist = false)
    private String show = WINDOW;

    @Parameter(
            label = "Seen from",
            choices = {"oblique", "anterior", "posterior", "left", "right", "superior", "inferior"},
            description = "Side of the patient that faces the viewer; for picture and turntable.",
            persist = false)
    private String side = "oblique";

    @Parameter(
            label = "Cut",
            choices = {"none", "sagittal", "coronal", "axial"},
            description = "Takes one half away; for picture and turntable.",
            persist = false)
    private String section = "none";

    @Parameter(
            label = "Deformation factor",
            description = "How many times larger displacements are shown; 0: not at all. Not for the window.",
            persist = false)
    private double deformation = 0;

    @Parameter(
            label = "Cohort folder (range of colours)",
            description = "Results of a cohort, whose range the colours are to span; empty: what suits this vertebra.",
            required = false,
            persist = false)
    private String cohort = "";

    @Parameter(label = "Picture", type = ItemIO.OUTPUT)
    private ImagePlus picture;

    @Override
    public void run() {
        Failures.guard(this, this::view);
    }

    private void view() {
        SolvedModel solved = SolvedModel.of(model);
        Optional<ValueRange> range = solved.range(quantity, cohort);
        solved.model().field(quantity);
        switch (show) {
            case WINDOW -> {
                if (GraphicsEnvironment.isHeadless()) {
                    throw InputException.of(
                            "A window needs a screen: choose \"%s\" or \"%s\" when ImageJ runs headless.",
                            PICTURE, TURNTABLE);
                }
                EventQueue.invokeLater(() -> Window3D.open(solved.model(), quantity, range, solved.place()));
            }
            case VIEWER -> FijiViewer.find().show(solved.model(), quantity, range, deformation, solved.place());
            case PICTURE, TURNTABLE -> picture(solved.model(), range);
            default -> throw InputException.of(
                    "Show as \"%s\" is not known; choose one of: %s.",
                    show, String.join(", ", List.of(WINDOW, PICTURE, TURNTABLE, VIEWER)));
        }
    }

    private void picture(Model3D solved, Optional<ValueRange> range) {
        Snapshot.Request request = new Snapshot.Request(
                quantity, Optional.empty(), range, side, section, 0.5, deformation, false, 1000, 800);
        try (TaskProgress progress = new TaskProgress(tasks, "View Vertebra in 3D", this);
                TaskExecutor threads =
                        TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            picture = PictureFiles.stack(
                    "3D of " + solved.title(),
                    show.equals(PICTURE)
                            ? List.of(Snapshot.of(solved, request, threads))
                            : Snapshot.turntable(solved, request, TURN, threads, progress));
        }
    }
}
