package org.vertebrafe.segmentation.oneclick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntPredicate;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.synthetic.BoneDensity;
import org.vertebrafe.synthetic.Pose;
import org.vertebrafe.synthetic.ScanSettings;
import org.vertebrafe.synthetic.SyntheticScan;
import org.vertebrafe.synthetic.SyntheticVertebra;
import org.vertebrafe.synthetic.VertebraSampler;

/** Synthetic vertebrae without neighbours; real ones are in {@link RealVertebraTest}. */
class VertebraSegmenterTest {

    private static final Vec3 CENTRE = new Vec3(-11, 42, -130);

    static Segmentation segment(Volume ct, Vec3 seed) {
        return segment(ct, seed, SegmentationSettings.WHOLE);
    }

    static Segmentation segment(Volume ct, Vec3 seed, SegmentationSettings settings) {
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(2)) {
            return VertebraSegmenter.segment(ct, seed, settings, threads, Progress.NONE);
        }
    }

    static double dice(Labels one, IntPredicate inOne, Labels other, IntPredicate inOther) {
        int both = 0;
        int sum = 0;
        for (int at = 0; at < one.grid().voxels(); at++) {
            boolean a = inOne.test(one.get(at));
            boolean b = inOther.test(other.get(at));
            both += a && b ? 1 : 0;
            sum += (a ? 1 : 0) + (b ? 1 : 0);
        }
        return 2.0 * both / sum;
    }

    static boolean isBody(int label) {
        return label == Segmentation.TRABECULAR_BODY || label == Segmentation.CORTICAL_BODY;
    }

    static boolean isBone(int label) {
        return label >= Segmentation.TRABECULAR_BODY && label <= Segmentation.CORTICAL_PROCESS;
    }

    private static SyntheticScan scan(
            double density, double sagittal, double coronal, double pixel, double slice, double noise) {
        SyntheticVertebra vertebra = SyntheticVertebra.lumbar(3)
                .withDensity(new BoneDensity(density, density + 0.09, 0.85, 0.02, 4))
                .withPose(Pose.tilted(CENTRE, 4, sagittal, coronal));
        int nx = (int) (96 / pixel);
        int nz = (int) (74 / slice);
        VoxelGrid grid = new VoxelGrid(
                nx,
                nx,
                nz,
                new Vec3(pixel, pixel, slice),
                CENTRE.plus(new Vec3(-nx * pixel / 2, -28, -nz * slice / 2)),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
        return VertebraSampler.sample(
                vertebra, grid, ScanSettings.CLEAN.withNoise(noise), TaskExecutors.singleThreaded(), Progress.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "0.040,   0,   0, 1.0, 1.0,  20, 0.96, 0.92",
        "0.250, -20,  12, 0.7, 1.0,  10, 0.96, 0.92",
        "0.150,  10,   5, 0.8, 3.0,  15, 0.92, 0.88"
    })
    void findsBodyAndWholeVertebra(
            double density,
            double sagittal,
            double coronal,
            double pixel,
            double slice,
            double noise,
            double leastBody,
            double leastWhole) {
        SyntheticScan scan = scan(density, sagittal, coronal, pixel, slice, noise);
        Segmentation result = segment(scan.hu(), CENTRE.plus(new Vec3(4, -3, 3)));
        assertThat(dice(result.labels(), VertebraSegmenterTest::isBody, scan.labels(), VertebraSegmenterTest::isBody))
                .as("Dice of the body")
                .isGreaterThan(leastBody);
        assertThat(dice(result.labels(), VertebraSegmenterTest::isBone, scan.labels(), VertebraSegmenterTest::isBone))
                .as("Dice of the vertebra")
                .isGreaterThan(leastWhole);
        assertThat(result.quality().verdict()).isEqualTo(SegmentationQuality.Verdict.GOOD);
        assertThat(result.frame().tiltDegrees(scan.truth().superior())).isLessThan(3);
        assertThat(result.frame().anterior().dot(scan.truth().posterior())).isLessThan(-0.98);
        assertThat(result.frame().bodyCentre().minus(CENTRE).norm()).isLessThan(1.5);
        noCancellousVoxelHasAFaceTowardsTheOutside(result.labels());
        // Wall 0.45 mm, endplates 0.6 mm.
        assertThat(result.cortex().wall()).isCloseTo(0.45, within(0.3));
        assertThat(result.cortex().superiorEndplate()).isCloseTo(0.6, within(0.35));
        CortexMap map = result.cortexMap().orElseThrow();
        assertThat(map.mean()).isBetween(0.3, 1.0);
        assertThat(map.quantile(0.5)).isLessThanOrEqualTo(map.quantile(0.95));
        assertThat(map.thickness()).hasSize(map.vertices().length / 3);
    }

    private static void noCancellousVoxelHasAFaceTowardsTheOutside(Labels labels) {
        VoxelGrid grid = labels.grid();
        for (int k = 1; k < grid.nz() - 1; k++) {
            for (int j = 1; j < grid.ny() - 1; j++) {
                for (int i = 1; i < grid.nx() - 1; i++) {
                    int label = labels.get(i, j, k);
                    if (label == Segmentation.TRABECULAR_BODY || label == Segmentation.TRABECULAR_PROCESS) {
                        int least = Math.min(
                                Math.min(labels.get(i - 1, j, k), labels.get(i + 1, j, k)),
                                Math.min(
                                        Math.min(labels.get(i, j - 1, k), labels.get(i, j + 1, k)),
                                        Math.min(labels.get(i, j, k - 1), labels.get(i, j, k + 1))));
                        assertThat(least).as("voxel %d %d %d", i, j, k).isPositive();
                    }
                }
            }
        }
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() {
        Volume ct = scan(0.12, 8, 0, 1.5, 1.5, 20).hu();
        Labels two = segment(ct, CENTRE).labels();
        Labels one = VertebraSegmenter.segment(
                        ct, CENTRE, SegmentationSettings.WHOLE, TaskExecutors.singleThreaded(), Progress.NONE)
                .labels();
        for (int at = 0; at < ct.grid().voxels(); at++) {
            assertThat(one.get(at)).isEqualTo(two.get(at));
        }
    }

    @Test
    void refusesSeedsOutsideOfABody() {
        SyntheticScan scan = scan(0.1, 0, 0, 1, 1, 10);
        assertThatThrownBy(() -> segment(scan.hu(), CENTRE.plus(new Vec3(38, 0, 0))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Click into");
        assertThatThrownBy(() -> segment(scan.hu(), CENTRE.plus(new Vec3(0, 500, 0))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("outside of the image");
    }

    @Test
    void refusesABodyThatTheImageCutsOff() {
        SyntheticScan scan = scan(0.1, 0, 0, 1, 1, 10);
        VoxelGrid whole = scan.hu().grid();
        VoxelGrid crop = whole.crop(0, 0, 30, whole.nx(), whole.ny(), whole.nz() - 30);
        float[] values = new float[crop.voxels()];
        System.arraycopy(scan.hu().values(), 30 * whole.nx() * whole.ny(), values, 0, values.length);
        assertThatThrownBy(() -> segment(new Volume(crop, values), CENTRE.plus(new Vec3(0, 0, 4))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("cut off");
    }

    /** Streaks and saturated metal 30 mm beside the body, where an implant or a clip would be. */
    @Test
    void metalBesideTheBodyChangesLittle() {
        Volume ct = scan(0.12, 8, 0, 1.5, 1.5, 20).hu();
        VoxelGrid grid = ct.grid();
        float[] hu = ct.values().clone();
        for (int at = 0; at < hu.length; at++) {
            Vec3 p = grid.toPatient(at % grid.nx(), at / grid.nx() % grid.ny(), at / grid.nx() / grid.ny())
                    .minus(CENTRE);
            double off = Math.hypot(p.x() - 38, p.y() - 5);
            // Fades with the distance from the metal, as streaks do.
            hu[at] += (float) (250 * Math.sin(8 * Math.atan2(p.y() - 5, p.x() - 38)) * Math.exp(-off / 12));
            if (off < 4) {
                hu[at] = 3071;
            }
        }
        Segmentation metal = segment(new Volume(grid, hu), CENTRE, SegmentationSettings.BODY);
        Segmentation clean = segment(ct, CENTRE, SegmentationSettings.BODY);
        assertThat(dice(metal.labels(), VertebraSegmenterTest::isBody, clean.labels(), VertebraSegmenterTest::isBody))
                .isGreaterThan(0.97);
    }

    @Test
    void aBoxIsAsGoodAsAPoint() {
        Volume ct = scan(0.12, 8, 0, 1.5, 1.5, 20).hu();
        Vec3 half = new Vec3(25, 20, 20);
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(2)) {
            Labels boxed = VertebraSegmenter.segment(
                            ct,
                            CENTRE.plus(half),
                            CENTRE.minus(half),
                            SegmentationSettings.BODY,
                            threads,
                            Progress.NONE)
                    .labels();
            Labels clicked = segment(ct, CENTRE, SegmentationSettings.BODY).labels();
            assertThat(boxed.counts()).isEqualTo(clicked.counts());
            assertThatThrownBy(() -> VertebraSegmenter.segment(
                            ct,
                            CENTRE.plus(new Vec3(-8, -20, -20)),
                            CENTRE.plus(new Vec3(25, 20, 20)),
                            SegmentationSettings.BODY,
                            threads,
                            Progress.NONE))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("out of it");
        }
    }

    @Test
    void refusesSlicesThatAreTooThick() {
        Volume thick = new Volume(VoxelGrid.aligned(20, 20, 20, 1, 1, 5), new float[8000]);
        assertThatThrownBy(() -> segment(thick, new Vec3(10, 10, 50)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("5.00 mm")
                .hasMessageContaining("thinner");
    }

    @Test
    void stopsWhenCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public void report(String stage, double fraction) {
                // Nobody listens.
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        Volume ct = scan(0.1, 0, 0, 1.5, 1.5, 0).hu();
        assertThatThrownBy(() -> VertebraSegmenter.segment(
                        ct, CENTRE, SegmentationSettings.WHOLE, TaskExecutors.singleThreaded(), cancelled))
                .isInstanceOf(CancelledException.class);
    }
}
