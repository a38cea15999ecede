package org.vertebrafe.imagej.workbench;

import java.util.EnumSet;
import java.util.List;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.base.Progress;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.ResultImages;
import org.vertebrafe.imagej.maps.MappedResult;
import org.vertebrafe.imagej.maps.Probe;
import org.vertebrafe.imagej.maps.Section;
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
                    (result, quantity, ct, progress) ->
                            mapped(result, ct).map(quantity).show()),
            new ResultView(
                    "All maps in one stack",
                    "A hyperstack around the vertebra with a channel for each quantity, in its own colours.",
                    (result, quantity, ct, progress) -> mapped(result, ct)
                            .channels(EnumSet.allOf(MapQuantity.class))
                            .show()),
            new ResultView(
                    "Midplanes",
                    "The sagittal, coronal and axial plane through the body, along the vertebra's own axes.",
                    (result, quantity, ct, progress) -> {
                        MappedResult mapped = mapped(result, ct);
                        for (Section.Plane plane : Section.Plane.values()) {
                            Section.of(mapped, quantity, plane, 0, 0.2, mapped.style(quantity))
                                    .show();
                        }
                    }),
            new ResultView(
                    "Probe",
                    "Density, modulus, stress and strain under the cursor, on the CT and on maps; a click keeps them.",
                    (result, quantity, ct, progress) -> {
                        MappedResult mapped = mapped(result, ct);
                        java.awt.EventQueue.invokeLater(() -> Probe.open(mapped));
                    }),
            new ResultView(
                    "Report...",
                    "One HTML file with pictures, numbers, configuration and provenance.",
                    (result, quantity, ct, progress) -> {
                        mapped(result, ct);
                        ij.WindowManager.setCurrentWindow(ct.image().getWindow());
                        ij.IJ.doCommand("Vertebra Report...");
                    }),
            new ResultView(
                    "Add to the Results table",
                    "Appends the row of this vertebra to ImageJ's Results table.",
                    (result, quantity, ct, progress) -> ResultImages.appendRow(result)));

    private static MappedResult mapped(AnalysisResult result, ImageCt ct) {
        return MappedResult.of(result, ct.stack().orElseThrow(), ct.image());
    }
}
