package org.vertebrafe.imagej.workbench;

import ij.IJ;
import ij.WindowManager;
import java.awt.EventQueue;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.ResultImages;
import org.vertebrafe.imagej.maps.MappedResult;
import org.vertebrafe.imagej.view3d.Model3D;
import org.vertebrafe.imagej.view3d.Window3D;

/**
 * A way to look at a result or to hand it on: a button of the last stage. This list is the one place where another is
 * added.
 *
 * @param title on the button
 * @param help what it gives
 * @param opening does it, in the background
 */
record ResultView(String title, String help, Opening opening) {

    /** Shows a result. */
    @FunctionalInterface
    interface Opening {
        void open(MappedResult mapped, MapQuantity quantity, ImageCt ct);
    }

    static final List<ResultView> ALL = List.of(
            new ResultView(
                    "View in 3D",
                    "The vertebra as a surface to turn, cut and deform, coloured by any quantity.",
                    (mapped, quantity, ct) -> {
                        Model3D model = Model3D.of(mapped.result());
                        EventQueue.invokeLater(() -> Window3D.open(
                                model, quantity.title(), Optional.empty(), Optional.of(mapped.stack()::asShown)));
                    }),
            command("Section...", "Cuts through CT and map in any plane.", "Section Vertebra Map..."),
            command("Probe", "HU, density, stiffness, stress and strain under the mouse.", "Probe Vertebra"),
            command("Report...", "One page with pictures and numbers, to read and to print.", "Vertebra Report..."),
            new ResultView(
                    "Open the map",
                    "As a 32-bit image of its own, with true values: for ImageJ's own tools, and for macros.",
                    (mapped, quantity, ct) -> mapped.map(quantity).show()),
            new ResultView(
                    "Open all maps",
                    "Every quantity as a channel of one hyperstack around the vertebra.",
                    (mapped, quantity, ct) ->
                            mapped.channels(EnumSet.allOf(MapQuantity.class)).show()),
            new ResultView(
                    "Add to the Results table",
                    "Appends the row of this vertebra to ImageJ's Results table.",
                    (mapped, quantity, ct) -> ResultImages.appendRow(mapped.result())));

    /** A command on the active image, which belongs to the result. */
    private static ResultView command(String title, String help, String command) {
        return new ResultView(
                title,
                help,
                (mapped, quantity, ct) -> EventQueue.invokeLater(() -> {
                    if (ct.image().getWindow() != null) {
                        WindowManager.setCurrentWindow(ct.image().getWindow());
                    }
                    IJ.doCommand(command);
                }));
    }
}
