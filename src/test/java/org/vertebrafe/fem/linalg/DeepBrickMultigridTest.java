package org.vertebrafe.fem.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Progress;

/** As many grids as small models have. */
class DeepBrickMultigridTest extends BrickMultigridContract {

    private static final TaskExecutor ONE = TaskExecutors.singleThreaded();

    private static final BrickMultigrid.Options DEEP =
            new BrickMultigrid.Options(200, AlgebraicMultigrid.Options.STANDARD);

    @Override
    BrickMultigrid.Options options() {
        return DEEP;
    }

    @Override
    int trial() {
        return ConjugateGradients.TRIAL;
    }

    @Test
    void aSolidHasManyGridsAndAPlateOne() {
        assertThat(gridLevels(24, 24, 24)).isEqualTo(4);
        assertThat(gridLevels(40, 40, 1)).isEqualTo(2);
    }

    private int gridLevels(int nx, int ny, int nz) {
        double[] modulus = new double[nx * ny * nz];
        Arrays.fill(modulus, 1000);
        VoxelModel model = new VoxelModel(nx, ny, nz, new double[] {1, 1, 1}, modulus, ONE);
        BitSet fixed = new BitSet();
        VoxelModel.hold(fixed, model.nodesWhere(n -> model.coordinates[3 * n] == 0), 0, 1, 2);
        return preconditioner(system(model, fixed)).gridLevels();
    }

    @Test
    void partsInOneCoarseCellThatDoNotTouchStayApart() {
        // Two blocks with a gap of one voxel between them, which lies inside a brick of the second coarse grid.
        double[] modulus = new double[8 * 4 * 4];
        for (int v = 0; v < modulus.length; v++) {
            modulus[v] = v % 8 == 2 ? 0 : 1000;
        }
        BrickGrid grid = new VoxelModel(8, 4, 4, new double[] {1, 1, 1}, modulus, ONE)
                .bricks()
                .grid();
        BrickCoarsening first = new BrickCoarsening(grid, Progress.NONE);
        BrickCoarsening second = new BrickCoarsening(first.coarse(), Progress.NONE);
        CoarseBricks coarse = second.coarse();
        // Cells along the first axis: one with a brick of each block, one of the second block.
        assertThat(coarse.positions()).containsExactly(0, 0, 1);
        assertThat(coarse.nodes()).isEqualTo(8 + 12);
        // What moves the one block leaves the other where it is.
        double[] x = new double[3 * coarse.nodes()];
        for (int corner = 0; corner < 8; corner++) {
            x[3 * coarse.corners()[corner]] = 1;
        }
        double[] onFirst = new double[3 * first.coarse().nodes()];
        second.prolong(ONE, x, onFirst);
        double[] fine = new double[3 * grid.nodes()];
        first.prolong(ONE, onFirst, fine);
        grid.forEach((brick, corners) -> {
            for (int node : corners) {
                assertThat(fine[3 * node]).isEqualTo(grid.position(brick) % 8 < 2 ? 1 : 0);
            }
        });
    }

    @Test
    void interpolationOverSeveralGridsIsTrilinear() {
        Random random = new Random(3);
        double[] modulus =
                random.doubles(9 * 8 * 11).map(u -> u < 0.3 ? 1000 : 0).toArray();
        VoxelModel model = new VoxelModel(9, 8, 11, new double[] {0.4, 0.5, 1.3}, modulus, ONE);
        BrickCoarsening first = new BrickCoarsening(model.bricks().grid(), Progress.NONE);
        BrickCoarsening second = new BrickCoarsening(first.coarse(), Progress.NONE);
        double[] onFirst = new double[3 * first.coarse().nodes()];
        second.prolong(ONE, second.coarse().coordinates(), onFirst);
        double[] x = new double[3 * model.nodes()];
        first.prolong(ONE, onFirst, x);
        for (int i = 0; i < x.length; i++) {
            assertThat(x[i]).isCloseTo(model.coordinates[i], within(1e-12));
        }
    }
}
