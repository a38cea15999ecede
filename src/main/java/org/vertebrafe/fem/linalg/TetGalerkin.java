package org.vertebrafe.fem.linalg;

import java.util.Arrays;
import java.util.BitSet;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/**
 * The stiffness of quadratic tetrahedra for displacements that are linear between the corners, P^T A P with A restricted to
 * the free unknowns, straight from the elements. Each row sums over the elements around its corner.
 */
final class TetGalerkin {

    private static final int CHUNK_CORNERS = 256;

    private final TetOperator a;
    private final BitSet fixed;
    private final MidNodes nodes;
    /** Elements around each corner, compressed, rising. */
    private final int[] start;

    private final int[] elements;

    private TetGalerkin(TetOperator a, BitSet fixed, MidNodes nodes) {
        this.a = a;
        this.fixed = fixed;
        this.nodes = nodes;
        int[] connectivity = a.connectivity();
        start = new int[nodes.corners() + 1];
        for (int at = 0; at < connectivity.length; at += 10) {
            for (int v = 0; v < 4; v++) {
                start[nodes.corner(connectivity[at + v]) + 1]++;
            }
        }
        for (int c = 0; c < nodes.corners(); c++) {
            start[c + 1] += start[c];
        }
        elements = new int[start[nodes.corners()]];
        int[] next = start.clone();
        for (int at = 0; at < connectivity.length; at += 10) {
            for (int v = 0; v < 4; v++) {
                elements[next[nodes.corner(connectivity[at + v])]++] = at / 10;
            }
        }
    }

    /** The matrix over the corners; corners couple when an edge joins them. */
    static BlockCsrMatrix of(TetOperator a, BitSet fixed, MidNodes nodes, TaskExecutor threads) {
        return new TetGalerkin(a, fixed, nodes).run(threads);
    }

    private BlockCsrMatrix run(TaskExecutor threads) {
        Pattern pattern = nodes.coupling(threads);
        double[] values = new double[Math.multiplyExact(9, pattern.columns().length)];
        Chunks.forEach(threads, nodes.corners(), CHUNK_CORNERS, (from, to) -> {
            Element element = new Element();
            for (int c = from; c < to; c++) {
                for (int k = start[c]; k < start[c + 1]; k++) {
                    element.addRow(elements[k], c, pattern, values);
                }
            }
        });
        return new BlockCsrMatrix(pattern.rowStart(), pattern.columns(), values);
    }

    /** Work space of one thread. */
    private final class Element {

        private final double[] point = new double[TetKernel.GEOMETRY];
        private final double[] gradient = new double[3];
        /** Of the linear shape function of each corner, for each component, nine values a corner. */
        private final double[] gradients = new double[36];

        private final int[] at = new int[4];

        void addRow(int element, int corner, Pattern pattern, double[] values) {
            int own = -1;
            for (int v = 0; v < 4; v++) {
                int c = nodes.corner(a.connectivity()[10 * element + v]);
                own = c == corner ? v : own;
                at[v] = 9
                        * Arrays.binarySearch(
                                pattern.columns(), pattern.rowStart()[corner], pattern.rowStart()[corner + 1], c);
            }
            TetMaterial material = a.material(element);
            boolean held = held(element);
            int points = a.alike(element) && !held ? 1 : 4;
            for (int p = 0; p < points; p++) {
                a.read(element, p, point);
                if (held) {
                    freeGradients(element, p);
                } else {
                    linearGradients();
                }
                double weight = 4.0 / points * point[9];
                for (int v = 0; v < 4; v++) {
                    material.couple(weight, gradients, 9 * own, gradients, 9 * v, values, at[v]);
                }
            }
        }

        private boolean held(int element) {
            for (int k = 10 * element; k < 10 * element + 10; k++) {
                int first = 3 * a.connectivity()[k];
                if (fixed.get(first) || fixed.get(first + 1) || fixed.get(first + 2)) {
                    return true;
                }
            }
            return false;
        }

        private void linearGradients() {
            for (int i = 0; i < 9; i++) {
                int k = i % 3;
                gradients[i] = -(point[k] + point[3 + k] + point[6 + k]);
                gradients[9 + i] = point[k];
                gradients[18 + i] = point[3 + k];
                gradients[27 + i] = point[6 + k];
            }
        }

        /** A corner moves with it the middles of its edges by half, as far as they are free. */
        private void freeGradients(int element, int p) {
            Arrays.fill(gradients, 0);
            for (int v = 0; v < 4; v++) {
                for (int b = 0; b < 4; b++) {
                    int n = TetKernel.BETWEEN[v][b];
                    TetKernel.gradient(point, n, p, gradient, 0);
                    for (int i = 0; i < 9; i++) {
                        boolean free = !fixed.get(3 * a.connectivity()[10 * element + n] + i / 3);
                        gradients[9 * v + i] += free ? (b == v ? 1 : 0.5) * gradient[i % 3] : 0;
                    }
                }
            }
        }
    }
}
