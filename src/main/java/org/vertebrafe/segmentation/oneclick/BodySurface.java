package org.vertebrafe.segmentation.oneclick;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Progress;

/**
 * The outer surface of the vertebral body as the cheapest closed surface over the columns of a {@link ColumnMesh}: cheap
 * where the image falls outward, dear behind an edge that was passed already.
 */
final class BodySurface {

    /** Distance of the levels of a column, mm. */
    private static final double LEVEL = 0.5;

    /** Price of passing a full edge, in units of the gain of stopping at one. */
    private static final double PASSED = 1.0;

    /** An edge counts as passed when it lies this far within, mm. */
    private static final double PASSED_AFTER = 2.5;

    /** Price of lying where somebody knows that the surface does not: no edges are worth it. */
    private static final double FORBIDDEN = 100;

    /** Depth from which passed edges are looked for, as a part of the way from the core. */
    private static final double LOOK_FROM = 0.45;

    private final WorkingCube cube;
    private final ColumnMesh mesh;

    private final EdgeStrength strength;

    private final Constraints.Limits limits;

    BodySurface(WorkingCube cube, EdgeStrength strength, ColumnMesh mesh, Constraints.Limits limits) {
        this.cube = cube;
        this.strength = strength;
        this.mesh = mesh;
        this.limits = limits;
    }

    /**
     * Finds the surface.
     *
     * @param reach how far it may lie from the reference surface, mm
     * @param stepPrice price of a difference of one level between neighbouring columns
     * @param largestStep levels by which neighbouring columns may differ
     * @return distance of the surface from the reference surface along each column, mm
     */
    double[] find(double reach, double stepPrice, int largestStep, TaskExecutor threads, Progress progress) {
        int half = (int) Math.rint(reach / LEVEL);
        int levels = 2 * half + 1;
        int columns = mesh.sphere.vertices;
        double[] costs = new double[columns * levels];
        Chunks.forEach(threads, columns, 256, (from, to) -> {
            for (int c = from; c < to && !progress.isCancelled(); c++) {
                cost(c, half, levels, costs);
            }
        });
        progress.checkCancelled();
        int[] surface = SurfaceCut.solve(costs, levels, mesh.sphere.neighbours, stepPrice, largestStep, progress);
        double[] offsets = new double[columns];
        for (int c = 0; c < columns; c++) {
            offsets[c] = (surface[c] - half) * LEVEL;
        }
        return offsets;
    }

    private void cost(int c, int half, int levels, double[] costs) {
        double ux = mesh.directions[3 * c];
        double uy = mesh.directions[3 * c + 1];
        double uz = mesh.directions[3 * c + 2];
        double first = -half * LEVEL;
        int before = (int) Math.max(0, Math.rint((first - (LOOK_FROM - 1) * mesh.depths[c]) / LEVEL));
        int lag = (int) Math.rint(PASSED_AFTER / LEVEL);
        int n = before + levels;
        double[] edges = new double[n];
        for (int m = 0; m < n; m++) {
            double s = first + (m - before) * LEVEL;
            edges[m] = strength.at(
                    cube,
                    mesh.base[3 * c] + s * ux,
                    mesh.base[3 * c + 1] + s * uy,
                    mesh.base[3 * c + 2] + s * uz,
                    ux,
                    uy,
                    uz);
        }
        double passed = 0;
        for (int m = 0; m < n; m++) {
            if (m - lag >= 0) {
                passed = Math.max(passed, strength.passed(edges[m - lag]));
            }
            if (m >= before) {
                double s = first + (m - before) * LEVEL;
                boolean free = s >= limits.lowest()[c] && s <= limits.highest()[c];
                costs[c * levels + m - before] = PASSED * passed - edges[m] + (free ? 0 : FORBIDDEN);
            }
        }
    }
}
