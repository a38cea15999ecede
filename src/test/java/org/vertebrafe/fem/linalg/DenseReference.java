package org.vertebrafe.fem.linalg;

import static org.assertj.core.api.Assertions.assertThat;

import net.imglib2.parallel.TaskExecutors;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** Direct solution of small systems, to compare iterative ones with. */
final class DenseReference {

    private DenseReference() {}

    /** The unknowns that are not held. */
    static int[] free(ConstrainedSystem system) {
        return java.util.stream.IntStream.range(0, system.size())
                .filter(i -> !system.fixed().get(i))
                .toArray();
    }

    /** The free displacements by dense Cholesky decomposition; held ones are 0. */
    static double[] solve(ConstrainedSystem system, double[] b) {
        int[] free = free(system);
        int n = free.length;
        DMatrixRMaj a = new DMatrixRMaj(n, n);
        DMatrixRMaj right = new DMatrixRMaj(n, 1);
        DMatrixRMaj x = new DMatrixRMaj(n, 1);
        double[] e = new double[system.size()];
        double[] column = new double[system.size()];
        for (int j = 0; j < n; j++) {
            e[free[j]] = 1;
            system.matrix().multiply(TaskExecutors.singleThreaded(), e, column);
            e[free[j]] = 0;
            for (int i = 0; i < n; i++) {
                a.set(i, j, column[free[i]]);
            }
            right.set(j, 0, b[free[j]]);
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(n);
        assertThat(solver.setA(a)).isTrue();
        solver.solve(right, x);
        double[] full = new double[b.length];
        for (int i = 0; i < n; i++) {
            full[free[i]] = x.get(i, 0);
        }
        return full;
    }
}
