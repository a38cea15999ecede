package org.vertebrafe.imagej.edit;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.util.List;
import java.util.Locale;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.Labels;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.io.EditScripts;
import org.vertebrafe.segmentation.edit.EditScript;
import org.vertebrafe.segmentation.edit.EditSession;
import org.vertebrafe.segmentation.edit.LabelStatistics;

/** What comes out of a correction: a label image with its provenance, and the table of what changed. */
public final class EditOutput {

    /** Image property that holds the edit script. */
    public static final String SCRIPT = "VertebraFE.edits";

    /** Title of the table. */
    public static final String TABLE = "Label corrections";

    /** Marks a label image that nobody has: the one an editor without labels begins with. */
    private static final String BEGUN = "VertebraFE.begun";

    private EditOutput() {}

    /** An empty label image on the CT's grid to begin with, not shown. */
    public static ImagePlus empty(CtStack ct) {
        Labels none =
                new Labels(ct.volume().grid(), new short[ct.volume().grid().voxels()]);
        ImagePlus labels = ct.labelImage(none, "labels of " + ct.title(), "");
        labels.setProp(BEGUN, "empty");
        return labels;
    }

    /** The corrected labels as a new image, whose slices run as the CT's. */
    public static ImagePlus image(EditSession session, CtStack ct, ImagePlus labels) {
        EditScript script = session.script();
        ImagePlus image = ct.labelImage(session.result(), title(labels), info(session, script, labels));
        image.setProp(SCRIPT, EditScripts.json(script));
        return image;
    }

    private static String title(ImagePlus labels) {
        return labels.getProp(BEGUN) == null ? "corrected " + labels.getTitle() : labels.getTitle();
    }

    /**
     * Writes the corrected labels into the image that they came from.
     *
     * @throws InputException if it was closed, or its pixels cannot hold a label
     */
    static void writeInto(EditSession session, CtStack ct, ImagePlus labels) {
        if (labels.getProp(BEGUN) != null) {
            throw new InputException("There is no label image to write into: use Apply, which makes one.");
        }
        if (labels.getWidth() == 0 || labels.getProcessor() == null) {
            throw new InputException("The label image was closed: use Apply, which makes a new one.");
        }
        EditScript script = session.script();
        ct.writeLabels(session.result(), labels);
        labels.setProperty("Info", info(session, script, labels));
        labels.setProp(SCRIPT, EditScripts.json(script));
        labels.changes = true;
        labels.updateAndDraw();
    }

    private static String info(EditSession session, EditScript script, ImagePlus labels) {
        StringBuilder info = new StringBuilder();
        info.append(String.format(
                Locale.ROOT,
                "Labels corrected by hand with %s%nFrom: %s%nSHA-256 of the labels before: %s%nafter: %s%nOperations:"
                        + " %d (image property %s has all of them)%n",
                script.program(),
                labels.getTitle(),
                script.labels(),
                script.result(),
                script.operations().size(),
                SCRIPT));
        for (LabelStatistics s : session.statistics()) {
            info.append(String.format(
                    Locale.ROOT,
                    "Label %d: %.1f mm3, before %.1f mm3, added %.1f mm3, removed %.1f mm3, Dice %.4f%n",
                    s.label(),
                    s.after(),
                    s.before(),
                    s.added(),
                    s.removed(),
                    s.dice()));
        }
        return info.toString();
    }

    /** Adds a row for every label to the table and shows it; without a screen it is kept for macros. */
    public static void report(EditSession session, ImagePlus labels) {
        ResultsTable table = ResultsTable.getResultsTable(TABLE);
        if (table == null) {
            table = new ResultsTable();
        }
        List<LabelStatistics> all = session.statistics();
        for (LabelStatistics s : all) {
            table.incrementCounter();
            table.addLabel(labels.getTitle());
            table.addValue("Label number", s.label());
            table.addValue("Volume [mm3]", s.after());
            table.addValue("Volume before [mm3]", s.before());
            table.addValue("Added [mm3]", s.added());
            table.addValue("Removed [mm3]", s.removed());
            table.addValue("Dice", s.dice());
        }
        table.setDecimalPlaces(table.getColumnIndex("Label number"), 0);
        table.setDecimalPlaces(table.getColumnIndex("Dice"), 4);
        table.show(TABLE);
    }

    /** A session on the labels of an open image over an open CT. */
    public static EditSession session(CtStack ct, ImagePlus labels) {
        Labels map = ct.labels(labels);
        return new EditSession(map, java.util.Optional.of(ct.volume()));
    }
}
