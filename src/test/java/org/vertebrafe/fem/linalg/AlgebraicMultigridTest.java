package org.vertebrafe.fem.linalg;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Progress;

class AlgebraicMultigridTest extends MultigridContract {

    /** Small models must have more than one level, too. */
    private static final AlgebraicMultigrid.Options DEEP = AlgebraicMultigrid.Options.STANDARD.withDenseUnknowns(60);

    @Override
    ConjugateGradients solver() {
        return ConjugateGradients.algebraicMultigrid(DEEP);
    }

    @Override
    Preconditioner preconditioner(ConstrainedSystem system) {
        return new AlgebraicMultigrid(system, DEEP, TaskExecutors.singleThreaded(), Progress.NONE);
    }

    @Override
    ConstrainedSystem system(VoxelModel model, BitSet fixed, int... modes) {
        return model.system(fixed, modes);
    }

    @Test
    void nodeWithoutStiffnessIsNamed() {
        BlockCsrMatrix matrix = new BlockCsrMatrix(new int[] {0, 1, 2}, new int[] {0, 1}, new double[] {
            1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1
        });
        ConstrainedSystem system = new ConstrainedSystem(matrix, new BitSet(), new double[6], new double[0][]);
        double[] b = {1, 1, 1, 1, 1, 1};
        assertThatThrownBy(() -> solver().solve(
                                system,
                                b,
                                new double[6],
                                new LinearSolver.Criterion(1e-10, 300),
                                TaskExecutors.singleThreaded(),
                                Progress.NONE))
                .isInstanceOf(SolverException.class)
                .hasMessageContaining("node 1");
    }
}
