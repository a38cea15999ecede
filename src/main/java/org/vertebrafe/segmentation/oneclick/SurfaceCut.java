package org.vertebrafe.segmentation.oneclick;

import org.vertebrafe.base.Progress;

/**
 * The closed surface of least cost that crosses each of many columns once and does not jump from one column to the next
 * (Li, Wu, Chen and Sonka 2006, doi:10.1109/TPAMI.2006.19), with a price on every step between neighbours as well.
 */
final class SurfaceCut {

    /** Costs are rounded to this part of 1. */
    private static final double UNIT = 1.0 / 1024;

    private SurfaceCut() {}

    /**
     * Finds the surface.
     *
     * @param costs cost of each level of each column: {@code costs[column * levels + level]}
     * @param levels of each column
     * @param neighbours columns beside each column
     * @param stepPrice price of each level of difference between two neighbours
     * @param largestStep levels by which neighbours may differ
     * @return level of the surface in each column
     */
    static int[] solve(
            double[] costs, int levels, int[][] neighbours, double stepPrice, int largestStep, Progress progress) {
        int columns = neighbours.length;
        int high = levels - 1;
        int edges = 0;
        for (int[] beside : neighbours) {
            edges += beside.length;
        }
        // Node (column, level) stands for "the surface is at this level or above"; level 0 always holds.
        MinCut cut = new MinCut(columns * high, columns * high + edges / 2 * high * 3);
        int price = round(stepPrice);
        for (int c = 0; c < columns; c++) {
            for (int level = 1; level <= high; level++) {
                int node = c * high + level - 1;
                cut.tie(node, round(costs[c * levels + level - 1]) - round(costs[c * levels + level]));
                if (level > 1) {
                    cut.arc(node, node - 1, MinCut.INFINITE, 0);
                }
            }
            for (int other : neighbours[c]) {
                for (int level = 1; level <= high; level++) {
                    int node = c * high + level - 1;
                    if (other > c && price > 0) {
                        cut.arc(node, other * high + level - 1, price, price);
                    }
                    if (level - largestStep >= 1) {
                        cut.arc(node, other * high + level - 1 - largestStep, MinCut.INFINITE, 0);
                    }
                }
            }
        }
        cut.solve(progress);
        int[] surface = new int[columns];
        for (int c = 0; c < columns; c++) {
            while (surface[c] < high && cut.onSourceSide(c * high + surface[c])) {
                surface[c]++;
            }
        }
        return surface;
    }

    private static int round(double cost) {
        return (int) Math.rint(cost / UNIT);
    }
}
