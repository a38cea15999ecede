package org.vertebrafe.study.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.synthetic.NoiseModel;
import org.vertebrafe.synthetic.Pose;
import org.vertebrafe.synthetic.Primitive;
import org.vertebrafe.synthetic.ReconstructionKernel;
import org.vertebrafe.synthetic.ScannerModel;
import org.vertebrafe.synthetic.SyntheticScene;
import org.vertebrafe.synthetic.VirtualScan;
import org.vertebrafe.synthetic.VirtualScanner;
import org.vertebrafe.synthetic.WireTransfer;

/** A sharp reconstruction is brought to a smooth one, measured by a wire that the filters know nothing of. */
class HarmonisationTest {

    private static final ReconstructionKernel SHARP = ReconstructionKernel.B70F;
    private static final ReconstructionKernel SMOOTH = ReconstructionKernel.B40F;

    /** Where the smooth kernel still passes 2 %. */
    private static final double END = 0.85;

    private static TaskExecutor threads;
    private static Volume wire;

    /** Rods in noisy water in pixels of 0.39 mm: what a pair of reconstructions of one scan has. */
    private static VirtualScan pair;

    @BeforeAll
    static void scan() {
        threads = TaskExecutors.fixedThreadPool(2);
        wire = WireTransfer.scan(List.of(SHARP, SMOOTH), threads, Progress.NONE).image(SHARP);
        Primitive water = cylinder(Vec3.ZERO, 300, 0);
        SyntheticScene rods = SyntheticScene.of(
                water,
                cylinder(new Vec3(8, 3, 0), 6, 400),
                cylinder(new Vec3(-9, -7, 0), 4, 1200),
                cylinder(new Vec3(-8, 10, 0), 5, -100));
        VoxelGrid grid = new VoxelGrid(
                128,
                128,
                4,
                new Vec3(0.39, 0.39, 1),
                new Vec3(-24.8, -24.8, -1.5),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
        pair = VirtualScanner.scan(rods, grid, ScannerModel.clinical(5), threads, Progress.NONE);
    }

    private static Primitive cylinder(Vec3 centre, double radius, double hu) {
        return new Primitive(Primitive.Form.CYLINDER, Pose.tilted(centre, 0, 0, 0), new Vec3(radius, radius, 500), hu);
    }

    @AfterAll
    static void close() {
        threads.close();
    }

    /** The largest difference of the harmonised wire's MTF from the smooth kernel's. */
    private static double worst(RadialFilter filter) {
        Volume harmonised = filter.apply(wire, threads, Progress.NONE);
        double worst = 0;
        for (double f = 0.05; f < END; f += 0.05) {
            worst = Math.max(worst, Math.abs(WireTransfer.mtf(harmonised, f) - SMOOTH.mtf(f)));
        }
        return worst;
    }

    @Test
    void byKnownTransferTheMtfIsTheReferences() {
        assertThat(worst(new RadialFilter(1, new double[] {1, 1}))).isGreaterThan(0.5);
        assertThat(worst(Harmonisation.ofTransfer(SHARP::mtf, SMOOTH::mtf, SMOOTH.cutoff())))
                .isLessThan(0.01);
    }

    @Test
    void byThePairTheMtfIsTheReferences() {
        assertThat(worst(Harmonisation.ofPair(pair.image(SHARP), pair.image(SMOOTH))))
                .isLessThan(0.03);
    }

    /** Bands know no phases and are few; they come nearer, not there. */
    @Test
    void byBandsTheMtfComesNearer() {
        RadialFilter bands = Harmonisation.ofBands(pair.image(SHARP), pair.image(SMOOTH), threads, Progress.NONE);
        assertThat(worst(bands)).isLessThan(0.5);
        assertThat(bands.at(0)).isCloseTo(1, within(1e-12));
        assertThat(deviation(bands.apply(pair.image(SHARP), threads, Progress.NONE), pair.image(SMOOTH)))
                .isLessThan(0.5 * deviation(pair.image(SHARP), pair.image(SMOOTH)));
    }

    private static double deviation(Volume a, Volume b) {
        double squares = 0;
        for (int at = 0; at < a.values().length; at++) {
            squares += Math.pow(a.values()[at] - b.values()[at], 2);
        }
        return Math.sqrt(squares / a.values().length);
    }

    /** Even regions keep their mean, and constants their value, whatever the number of threads. */
    @Test
    void meansStay() {
        RadialFilter filter = Harmonisation.ofPair(pair.image(SHARP), pair.image(SMOOTH));
        VoxelGrid grid = VoxelGrid.aligned(31, 22, 5, 0.8, 0.7, 1);
        float[] even = new float[grid.voxels()];
        Arrays.fill(even, 123);
        for (float value :
                filter.apply(new Volume(grid, even), threads, Progress.NONE).values()) {
            assertThat(value).isCloseTo(123, within(1e-4f));
        }
        Volume one = filter.apply(pair.image(SHARP), TaskExecutors.singleThreaded(), Progress.NONE);
        assertThat(filter.apply(pair.image(SHARP), threads, Progress.NONE).values())
                .containsExactly(one.values());
        assertThatThrownBy(() -> Harmonisation.ofPair(pair.image(SHARP), new Volume(grid, even)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("frequency bands");
    }

    /** Noise power and edges are what the scanner's model says. */
    @Test
    void noiseAndEdgesAreMeasured() {
        VoxelGrid grid = pair.image(SMOOTH).grid();
        NoiseModel model = pair.scanner().noise().orElseThrow();
        short[] values = new short[grid.voxels()];
        for (int at = 0; at < values.length; at++) {
            Vec3 p = grid.toPatient(at % grid.nx(), at / grid.nx() % grid.ny(), 0);
            values[at] = (short) (Math.hypot(p.x() + 9, p.y() + 7) <= 4 ? 1 : 0);
        }
        Labels rod = new Labels(grid, values);
        // Water beside the rods.
        EvenPatch patch = new EvenPatch(new int[] {70, 94, 0}, new int[] {40, 30, 4});
        for (ReconstructionKernel kernel : List.of(SMOOTH, SHARP)) {
            ImageQuality quality = ImageQuality.of(pair.image(kernel), rod, Optional.of(patch));
            assertThat(quality.noiseSd()).isCloseTo(model.sd(kernel, 1), within(0.15 * model.sd(kernel, 1)));
            double measured = 0;
            double expected = 0;
            for (ImageQuality.NoisePower ring : quality.noise()) {
                if (ring.frequency() > 0.2 && ring.frequency() < 0.6) {
                    measured += ring.power();
                    expected += model.power(kernel, 1, ring.frequency());
                }
            }
            assertThat(measured / expected).isBetween(0.8, 1.2);
        }
        EdgeProfile smooth = EdgeProfile.of(pair.image(SMOOTH), rod);
        EdgeProfile sharp = EdgeProfile.of(pair.image(SHARP), rod);
        assertThat(sharp.steepest()).isGreaterThan(1.3 * smooth.steepest());
        // Edge enhancement overshoots the rod's 1200 HU; the smooth kernel does not reach them.
        assertThat(smooth.hu()[0]).isCloseTo(1200, within(60.0));
        assertThat(sharp.peak()).isGreaterThan(1200);
    }
}
