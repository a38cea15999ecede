package org.vertebrafe.fem.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.Progress;

class RealVertebraSolveTest {

    @ParameterizedTest
    @CsvSource({"false, 10547.4", "true, 10809.6"})
    void loadedVertebraHasTheStiffnessOfAnIndependentSolver(boolean sidewaysHeld, double stiffness) {
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(2)) {
            Verse004 vertebra = new Verse004(1, sidewaysHeld, threads);
            assertThat(vertebra.model.elements()).isEqualTo(67186);
            assertThat(vertebra.model.nodes()).isEqualTo(77892);
            double[] x = new double[vertebra.load.length];
            LinearSolver.Report report = ConjugateGradients.algebraicMultigrid()
                    .solve(
                            vertebra.system,
                            vertebra.load,
                            x,
                            new LinearSolver.Criterion(1e-8, 30),
                            threads,
                            Progress.NONE);
            assertThat(report.relativeResidual()).isLessThanOrEqualTo(1e-8);
            // The reference is given to 0.1 N/mm.
            assertThat(vertebra.stiffness(x, threads)).isCloseTo(stiffness, within(0.1));
        }
    }
}
