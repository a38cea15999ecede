package org.vertebrafe.study.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.analysis.AnalysisSteps;
import org.vertebrafe.analysis.MeshedVertebra;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.analysis.VertebraAnalysis;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.synthetic.PhantomLayout;
import org.vertebrafe.synthetic.ReconstructionKernel;
import org.vertebrafe.synthetic.SamplePatient;
import org.vertebrafe.synthetic.ScannerModel;
import org.vertebrafe.synthetic.VirtualPatient;
import org.vertebrafe.synthetic.VirtualScan;
import org.vertebrafe.synthetic.VirtualScanner;

/** Pairs whose difference is known by construction: calibration only, noise only, edges only. */
class KernelComparisonTest {

    private static Volume ct;
    private static Labels labels;

    @BeforeAll
    static void read() throws IOException {
        ct = Nifti.readVolume(Path.of("test-images/synthetic-L2-ct.nii.gz")).image();
        labels = Nifti.readLabels(Path.of("test-images/synthetic-L2-labels.nii.gz"))
                .image();
    }

    private static AnalysisConfig config(String calibration) {
        return Settings.of(AnalysisConfig.class)
                .with(AnalysisConfig.defaults(), Map.of("calibration", calibration, "elementSize", "3"));
    }

    private static KernelComparison.Side side(Volume image, Labels map, String calibration) {
        return new KernelComparison.Side(AnalysisInput.of("test", image, map), config(calibration));
    }

    private static KernelReport compare(Volume other, Labels map, String line, boolean own) {
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(2)) {
            return KernelComparison.compare(
                    side(ct, labels, "b40f"), side(other, map, line), options(own), threads, Progress.NONE);
        }
    }

    private static KernelOptions options(boolean own) {
        return new KernelOptions(own, KernelOptions.Harmonise.NONE, Optional.empty());
    }

    /** The same image read by two lines: all of the difference is the calibration's. */
    @Test
    void calibrationAlone() {
        KernelReport report = compare(ct, labels, "b70f", true);
        assertThat(report.effects()).containsOnlyKeys(KernelQuantity.values());
        assertThat(report.effects()).allSatisfy((quantity, effect) -> {
            assertThat(effect.total()).isPositive();
            assertThat(effect.calibration()).isEqualTo(effect.total());
            assertThat(effect.image()).isZero();
            assertThat(effect.noise()).hasValue(0);
            assertThat(effect.edges()).hasValue(0);
            assertThat(effect.interaction()).isZero();
            assertThat(effect.segmentation()).hasValue(0);
        });
        // Lines: -3.7 + 0.73 HU against -4.2 + 0.70 HU, mg/cm3, so the mean is 0.73/0.70 (d + 4.2) - 3.7.
        KernelEffect density = report.effects().get(KernelQuantity.BODY_DENSITY);
        assertThat(density.other()).isCloseTo(0.73 / 0.70 * (density.reference() + 4.2) - 3.7, within(1e-3));
    }

    /**
     * Noise on the other alone: that found in soft tissue explains what the image does, but for chance. One draw of the
     * noise also shifts the mean; the mean of the draw and its mirror image does not, and is what must be found.
     */
    @Test
    void noiseAlone() {
        float[] noise = coarseNoise(200);
        KernelReport report = compare(plus(noise, 1), labels, "b40f", false);
        KernelEffect stiffness = report.effects().get(KernelQuantity.STIFFNESS);
        assertThat(report.other().noiseSd()).isCloseTo(200, within(20.0));
        assertThat(report.reference().noiseSd()).isLessThan(30);
        assertThat(stiffness.calibration()).isZero();
        assertThat(stiffness.segmentation()).isEmpty();
        double mirrored;
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(2)) {
            AnalysisInput input = AnalysisInput.of("mirrored", plus(noise, -1), labels);
            mirrored = VertebraAnalysis.run(input, config("b40f"), threads, Progress.NONE)
                            .stiffness()
                    - stiffness.reference();
        }
        double systematic = (stiffness.image() + mirrored) / 2;
        assertThat(systematic).isLessThan(-0.01 * stiffness.reference());
        assertThat(stiffness.noise().orElseThrow() / systematic).isBetween(0.75, 1.25);
        // Densities are linear in HU: noise does nothing to their mean.
        assertThat(report.effects().get(KernelQuantity.BODY_DENSITY).noise().orElseThrow())
                .isCloseTo(0, within(1e-4));
    }

    private static Volume plus(float[] noise, float sign) {
        float[] noisy = ct.values().clone();
        for (int at = 0; at < noisy.length; at++) {
            noisy[at] += sign * noise[at];
        }
        return new Volume(ct.grid(), noisy);
    }

    /** Normal noise in columns of 2 x 2 voxels, as kernels correlate it within a slice. */
    private static float[] coarseNoise(double sd) {
        VoxelGrid grid = ct.grid();
        Random random = new Random(4);
        int nx = grid.nx() / 2 + 1;
        int ny = grid.ny() / 2 + 1;
        double[] blocks = random.doubles((long) nx * ny * grid.nz())
                .map(u -> sd * random.nextGaussian())
                .toArray();
        float[] noise = new float[grid.voxels()];
        for (int at = 0; at < noise.length; at++) {
            int i = at % grid.nx() / 2;
            int j = at / grid.nx() % grid.ny() / 2;
            int k = at / grid.nx() / grid.ny();
            noise[at] = (float) blocks[(k * ny + j) * nx + i];
        }
        return noise;
    }

    /** Sharpened without additional noise: edges are all of it. */
    @Test
    void edgesAlone() {
        KernelReport report = compare(sharpened(ct, 0.8f), labels, "b40f", false);
        KernelEffect stiffness = report.effects().get(KernelQuantity.STIFFNESS);
        assertThat(Math.abs(stiffness.image())).isGreaterThan(0.005 * stiffness.reference());
        assertThat(Math.abs(stiffness.noise().orElseThrow())).isLessThan(0.1 * Math.abs(stiffness.image()));
        assertThat(stiffness.edges().orElseThrow() + stiffness.noise().orElseThrow())
                .isCloseTo(stiffness.image(), within(1e-9));
    }

    /** Each slice plus an amount of its difference to the mean of 5 x 5 pixels, as bone kernels overshoot at edges. */
    private static Volume sharpened(Volume image, float amount) {
        VoxelGrid grid = image.grid();
        float[] sharp = image.values().clone();
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 2; j < grid.ny() - 2; j++) {
                for (int i = 2; i < grid.nx() - 2; i++) {
                    float sum = 0;
                    for (int dj = -2; dj <= 2; dj++) {
                        for (int di = -2; di <= 2; di++) {
                            sum += image.get(i + di, j + dj, k);
                        }
                    }
                    sharp[grid.index(i, j, k)] += amount * (image.get(i, j, k) - sum / 25);
                }
            }
        }
        return new Volume(grid, sharp);
    }

    /** On another grid labels are transferred, and noise is not told apart. */
    @Test
    void anotherGrid() {
        VoxelGrid cut = ct.grid()
                .crop(2, 1, 0, ct.grid().nx() - 2, ct.grid().ny() - 1, ct.grid().nz());
        float[] values = new float[cut.voxels()];
        short[] own = new short[cut.voxels()];
        for (int at = 0; at < values.length; at++) {
            int i = at % cut.nx() + 2;
            int j = at / cut.nx() % cut.ny() + 1;
            int k = at / cut.nx() / cut.ny();
            values[at] = ct.get(i, j, k);
            own[at] = (short) labels.get(i, j, k);
        }
        KernelReport report = compare(new Volume(cut, values), new Labels(cut, own), "b70f", true);
        assertThat(report.notes()).anySatisfy(note -> assertThat(note).contains("different grids"));
        KernelEffect stiffness = report.effects().get(KernelQuantity.STIFFNESS);
        assertThat(stiffness.noise()).isEmpty();
        assertThat(stiffness.edges()).isEmpty();
        assertThat(stiffness.image()).isCloseTo(0, within(1e-3 * stiffness.reference()));
        assertThat(stiffness.segmentation().orElseThrow()).isCloseTo(0, within(1e-3 * stiffness.reference()));
    }

    /** Tetrahedra made for one image serve another: what is computed with them is what new ones would give. */
    @Test
    void tetrahedraAreMadeOnce() {
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(2)) {
            AnalysisConfig tets = Settings.of(AnalysisConfig.class)
                    .with(config("b40f"), Map.of("mesh", "tet10", "elementSize", "8", "region", "body"));
            MeshedVertebra first =
                    AnalysisSteps.mesh(AnalysisInput.of("first", ct, labels), tets, threads, Progress.NONE);
            AnalysisInput sharp = AnalysisInput.of("sharp", sharpened(ct, 0.8f), labels);
            MeshedVertebra shared = AnalysisSteps.mesh(sharp, tets, first, threads, Progress.NONE);
            MeshedVertebra anew = AnalysisSteps.mesh(sharp, tets, threads, Progress.NONE);
            assertThat(shared.mesh()).isSameAs(first.mesh());
            assertThat(shared.fingerprint()).isEqualTo(anew.fingerprint()).isNotEqualTo(first.fingerprint());
            assertThat(AnalysisSteps.material(shared, tets, threads, Progress.NONE)
                            .fingerprint())
                    .isEqualTo(AnalysisSteps.material(anew, tets, threads, Progress.NONE)
                            .fingerprint());
            AnalysisConfig finer = Settings.of(AnalysisConfig.class).with(tets, Map.of("elementSize", "7"));
            assertThat(AnalysisSteps.mesh(sharp, finer, first, threads, Progress.NONE)
                            .mesh())
                    .isNotSameAs(first.mesh());
        }
    }

    @Test
    void whatCannotBeComparedIsTold() {
        AnalysisConfig kopperdahl =
                Settings.of(AnalysisConfig.class).with(config("b70f"), Map.of("law", "kopperdahl2002"));
        KernelComparison.Side other = new KernelComparison.Side(AnalysisInput.of("t", ct, labels), kopperdahl);
        assertThatThrownBy(() -> KernelComparison.compare(
                        side(ct, labels, "b40f"),
                        other,
                        KernelOptions.PLAIN,
                        TaskExecutors.singleThreaded(),
                        Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("law is morgan2003-vertebra for one reconstruction and kopperdahl2002");
        assertThatThrownBy(() -> compare(ct, labels, "none", false)).isInstanceOf(InputException.class);
    }

    /**
     * A vertebra scanned once, in noise, reconstructed with both kernels: the sharp one is stiffer, by its edges, and a
     * filter from the pair takes most of that away.
     */
    @Test
    void aVirtualPairIsHarmonised() {
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(2)) {
            VoxelGrid grid = new VoxelGrid(
                    84,
                    84,
                    12,
                    new Vec3(1, 1, 3),
                    new Vec3(-41.5, -24, -16.5),
                    new Vec3(1, 0, 0),
                    new Vec3(0, 1, 0),
                    new Vec3(0, 0, 1));
            VirtualScan scan = VirtualScanner.scan(
                    VirtualPatient.lumbar(Vec3.ZERO, PhantomLayout.MINDWAYS_3, 0, 0, 0, 3),
                    grid,
                    ScannerModel.clinical(3).withSliceThickness(3),
                    threads,
                    Progress.NONE);
            Labels bone = SamplePatient.vertebraLabels(scan);
            KernelReport report = KernelComparison.compare(
                    side(scan.image(ReconstructionKernel.B40F), bone, "b40f"),
                    side(scan.image(ReconstructionKernel.B70F), bone, "b40f"),
                    new KernelOptions(false, KernelOptions.Harmonise.PAIR, Optional.empty()),
                    threads,
                    Progress.NONE);
            KernelEffect stiffness = report.effects().get(KernelQuantity.STIFFNESS);
            assertThat(stiffness.calibration()).isZero();
            assertThat(stiffness.percent()).isGreaterThan(2);
            assertThat(Math.abs(stiffness.harmonisedPercent().orElseThrow())).isLessThan(0.5 * stiffness.percent());
            assertThat(report.other().noiseSd())
                    .isGreaterThan(1.5 * report.reference().noiseSd());
            // Pixels of 1 mm alias half of what the sharp kernel passes: that noise no filter tells apart again.
            assertThat(report.harmonised().orElseThrow().noiseSd())
                    .isBetween(
                            report.reference().noiseSd(), 0.6 * report.other().noiseSd());
            assertThat(report.other().edge().steepest())
                    .isGreaterThan(report.reference().edge().steepest());
            assertThat(report.maps())
                    .extracting(DifferenceMap::id)
                    .containsExactly("hu", "density", "modulus", "von-mises");
        }
    }
}
