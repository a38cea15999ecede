package org.vertebrafe.imagej.study;

import ij.IJ;
import ij.WindowManager;
import ij.measure.ResultsTable;
import ij.text.TextWindow;
import java.awt.Dimension;
import java.awt.Toolkit;
import java.awt.Window;
import java.io.IOException;
import java.nio.file.Path;
import org.vertebrafe.study.cohort.Cohort;

/** What a cohort or its statistics leave on the screen. */
public final class StudyTables {

    private static final Dimension WIDE = new Dimension(1200, 420);

    /** Left and right of a table, pixels. */
    private static final int MARGIN = 20;

    private StudyTables() {}

    /**
     * Shows a table, in a window in which its many columns have room; without a screen it is only read.
     *
     * @param csv the file, whose name the window gets
     * @throws IOException if it cannot be read
     */
    public static ResultsTable show(Path csv) throws IOException {
        ResultsTable table = ResultsTable.open(csv.toString());
        String title = csv.getFileName().toString();
        table.show(title);
        Window window = WindowManager.getWindow(title);
        if (window instanceof TextWindow) {
            Dimension screen = Toolkit.getDefaultToolkit().getScreenSize();
            int width = Math.min(WIDE.width, screen.width - 2 * MARGIN);
            window.setSize(width, WIDE.height);
            window.setLocation(Math.min(window.getX(), screen.width - width - MARGIN), window.getY());
        }
        return table;
    }

    /** Tells in the log what a run did and which vertebrae failed, with reasons. */
    public static void tell(String what, Cohort.Summary summary) {
        IJ.log(what + ": computed " + summary.computed() + ", from before " + summary.reused() + ", failed "
                + summary.failures().size());
        summary.failures().forEach(StudyTables::tell);
    }

    /** Tells in the log why a vertebra cannot be used. */
    public static void tell(Cohort.Failure failure) {
        IJ.log("  Row " + failure.row().number() + ", " + failure.row().name() + ": " + failure.reason());
    }
}
