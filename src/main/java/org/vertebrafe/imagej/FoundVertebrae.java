package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.gui.GenericDialog;
import ij.gui.Overlay;
import ij.gui.PointRoi;
import ij.measure.ResultsTable;
import ij.plugin.frame.Recorder;
import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.segmentation.oneclick.FoundBody;

/** The vertebrae that were found in a CT: listed in a table, marked on the CT, and one of them chosen. */
public final class FoundVertebrae {

    /** Title of the table. */
    public static final String TABLE = "Vertebrae";

    /** Names of the marks begin with it. */
    public static final String NAME = "VertebraFE vertebra ";

    private final List<FoundBody> bodies;
    private final ImagePlus image;
    private final CtStack ct;

    /**
     * @param bodies from the top, at least one
     * @param image the CT
     * @param ct the same as it was read
     */
    public FoundVertebrae(List<FoundBody> bodies, ImagePlus image, CtStack ct) {
        this.bodies = List.copyOf(bodies);
        this.image = image;
        this.ct = ct;
    }

    /** Lists them in a table of their own and marks the middle of each body on the CT, with its number. */
    public void show() {
        ResultsTable table = new ResultsTable();
        Overlay overlay = image.getOverlay() == null ? new Overlay() : image.getOverlay();
        Overlays.removeNamed(overlay, NAME);
        for (FoundBody body : bodies) {
            Vec3 voxel = ct.volume().grid().toVoxel(body.centre());
            int slice = slice(body);
            table.incrementCounter();
            table.addLabel(image.getTitle());
            table.addValue("Number from top", body.fromTop());
            table.addValue("Column", Math.rint(voxel.x()));
            table.addValue("Row", Math.rint(voxel.y()));
            table.addValue("Slice", slice);
            table.addValue("Width (mm)", body.width());
            table.addValue("Depth (mm)", body.depth());
            table.addValue("Height (mm)", body.height());
            table.addValue("Confidence", body.confidence());
            table.addValue("Wholly in the CT", body.complete() ? "yes" : "no");
            PointRoi mark = new PointRoi(voxel.x() + 0.5, voxel.y() + 0.5);
            mark.setName(NAME + body.fromTop());
            mark.setPosition(slice);
            mark.setStrokeColor(Color.YELLOW);
            overlay.add(mark);
        }
        image.setOverlay(overlay);
        table.show(TABLE);
    }

    private int slice(FoundBody body) {
        double layer = Math.rint(ct.volume().grid().toVoxel(body.centre()).z());
        return ct.slice((int) Math.max(0, Math.min(ct.volume().grid().nz() - 1.0, layer)));
    }

    /** Asks which of them is meant: the number from the top, or nothing where the dialog was cancelled. */
    public OptionalInt ask() {
        boolean recording = Recorder.record;
        // The command records the number; the question would be an option that it does not have.
        Recorder.record = false;
        try {
            String[] names = bodies.stream().map(this::words).toArray(String[]::new);
            GenericDialog dialog = new GenericDialog("Vertebrae found");
            dialog.addMessage(
                    "Which one is to be segmented? They are numbered from the top; the table " + TABLE + " has more.");
            dialog.addChoice("Vertebra", names, names[best()]);
            dialog.showDialog();
            return dialog.wasCanceled()
                    ? OptionalInt.empty()
                    : OptionalInt.of(bodies.get(dialog.getNextChoiceIndex()).fromTop());
        } finally {
            Recorder.record = recording;
        }
    }

    /** The one nearest to the slice shown, which a person is likely to mean, among those that can be segmented. */
    private int best() {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int n = 0; n < bodies.size(); n++) {
            double away = Math.abs(slice(bodies.get(n)) - image.getCurrentSlice());
            away += bodies.get(n).complete() ? 0 : image.getStackSize();
            if (away < least) {
                least = away;
                best = n;
            }
        }
        return best;
    }

    private String words(FoundBody body) {
        return String.format(
                Locale.ROOT,
                "%d: slice %d, %.0f x %.0f x %.0f mm%s",
                body.fromTop(),
                slice(body),
                body.width(),
                body.depth(),
                body.height(),
                body.complete() ? "" : " (cut off by the image)");
    }
}
