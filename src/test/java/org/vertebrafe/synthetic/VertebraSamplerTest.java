package org.vertebrafe.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;

class VertebraSamplerTest {

    private static final SyntheticVertebra VERTEBRA = SyntheticVertebra.lumbar(1);

    private static final SyntheticVertebra SMOOTH = VERTEBRA.withDensity(new BoneDensity(0.110, 0.200, 0.850, 0, 4));

    @Test
    void boneMineralDoesNotDependOnVoxelSize() {
        double reference = mineral(1, 1, 1);
        assertThat(mineral(0.75, 1.5, 1) / reference).isCloseTo(1, within(0.0005));
        assertThat(mineral(2, 2, 2) / reference).isCloseTo(1, within(0.001));
        assertThat(mineral(3, 3, 3) / reference).isCloseTo(1, within(0.004));
    }

    private static double mineral(double dx, double dy, double dz) {
        // The left half will do.
        VoxelGrid grid = SyntheticGrids.box(new Vec3(0, -24, -30), new Vec3(48, 66, 30), dx, dy, dz);
        return meanDensity(SyntheticGrids.sample(SMOOTH, grid, SyntheticGrids.bath()))
                * grid.voxels()
                * grid.voxelVolume();
    }

    private static double meanDensity(SyntheticScan scan) {
        double sum = 0;
        for (float hu : scan.hu().values()) {
            sum += scan.truth().line().apply(hu);
        }
        return sum / scan.hu().grid().voxels();
    }

    @ParameterizedTest
    @CsvSource({"0.5", "1", "1.5", "3"})
    void flatEndplateThinnerThanAVoxelKeepsItsMass(double spacing) {
        BodyShape flat = new BodyShape(45, 33, 27, 3, 3.2, 0, 0, 0.45, 0.6);
        VoxelGrid grid = SyntheticGrids.box(new Vec3(-6, -6, 9), new Vec3(6, 6, 15), spacing, spacing, spacing);
        double mean = meanDensity(SyntheticGrids.sample(SMOOTH.withBody(flat), grid, SyntheticGrids.bath()));
        // 3.9 mm of trabecular bone up to z = 12.9, endplate up to 13.5, nothing up to 15.
        assertThat(mean).isCloseTo((3.9 * 0.110 + 0.6 * 0.850) / 6, within(1e-6));
    }

    @Test
    void labelledBodyVolumeConverges() {
        double reference = bodyVolume(0.5);
        assertThat(bodyVolume(2) / reference).isCloseTo(1, within(0.004));
        assertThat(bodyVolume(1) / reference).isCloseTo(1, within(0.002));
    }

    private static double bodyVolume(double spacing) {
        VoxelGrid grid = SyntheticGrids.box(new Vec3(-28, -24, -20), new Vec3(28, 24, 20), spacing, spacing, spacing);
        // Tilted, so that no face of the body lies along the voxels.
        var tilted = VERTEBRA.withPose(Pose.tilted(Vec3.ZERO, 7, 11, 5));
        var counts = SyntheticGrids.sample(tilted, grid, SyntheticGrids.labelsOnly())
                .labels()
                .counts();
        return (counts.get(SyntheticScan.TRABECULAR_BODY) + counts.get(SyntheticScan.CORTICAL_BODY))
                * grid.voxelVolume();
    }

    @Test
    void subSamplingOnlyWhereNeededChangesNothing() {
        VoxelGrid grid = SyntheticGrids.whole(1.5, 1.5, 2);
        var adaptive = SyntheticGrids.sample(VERTEBRA, grid, ScanSettings.CLEAN);
        var everywhere = VertebraSampler.sample(
                VERTEBRA,
                grid,
                ScanSettings.CLEAN,
                Double.POSITIVE_INFINITY,
                TaskExecutors.singleThreaded(),
                Progress.NONE);
        assertThat(adaptive.hu().values()).isEqualTo(everywhere.hu().values());
        assertThat(adaptive.truth()).isEqualTo(everywhere.truth());
    }

    @Test
    void threadsDoNotChangeABitAndSeedsDo() {
        VoxelGrid grid = SyntheticGrids.whole(2, 2, 2);
        ScanSettings noisy = ScanSettings.CLEAN.withNoise(20);
        var one = SyntheticGrids.sample(VERTEBRA, grid, noisy);
        for (int threads : List.of(2, 5)) {
            try (var pool = TaskExecutors.fixedThreadPool(threads)) {
                var many = VertebraSampler.sample(VERTEBRA, grid, noisy, pool, Progress.NONE);
                assertThat(many.hu().values()).isEqualTo(one.hu().values());
                assertThat(array(many.labels())).isEqualTo(array(one.labels()));
                assertThat(many.truth()).isEqualTo(one.truth());
            }
        }
        var other = SyntheticGrids.sample(SyntheticVertebra.lumbar(2), grid, noisy);
        assertThat(other.hu().values()).isNotEqualTo(one.hu().values());
        assertThat(array(other.labels())).isEqualTo(array(one.labels()));
    }

    private static int[] array(Labels labels) {
        int[] array = new int[labels.grid().voxels()];
        for (int i = 0; i < array.length; i++) {
            array[i] = labels.get(i);
        }
        return array;
    }

    @Test
    void deepTrabecularBoneReadsItsDensityThroughTheCalibration() {
        VoxelGrid grid = SyntheticGrids.box(new Vec3(-10, -8, -6), new Vec3(10, 6, 6), 1, 1, 1);
        var smooth = SyntheticGrids.sample(SMOOTH, grid, ScanSettings.CLEAN);
        for (float hu : smooth.hu().values()) {
            assertThat(KernelEquations.B40F.apply(hu)).isCloseTo(0.110, within(1e-6));
        }
        assertThat(smooth.truth().trabecularDensity()).isCloseTo(0.110, within(1e-12));
        // In a box of nothing but trabecular bone the truth is the mean of the image itself.
        var textured = SyntheticGrids.sample(VERTEBRA, grid, ScanSettings.CLEAN);
        assertThat(textured.truth().trabecularDensity()).isCloseTo(meanDensity(textured), within(1e-7));
        assertThat(textured.truth().trabecularDensity()).isNotCloseTo(0.110, within(1e-4));
    }

    @Test
    void noiseHasTheStandardDeviationAsked() {
        VoxelGrid grid = SyntheticGrids.whole(2, 2, 2);
        float[] clean =
                SyntheticGrids.sample(VERTEBRA, grid, ScanSettings.CLEAN).hu().values();
        float[] noisy = SyntheticGrids.sample(VERTEBRA, grid, ScanSettings.CLEAN.withNoise(25))
                .hu()
                .values();
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < clean.length; i++) {
            double d = noisy[i] - clean[i];
            sum += d;
            squares += d * d;
        }
        // Standard errors with 64,800 voxels: 0.1 HU of the mean, 0.07 HU of the standard deviation.
        assertThat(sum / clean.length).isCloseTo(0, within(0.4));
        assertThat(Math.sqrt(squares / clean.length)).isCloseTo(25, within(0.3));
    }

    @Test
    void cancelledSamplingThrows() {
        Progress cancelled = new Progress() {
            @Override
            public void report(String stage, double fraction) {
                // Not of interest.
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        VoxelGrid grid = SyntheticGrids.whole(3, 3, 3);
        try (var pool = TaskExecutors.fixedThreadPool(2)) {
            assertThatThrownBy(() -> VertebraSampler.sample(VERTEBRA, grid, ScanSettings.CLEAN, pool, cancelled))
                    .isInstanceOf(CancelledException.class);
        }
    }
}
