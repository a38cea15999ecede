package org.vertebrafe.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

class VirtualScannerTest {

    private static final ScannerModel CLINICAL = ScannerModel.clinical(7);

    private static final Progress CANCELLED = new Progress() {
        @Override
        public void report(String stage, double fraction) {
            // Nobody listens.
        }

        @Override
        public boolean isCancelled() {
            return true;
        }
    };

    static VoxelGrid centred(int nx, int ny, int nz, double pixel, double distance) {
        return new VoxelGrid(
                nx,
                ny,
                nz,
                new Vec3(pixel, pixel, distance),
                new Vec3(-(nx - 1) / 2.0 * pixel, -(ny - 1) / 2.0 * pixel, -(nz - 1) / 2.0 * distance),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
    }

    static VirtualScan scan(SyntheticScene scene, VoxelGrid grid, ScannerModel scanner) {
        return VirtualScanner.scan(scene, grid, scanner, TaskExecutors.singleThreaded(), Progress.NONE);
    }

    private static Primitive box(Pose pose, double hx, double hy, double hz, double hu) {
        return new Primitive(Primitive.Form.BOX, pose, new Vec3(hx, hy, hz), hu);
    }

    private static Primitive cylinder(Pose pose, double radius, double halfLength, double hu) {
        return new Primitive(Primitive.Form.CYLINDER, pose, new Vec3(radius, radius, halfLength), hu);
    }

    @ParameterizedTest
    @CsvSource({"0.39", "0.7"})
    void transferMeasuredAtASlantedEdgeIsTheKernels(double pixel) {
        double degrees = 4;
        Pose pose = Pose.tilted(new Vec3(40 * StrictMath.cos(StrictMath.toRadians(degrees)), 2.8, 0), degrees, 0, 0);
        int n = (int) (50 / pixel);
        VirtualScan scan =
                scan(SyntheticScene.of(box(pose, 40, 200, 50, 0)), centred(n, n, 1, pixel, 1), CLINICAL.ideal());
        Vec3 normal = pose.left();
        double edge = pose.centre().dot(normal) - 40;
        for (ReconstructionKernel kernel : scan.scanner().kernels()) {
            Volume image = scan.image(kernel);
            for (double f = 0.1; f < 0.95 / (2 * pixel) && f <= 1.2; f += 0.1) {
                assertThat(EdgeTransfer.at(f, image, normal, edge))
                        .as("%s at %.1f lp/mm", kernel.id(), f)
                        .isCloseTo(kernel.mtf(f), within(0.02));
            }
        }
    }

    @Test
    void kernelsHaveTheTransferTheyAreDescribedWith() {
        assertThat(ReconstructionKernel.B40F.frequencyAt(0.5)).isCloseTo(0.37, within(0.005));
        assertThat(ReconstructionKernel.B40F.frequencyAt(0.1)).isCloseTo(0.674, within(0.005));
        assertThat(ReconstructionKernel.B70F.frequencyAt(0.5)).isCloseTo(0.95, within(0.005));
        assertThat(ReconstructionKernel.B70F.frequencyAt(0.1)).isCloseTo(1.16, within(0.005));
        assertThat(ReconstructionKernel.B70F.mtf(0.6)).isCloseTo(1.19, within(0.02));
        assertThat(ReconstructionKernel.B40F.mtf(0)).isEqualTo(1);
        assertThat(ReconstructionKernel.B70F.mtf(0)).isEqualTo(1);
    }

    @Test
    void uniformRegionsKeepTheirNumber() {
        VirtualScan scan = scan(
                SyntheticScene.of(cylinder(Pose.UPRIGHT, 25, 50, 137)), centred(90, 90, 2, 0.8, 1), CLINICAL.ideal());
        for (Volume image : scan.images()) {
            assertThat(image.get(45, 45, 0)).isCloseTo(137f, within(0.3f));
            assertThat(image.get(1, 1, 1)).isCloseTo(-1000f, within(0.3f));
        }
    }

    @Test
    void massIsConserved() {
        Pose tilted = Pose.tilted(new Vec3(0.3, -0.2, 0.1), 20, 35, 10);
        SyntheticScene scene = SyntheticScene.of(cylinder(tilted, 6, 8, 300));
        VirtualScan scan = scan(scene, centred(40, 40, 30, 0.9, 1), CLINICAL.ideal());
        double expected = Math.PI * 36 * 16 * 1300;
        for (Volume image : scan.images()) {
            double sum = 0;
            for (float hu : image.values()) {
                sum += hu - SyntheticScene.AIR;
            }
            assertThat(sum * image.grid().voxelVolume() / expected).isCloseTo(1, within(0.002));
        }
        double mass = 0;
        for (float density : scan.density().values()) {
            mass += (density - scene.line().apply(SyntheticScene.AIR))
                    * scan.density().grid().voxelVolume();
        }
        assertThat(mass / (expected * scene.line().slope())).isCloseTo(1, within(0.002));
    }

    @Test
    void sliceProfileIsAsWideAsTheSliceIsThick() {
        VirtualScan scan = scan(
                SyntheticScene.of(box(Pose.UPRIGHT, 30, 30, 0.1, 0)),
                centred(10, 10, 41, 1, 0.2),
                CLINICAL.withSliceThickness(2)
                        .withKernels(ReconstructionKernel.B40F)
                        .ideal());
        Volume image = scan.images().get(0);
        double half = (image.get(5, 5, 20) - SyntheticScene.AIR) / 2;
        double above = image.get(5, 5, 24) - SyntheticScene.AIR;
        double below = image.get(5, 5, 26) - SyntheticScene.AIR;
        // Half of the maximum lies 1 mm, five slices, from the middle.
        assertThat(image.get(5, 5, 25) - SyntheticScene.AIR).isCloseTo(half, within(0.02 * half));
        assertThat(above).isGreaterThan(half);
        assertThat(below).isLessThan(half);
    }

    @Test
    void aCroppedFieldOfViewShowsTheSame() {
        SyntheticScene scene = SyntheticScene.of(
                cylinder(Pose.tilted(new Vec3(-14, 0, 0), 0, 10, 0), 9, 40, 200),
                cylinder(Pose.tilted(new Vec3(15, 4, 0), 0, 0, 5), 7, 40, 900));
        VoxelGrid whole = centred(120, 120, 2, 0.39, 1);
        VirtualScan large = scan(scene, whole, CLINICAL.ideal());
        VirtualScan small = scan(scene, whole.crop(40, 50, 0, 40, 30, 2), CLINICAL.ideal());
        for (int n = 0; n < 2; n++) {
            for (int j = 0; j < 30; j++) {
                for (int i = 0; i < 40; i++) {
                    assertThat(small.images().get(n).get(i, j, 1))
                            .isCloseTo(large.images().get(n).get(40 + i, 50 + j, 1), within(1.5f));
                }
            }
        }
    }

    @Test
    void threadsDoNotChangeABitAndSeedsDo() {
        SyntheticScene scene = VirtualPatient.lumbar(Vec3.ZERO, PhantomLayout.QRM_3, 0, 3, 2, 4);
        VoxelGrid grid = centred(20, 24, 8, 0.7, 1);
        VirtualScan one = scan(scene, grid, CLINICAL);
        try (var pool = TaskExecutors.fixedThreadPool(3)) {
            VirtualScan many = VirtualScanner.scan(scene, grid, CLINICAL, pool, Progress.NONE);
            for (int n = 0; n < 2; n++) {
                assertThat(many.images().get(n).values())
                        .isEqualTo(one.images().get(n).values());
            }
            assertThat(many.density().values()).isEqualTo(one.density().values());
            assertThat(many.labels().counts()).isEqualTo(one.labels().counts());
            assertThat(many.vertebrae()).isEqualTo(one.vertebrae());
            VirtualScan other = VirtualScanner.scan(scene, grid, ScannerModel.clinical(8), pool, Progress.NONE);
            assertThat(other.images().get(0).values())
                    .isNotEqualTo(one.images().get(0).values());
            assertThat(other.density().values()).isEqualTo(one.density().values());
        }
    }

    @Test
    void storedImagesAreWholeNumbersAndLimited() {
        VirtualScan scan = scan(
                SyntheticScene.of(cylinder(Pose.UPRIGHT, 4, 20, 6000)),
                centred(40, 40, 1, 0.5, 1),
                CLINICAL.withNoise(new NoiseModel(50, 320)));
        float least = 0;
        float largest = 0;
        for (float hu : scan.images().get(1).values()) {
            assertThat(hu).isEqualTo((float) Math.rint(hu));
            least = Math.min(least, hu);
            largest = Math.max(largest, hu);
        }
        assertThat(least).isEqualTo(ScannerModel.STORED_MIN);
        assertThat(largest).isEqualTo(ScannerModel.STORED_MAX);
    }

    @Test
    void cuppingLowersTheMiddleInProportionAndLeavesTheAirOutside() {
        Trunk trunk = new Trunk(Vec3.ZERO, 90, 70, 65, 12, 8);
        SyntheticScene scene = new SyntheticScene(
                Optional.of(trunk), List.of(), Optional.empty(), List.of(), SoftTissue.NATIVE, KernelEquations.B40F);
        VoxelGrid grid = centred(100, 3, 1, 2.5, 1);
        ScannerModel smooth = CLINICAL.withKernels(ReconstructionKernel.B40F).ideal();
        Volume flat = scan(scene, grid, smooth).images().get(0);
        Volume cupped = scan(scene, grid, smooth.withCupping(20)).images().get(0);
        for (int i = 0; i < 100; i++) {
            double x = grid.toPatient(i, 1, 0).x();
            double deep = Math.max(0, 1 - x * x / (90 * 90));
            double expected = 20 * deep * (flat.get(i, 1, 0) + 1000) / 1000;
            assertThat(flat.get(i, 1, 0) - cupped.get(i, 1, 0)).isCloseTo((float) expected, within(0.1f));
        }
    }

    @Test
    void labelsAndDensityAreThoseOfTheScene() {
        SyntheticScene scene = VirtualPatient.lumbar(Vec3.ZERO, PhantomLayout.MINDWAYS_3, 0, 0, 0, 4);
        VirtualScan scan = scan(
                scene,
                centred(50, 50, 14, 1.2, 3),
                CLINICAL.withKernels(ReconstructionKernel.B40F).ideal());
        var alone =
                SyntheticGrids.sample(SyntheticVertebra.lumbar(4), scan.labels().grid(), SyntheticGrids.labelsOnly());
        var counts = scan.labels().counts();
        assertThat(counts).containsKeys(13, 14, 23, 24);
        for (int label = 1; label <= 2; label++) {
            assertThat((double) counts.get(label) / alone.labels().counts().get(label))
                    .as("label %d", label)
                    .isCloseTo(1, within(0.03));
        }
        assertThat(scan.vertebrae()).hasSize(3);
        assertThat(scan.vertebrae().get(0).trabecularDensity()).isCloseTo(0.1075, within(0.003));
        assertThat(scan.density().get(25, 25, 7)).isBetween(0.03f, 0.2f);
    }

    @Test
    void cancelStopsAndBadInputIsNamed() {
        SyntheticScene air = SyntheticScene.of();
        VoxelGrid grid = centred(10, 10, 1, 1, 1);
        assertThatThrownBy(() -> VirtualScanner.scan(air, grid, CLINICAL, TaskExecutors.singleThreaded(), CANCELLED))
                .isInstanceOf(CancelledException.class);
        assertThatThrownBy(() -> scan(air, grid, CLINICAL.withCupping(10)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("cupping of 10");
        assertThatThrownBy(CLINICAL::withKernels)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("b40f");
        VirtualScan smooth = scan(air, grid, CLINICAL.withKernels(ReconstructionKernel.B40F));
        assertThatThrownBy(() -> smooth.image(ReconstructionKernel.B70F))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("b70f");
        assertThatThrownBy(() -> new NoiseModel(0, 300)).hasMessageContaining("mAs");
    }
}
