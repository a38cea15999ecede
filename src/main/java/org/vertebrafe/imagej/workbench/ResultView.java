package org.vertebrafe.imagej.workbench;

import java.util.List;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.base.Progress;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.ResultImages;
import org.vertebrafe.imagej.view3d.AttachedModel;
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
        void open(AnalysisResult result, MapQuantity quantity, ImageCt ct, Progress progress);
    }

    static final List<ResultView> ALL = List.of(
            new ResultView(
                    "View in 3D",
                    "The vertebra as a surface to turn, cut and deform, coloured by any quantity.",
                    (result, quantity, ct, progress) -> {
                        Model3D model = Model3D.of(result);
                        java.awt.EventQueue.invokeLater(() -> Window3D.open(model, quantity.title()));
                    }),
            new ResultView(
                    "Open the map",
                    "As a 32-bit image of its own, with true values: for ImageJ's own tools, and for macros.",
                    (result, quantity, ct, progress) -> {
                        var map = ResultImages.map(result, quantity, ct.stack().orElseThrow());
                        AttachedModel.put(map, Model3D.of(result));
                        map.show();
                    }),
            new ResultView(
                    "Add to the Results table",
                    "Appends the row of this vertebra to ImageJ's Results table.",
                    (result, quantity, ct, progress) -> ResultImages.appendRow(result)));
}
