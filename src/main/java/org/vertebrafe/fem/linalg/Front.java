package org.vertebrafe.fem.linalg;

import java.util.Arrays;
import java.util.function.IntFunction;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Progress;

/**
 * One dense matrix of {@link SparseCholesky}: the unknowns of a group and the later ones they couple with, upper triangle,
 * row by row.
 */
final class Front {

    /** Rows that are eliminated together: each pass over the rest does as many updates. */
    private static final int PANEL = 4;

    private static final int CHUNK_ROWS = 32;
    /** Largest matrix, 8 GB. */
    private static final int MAX_SIZE = 32000;
    /** A pivot this small beside its diagonal entry is rounding. */
    private static final double ROUNDING = 1e-12;

    private final int from;
    private final int own;
    private final int[] later;
    private final int size;
    /** Rows of {@code size} values; after elimination only the group's own rows are kept. */
    private double[] u;

    /** What is left for later groups, rows of {@code later.length} values, until they took it. */
    private double[] rest;

    /**
     * @param from first place of the group's unknowns in the order of elimination
     * @param to the place after the last
     * @param later places of the later unknowns, rising
     */
    Front(int from, int to, int[] later) {
        this.from = from;
        own = to - from;
        this.later = later;
        size = own + later.length;
        if (size > MAX_SIZE) {
            throw new SolverException("The model is too large to be solved directly: a dense matrix of " + size
                    + " rows would be needed, at most " + MAX_SIZE + " are possible; solve it iteratively.");
        }
        u = new double[size * size];
    }

    int from() {
        return from;
    }

    int to() {
        return from + own;
    }

    int[] later() {
        return later;
    }

    boolean hasLater() {
        return later.length > 0;
    }

    int firstLater() {
        return later[0];
    }

    long entries() {
        return (long) own * (own + 1) / 2 + (long) own * later.length;
    }

    /** Sets the entry of two places, the first of the group, the second not before it. */
    void set(int p, int q, double value) {
        u[size * (p - from) + index(q)] = value;
    }

    private int index(int place) {
        return place < from + own ? place - from : own + Arrays.binarySearch(later, place);
    }

    /** Takes over what an earlier group left. */
    void add(Front child) {
        int n = child.later.length;
        int[] index = new int[n];
        Arrays.setAll(index, i -> index(child.later[i]));
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                u[size * index[i] + index[j]] += child.rest[n * i + j];
            }
        }
        child.rest = null;
    }

    /**
     * Eliminates the group's own unknowns.
     *
     * @param refusal what to throw when the pivot at a place is not positive
     */
    void eliminate(TaskExecutor threads, Progress progress, IntFunction<SolverException> refusal) {
        double[] diagonal = new double[own];
        Arrays.setAll(diagonal, i -> u[size * i + i]);
        for (int first = 0; first < own; first += PANEL) {
            progress.checkCancelled();
            int end = Math.min(own, first + PANEL);
            for (int i = first; i < end; i++) {
                for (int k = first; k < i; k++) {
                    subtract(u[size * k + i], size * k, size * i, i);
                }
                double pivot = u[size * i + i];
                if (!(pivot > ROUNDING * Math.abs(diagonal[i]))) {
                    throw refusal.apply(from + i);
                }
                double factor = 1 / Math.sqrt(pivot);
                for (int j = i; j < size; j++) {
                    u[size * i + j] *= factor;
                }
            }
            int panel = first;
            Chunks.forEach(threads, size - end, CHUNK_ROWS, (low, high) -> {
                for (int j = end + low; j < end + high; j++) {
                    if (end - panel == PANEL) {
                        subtractPanel(panel, j);
                    } else {
                        for (int k = panel; k < end; k++) {
                            subtract(u[size * k + j], size * k, size * j, j);
                        }
                    }
                }
            });
        }
        keep();
    }

    /** Row at {@code to} less a multiple of that at {@code k}, from column {@code j} on. */
    private void subtract(double factor, int k, int to, int j) {
        for (int c = j; c < size; c++) {
            u[to + c] -= factor * u[k + c];
        }
    }

    private void subtractPanel(int first, int j) {
        int a = size * first;
        int b = a + size;
        int c = b + size;
        int d = c + size;
        int to = size * j;
        double fa = u[a + j];
        double fb = u[b + j];
        double fc = u[c + j];
        double fd = u[d + j];
        for (int k = j; k < size; k++) {
            u[to + k] -= (fa * u[a + k] + fb * u[b + k]) + (fc * u[c + k] + fd * u[d + k]);
        }
    }

    private void keep() {
        int n = later.length;
        rest = new double[n * n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(u, size * (own + i) + own + i, rest, n * i + i, n - i);
        }
        u = Arrays.copyOf(u, own * size);
    }

    /** y = U^-T y as far as this group goes. */
    void forward(double[] y) {
        for (int i = 0; i < own; i++) {
            double value = y[from + i] / u[size * i + i];
            y[from + i] = value;
            for (int j = i + 1; j < own; j++) {
                y[from + j] -= u[size * i + j] * value;
            }
            for (int j = 0; j < later.length; j++) {
                y[later[j]] -= u[size * i + own + j] * value;
            }
        }
    }

    /** y = U^-1 y as far as this group goes. */
    void backward(double[] y) {
        for (int i = own - 1; i >= 0; i--) {
            double sum = y[from + i];
            for (int j = i + 1; j < own; j++) {
                sum -= u[size * i + j] * y[from + j];
            }
            for (int j = 0; j < later.length; j++) {
                sum -= u[size * i + own + j] * y[later[j]];
            }
            y[from + i] = sum / u[size * i + i];
        }
    }
}
