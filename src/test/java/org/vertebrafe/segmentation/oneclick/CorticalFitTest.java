package org.vertebrafe.segmentation.oneclick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.imglib2.parallel.TaskExecutors;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

class CorticalFitTest {

    /** Marrow below -z, a plate of cortex whose outer surface is at z = 0.3 mm, soft tissue above. */
    @ParameterizedTest
    @CsvSource({"50, 85, 0.4, 0.7", "50, -100, 0.5, 0.7", "350, 60, 0.4, 0.8", "200, 60, 1.0, 1.0", "10, 60, 0.6, 1.4"})
    void findsTheOuterSurfaceToATenthOfAMillimetreWhateverTheMarrow(
            double marrow, double soft, double thickness, double blur) {
        double surface = 0.3;
        NormalDistribution gauss = new NormalDistribution(null, 0, blur);
        VoxelGrid grid = new VoxelGrid(
                25,
                25,
                25,
                new Vec3(1, 1, 1),
                new Vec3(-12, -12, -12),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
        float[] hu = new float[grid.voxels()];
        double[] profile = new double[25];
        for (int k = 0; k < 25; k++) {
            double inner = gauss.cumulativeProbability(surface - thickness - (k - 12));
            double outer = gauss.cumulativeProbability(surface - (k - 12));
            profile[k] = marrow * inner + 1200 * (outer - inner) + soft * (1 - outer);
        }
        for (int at = 0; at < hu.length; at++) {
            hu[at] = (float) profile[at / 625];
        }
        Volume cube = new Volume(grid, hu);
        int n = 60;
        double[] points = new double[3 * n];
        double[] normals = new double[3 * n];
        for (int p = 0; p < n; p++) {
            points[3 * p] = p % 8 - 4 + 0.37;
            points[3 * p + 1] = p / 8.0 - 4;
            points[3 * p + 2] = 0.02 * (p - 30);
            normals[3 * p + 2] = 1;
        }
        CorticalFit fit = CorticalFit.of(
                cube,
                new CorticalFit.Surface(points, normals, new double[n], 4.5),
                TaskExecutors.singleThreaded(),
                Progress.NONE);
        double sum = 0;
        for (int p = 0; p < n; p++) {
            sum += fit.places[p] + points[3 * p + 2] - surface;
            assertThat(fit.explained[p]).isGreaterThan(0.98);
        }
        assertThat(sum / n).isCloseTo(0, within(0.1));
    }
}
