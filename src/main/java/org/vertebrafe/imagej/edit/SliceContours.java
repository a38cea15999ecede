package org.vertebrafe.imagej.edit;

import java.awt.geom.Path2D;
import java.util.Map;
import java.util.TreeMap;

/** Outlines of the labels of one slice, along the edges of its voxels. */
final class SliceContours {

    private final int columns;
    private final int rows;
    private final int[] labels;
    private final Map<Integer, Path2D.Double> paths = new TreeMap<>();

    private SliceContours(int[] labels, int columns, int rows) {
        this.labels = labels;
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * Traces a slice.
     *
     * @param labels row by row; 0 is not outlined
     * @return the outline of each label, in voxels from the corner of the first; where two labels touch, the line is that
     *     of the smaller number, so that a core is outlined within its shell
     */
    static Map<Integer, Path2D.Double> of(int[] labels, int columns, int rows) {
        SliceContours contours = new SliceContours(labels, columns, rows);
        contours.trace(true);
        contours.trace(false);
        return contours.paths;
    }

    /** Joins the edges between neighbours of one direction into straight lines. */
    private void trace(boolean horizontal) {
        int lines = horizontal ? rows : columns;
        int length = horizontal ? columns : rows;
        for (int line = 0; line <= lines; line++) {
            int owner = 0;
            int start = 0;
            for (int n = 0; n <= length; n++) {
                int next = n == length ? 0 : owner(at(line - 1, n, horizontal), at(line, n, horizontal));
                if (next != owner) {
                    if (owner != 0) {
                        Path2D.Double path = paths.computeIfAbsent(owner, label -> new Path2D.Double());
                        path.moveTo(horizontal ? start : line, horizontal ? line : start);
                        path.lineTo(horizontal ? n : line, horizontal ? line : n);
                    }
                    owner = next;
                    start = n;
                }
            }
        }
    }

    private int at(int line, int n, boolean horizontal) {
        int row = horizontal ? line : n;
        int column = horizontal ? n : line;
        return row < 0 || column < 0 || row >= rows || column >= columns ? 0 : labels[row * columns + column];
    }

    private static int owner(int one, int other) {
        if (one == other) {
            return 0;
        }
        return one == 0 ? other : other == 0 ? one : Math.min(one, other);
    }
}
