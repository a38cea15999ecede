package org.vertebrafe.fem.linalg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;

/**
 * The Cholesky decomposition of a sparse matrix by the multifrontal method (Duff and Reid 1983, doi:10.1145/356044.356047)
 * in the order of {@link NestedDissection}: each group of nodes is eliminated in a small dense matrix, and what that leaves
 * for later groups is added to theirs.
 */
final class SparseCholesky {

    private final BlockCsrMatrix a;
    /** Where each unknown stands in the order of elimination; -1 where held. */
    private final int[] place;
    /** The unknown at each place. */
    private final int[] unknown;

    private final List<Front> fronts = new ArrayList<>();
    private long entries;

    /**
     * @param fixed unknowns that are left out
     * @param springs stiffness added on the diagonal, by unknown; zero nearly everywhere
     * @param progress told how far it is and polled for cancel
     * @throws SolverException if the matrix is not positive definite
     */
    SparseCholesky(
            BlockCsrMatrix a,
            double[] coordinates,
            BitSet fixed,
            double[] springs,
            TaskExecutor threads,
            Progress progress) {
        this.a = a;
        int[] nodes = java.util.stream.IntStream.range(0, a.blockRows())
                .filter(n -> fixed.nextClearBit(3 * n) < 3 * n + 3)
                .toArray();
        List<int[]> groups = NestedDissection.of(a, nodes, coordinates);
        place = new int[3 * a.blockRows()];
        Arrays.fill(place, -1);
        unknown = new int[place.length - fixed.cardinality()];
        int count = 0;
        int[] first = new int[groups.size() + 1];
        for (int g = 0; g < groups.size(); g++) {
            for (int n : groups.get(g)) {
                for (int i = 3 * n; i < 3 * n + 3; i++) {
                    if (!fixed.get(i)) {
                        place[i] = count;
                        unknown[count++] = i;
                    }
                }
            }
            first[g + 1] = count;
        }
        // What fronts leave for later groups waits until the first of these takes it.
        List<Front> waiting = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            progress.checkCancelled();
            progress.report("Preconditioner", g / (double) groups.size());
            int end = first[g + 1];
            List<Front> children =
                    waiting.stream().filter(front -> front.firstLater() < end).toList();
            waiting.removeAll(children);
            Front front = new Front(first[g], end, later(first[g], end, children));
            assemble(front, springs);
            children.forEach(front::add);
            front.eliminate(threads, progress, this::refuse);
            entries += front.entries();
            fronts.add(front);
            if (front.hasLater()) {
                waiting.add(front);
            }
        }
    }

    /** Number of entries of the factor. */
    long entries() {
        return entries;
    }

    /** Places after this group that it couples with, rising. */
    private int[] later(int from, int to, List<Front> children) {
        BitSet seen = new BitSet();
        for (int p = from; p < to; p++) {
            int row = unknown[p] / 3;
            for (int k = a.rowStart()[row]; k < a.rowStart()[row + 1]; k++) {
                for (int i = 3 * a.columns()[k]; i < 3 * a.columns()[k] + 3; i++) {
                    if (place[i] >= to) {
                        seen.set(place[i]);
                    }
                }
            }
        }
        for (Front child : children) {
            for (int p : child.later()) {
                if (p >= to) {
                    seen.set(p);
                }
            }
        }
        return seen.stream().toArray();
    }

    private void assemble(Front front, double[] springs) {
        for (int p = front.from(); p < front.to(); p++) {
            int i = unknown[p];
            int row = i / 3;
            for (int k = a.rowStart()[row]; k < a.rowStart()[row + 1]; k++) {
                for (int c = 0; c < 3; c++) {
                    int q = place[3 * a.columns()[k] + c];
                    if (q >= p) {
                        front.set(p, q, a.values()[9 * k + 3 * (i % 3) + c]);
                    }
                }
            }
            front.set(p, p, a.values()[9 * a.find(row, row) + 4 * (i % 3)] + springs[i]);
        }
    }

    private SolverException refuse(int place) {
        return new SolverException("The stiffness matrix is not positive definite at node " + unknown[place] / 3
                + ": a part of the model is not held by any support, hangs on a hinge or has no stiffness; hold more nodes"
                + " or remove loose parts.");
    }

    /** x = A^-1 r; both over all unknowns, x zero where held. */
    void solve(double[] r, double[] x) {
        double[] y = new double[unknown.length];
        for (int p = 0; p < y.length; p++) {
            y[p] = r[unknown[p]];
        }
        fronts.forEach(front -> front.forward(y));
        for (int f = fronts.size() - 1; f >= 0; f--) {
            fronts.get(f).backward(y);
        }
        Arrays.fill(x, 0);
        for (int p = 0; p < y.length; p++) {
            x[unknown[p]] = y[p];
        }
    }
}
