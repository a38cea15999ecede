package org.vertebrafe.calibration.tissues;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * A tube that runs through the slices of a coarse grid: a vessel or a long muscle.
 *
 * @param discs one disc in each of its slices, in their order
 */
record Tube(List<Disc> discs) {

    /**
     * What the tube is in one slice.
     *
     * @param k slice
     * @param x middle, mm from the first cell along the first axis
     * @param y middle, mm from the first cell along the second axis
     * @param radius mm
     * @param score how well it looks like what was searched
     */
    record Disc(int k, double x, double y, double radius, double score) {}

    /** How well a disc about a cell looks like what is searched: above 0 for it, below 0 against it. */
    @FunctionalInterface
    interface Score {
        /** The best disc about cell (i, j) of slice k, or null when there can be none. */
        Disc at(int i, int j, int k);
    }

    /** By what a step of one mm sideways per slice lowers the score. */
    private static final double STEP_COST = 0.04;

    /** How far a tube may run sideways per mm along the patient. */
    private static final double SLOPE = 0.9;

    Tube {
        discs = List.copyOf(discs);
    }

    /** Length along the patient, mm. */
    double length(VoxelGrid grid) {
        return discs.isEmpty()
                ? 0
                : (discs.get(discs.size() - 1).k() - discs.get(0).k() + 1)
                        * grid.spacing().z();
    }

    /** The discs with a score above a limit. */
    Tube above(double score) {
        return new Tube(discs.stream().filter(disc -> disc.score() > score).toList());
    }

    /**
     * The tube of the highest sum of scores, its ends free, by dynamic programming over the slices.
     *
     * @return empty when no disc scores above 0
     */
    static Tube best(VoxelGrid grid, Score score) {
        int nx = grid.nx();
        int n = nx * grid.ny();
        Disc[][] discs = new Disc[grid.nz()][n];
        int[][] from = new int[grid.nz()][n];
        double[] before = new double[n];
        double top = 0;
        int topSlice = -1;
        int topCell = -1;
        int reach = Math.max(
                1, (int) Math.round(SLOPE * grid.spacing().z() / grid.spacing().x()));
        for (int k = 0; k < grid.nz(); k++) {
            double[] sums = new double[n];
            for (int p = 0; p < n; p++) {
                from[k][p] = -1;
                Disc disc = score.at(p % nx, p / nx, k);
                discs[k][p] = disc;
                if (disc == null) {
                    continue;
                }
                double best = 0;
                for (int dj = -reach; k > 0 && dj <= reach; dj++) {
                    for (int di = -reach; di <= reach; di++) {
                        int i = p % nx + di;
                        int j = p / nx + dj;
                        if (i < 0 || j < 0 || i >= nx || j >= grid.ny() || discs[k - 1][j * nx + i] == null) {
                            continue;
                        }
                        double cost = STEP_COST
                                * Math.hypot(
                                        di * grid.spacing().x(),
                                        dj * grid.spacing().y());
                        if (before[j * nx + i] - cost > best) {
                            best = before[j * nx + i] - cost;
                            from[k][p] = j * nx + i;
                        }
                    }
                }
                sums[p] = best + disc.score();
                if (sums[p] > top) {
                    top = sums[p];
                    topSlice = k;
                    topCell = p;
                }
            }
            before = sums;
        }
        List<Disc> path = new ArrayList<>();
        for (int k = topSlice, p = topCell; p >= 0; k--) {
            path.add(0, discs[k][p]);
            p = from[k][p];
        }
        return new Tube(path);
    }

    /** The voxels of a CT whose middle is within a part of the radius of a disc, and in its slice. */
    BitSet voxels(Volume ct, VoxelGrid grid, double part) {
        VoxelGrid fine = ct.grid();
        BitSet voxels = new BitSet(fine.voxels());
        // The axes of the two grids are parallel: cell coordinates are linear in voxel coordinates, axis by axis.
        for (Disc disc : discs) {
            double radius = part * disc.radius();
            double ci = disc.x() / grid.spacing().x();
            double cj = disc.y() / grid.spacing().y();
            double ri = radius / grid.spacing().x();
            double rj = radius / grid.spacing().y();
            var low = fine.toVoxel(grid.toPatient(ci - ri, cj - rj, disc.k() - 0.5));
            var high = fine.toVoxel(grid.toPatient(ci + ri, cj + rj, disc.k() + 0.5));
            for (int c = first(low.z(), high.z()); c <= last(low.z(), high.z(), fine.nz()); c++) {
                for (int b = first(low.y(), high.y()); b <= last(low.y(), high.y(), fine.ny()); b++) {
                    for (int a = first(low.x(), high.x()); a <= last(low.x(), high.x(), fine.nx()); a++) {
                        var cell = grid.toVoxel(fine.toPatient(a, b, c));
                        double dx = (cell.x() - ci) / ri;
                        double dy = (cell.y() - cj) / rj;
                        if (dx * dx + dy * dy <= 1 && Math.abs(cell.z() - disc.k()) <= 0.5) {
                            voxels.set(fine.index(a, b, c));
                        }
                    }
                }
            }
        }
        return voxels;
    }

    private static int first(double one, double other) {
        return Math.max(0, (int) Math.ceil(Math.min(one, other) - 1e-6));
    }

    private static int last(double one, double other, int size) {
        return Math.min(size - 1, (int) Math.floor(Math.max(one, other) + 1e-6));
    }
}
