package org.vertebrafe.calibration.rods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.Phantom;
import org.vertebrafe.calibration.PhantomCatalogue;
import org.vertebrafe.calibration.PhantomFit;
import org.vertebrafe.calibration.RodReading;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

class RodMeasurementTest {

    private static final Phantom MINDWAYS = PhantomCatalogue.shipped().ofId("mindways-model3");
    private static final VoxelGrid GRID = PaintedPhantom.axial(1.25, 1.5, 40);

    private static PaintedPhantom painted() {
        PaintedPhantom painted = PaintedPhantom.of(MINDWAYS, 45, 0.7, -4.2);
        painted.slopeX = 0.08;
        painted.slopeY = -0.05;
        return painted;
    }

    private static List<RodRegion> regions(PaintedPhantom painted, double from, double to) {
        return painted.rods.stream()
                .map(rod -> new RodRegion(rod.name(), painted.axis(rod, from), painted.axis(rod, to), painted.radius))
                .toList();
    }

    private static List<RodRegion> all(PaintedPhantom painted) {
        return regions(painted, -29.25, 29.25);
    }

    private static RodMeasurement measure(PaintedPhantom painted, List<RodRegion> regions) {
        return RodMeasurement.of(painted.on(GRID), MINDWAYS, regions, TaskExecutors.multiThreaded(), Progress.NONE);
    }

    @Test
    void withoutNoiseEveryRodReadsWhatWasPainted() {
        PaintedPhantom painted = painted();
        painted.noise = 0;
        RodMeasurement measured = measure(painted, all(painted));
        assertThat(measured.readings()).hasSize(5);
        for (int r = 0; r < 5; r++) {
            assertThat(measured.readings().get(r).meanHu())
                    .isCloseTo(painted.rods.get(r).hu(), within(1e-3));
        }
        assertThat(measured.slices()).hasSize(5 * 40).allMatch(RodSlice::used);
        assertThat(measured.warnings()).isEmpty();
        PhantomFit fit = PhantomFit.of(MINDWAYS, measured.readings());
        assertThat(fit.calibration().slope()).isCloseTo(0.7e-3, within(1e-8));
        assertThat(fit.calibration().intercept()).isCloseTo(-4.2e-3, within(1e-6));
    }

    /** Noise common to all voxels of a slice: thousands of voxels tell no more than forty slices. */
    @Test
    void standardErrorsAreThoseOfTheSlicesNotOfTheVoxels() {
        double[] z = new double[400];
        double[] error = new double[400];
        int covered = 0;
        for (int trial = 0; trial < 20; trial++) {
            PaintedPhantom painted = painted();
            Random random = new Random(100 + trial);
            double[] common = random.doubles(40).map(u -> 12 * (u - 0.5)).toArray();
            painted.plus(p -> common[(int) Math.round((p.z() + 29.25) / 1.5)]);
            RodReading reading =
                    measure(painted, all(painted).subList(2, 3)).readings().get(0);
            error[trial] = reading.standardError();
            z[trial] = (reading.meanHu() - painted.rods.get(2).hu()) / reading.standardError();
            covered += Math.abs(z[trial]) < 2 ? 1 : 0;
        }
        // Uniform over 12 HU: SD 3.46 HU, of 40 slices 0.55 HU.
        assertThat(java.util.Arrays.stream(error).limit(20).average().orElseThrow())
                .isBetween(0.45, 0.8);
        assertThat(covered).isGreaterThanOrEqualTo(17);
    }

    @Test
    void neighbouringSlicesThatAreAlikeCountForLess() {
        Random random = new Random(8);
        double[] independent = random.doubles(400).toArray();
        double[] smooth = new double[396];
        for (int k = 0; k < smooth.length; k++) {
            for (int n = 0; n < 5; n++) {
                smooth[k] += independent[k + n] / 5;
            }
        }
        // A running mean of five has a fifth of the variance, and the mean of all the same error as before.
        double plain = SliceSeries.sd(independent) / 20;
        assertThat(SliceSeries.standardErrorOfMean(independent)).isCloseTo(plain, within(0.25 * plain));
        assertThat(SliceSeries.standardErrorOfMean(smooth)).isCloseTo(plain, within(0.35 * plain));
        assertThat(SliceSeries.sd(smooth) / Math.sqrt(396)).isLessThan(0.5 * plain);
    }

    @Test
    void bubblesAndTheEndOfARodAreLeftOutAndCounted() {
        PaintedPhantom painted = painted();
        double place = painted.rods.get(1).place();
        painted.plus(p -> {
            double x = p.x() - painted.slopeX * p.z() - place;
            double y = p.y() - painted.slopeY * p.z();
            boolean bubble = p.z() > 3 && p.z() < 9 && Math.hypot(x - 2, y + 3) < 2.5;
            boolean end = p.z() > 20 && Math.hypot(x, y) < 9;
            return bubble ? -900 : end ? 150 : 0;
        });
        RodMeasurement measured = measure(painted, all(painted));
        assertThat(measured.readings().get(1).meanHu())
                .isCloseTo(painted.rods.get(1).hu(), within(0.6));
        List<RodSlice> disturbed = measured.slices().stream()
                .filter(slice -> slice.state() == RodSlice.State.DISTURBED)
                .toList();
        assertThat(disturbed).hasSizeBetween(9, 13).allMatch(slice -> slice.rod()
                .equals("B"));
        assertThat(measured.warnings()).singleElement().asString().contains("Rod B", "of 40 slices left out", "20 %");
    }

    @Test
    void slicesThatLeaveTheImageAreNotCounted() {
        PaintedPhantom painted = painted();
        painted.slopeX = 0.4;
        List<RodRegion> regions = all(painted);
        VoxelGrid cut = GRID.crop(0, 0, 0, 203, GRID.ny(), GRID.nz());
        RodMeasurement measured =
                RodMeasurement.of(painted.on(cut), MINDWAYS, regions, TaskExecutors.singleThreaded(), Progress.NONE);
        List<RodSlice> outside = measured.slices().stream()
                .filter(slice -> slice.state() == RodSlice.State.OUT_OF_VIEW)
                .toList();
        assertThat(outside).isNotEmpty().allMatch(slice -> slice.rod().equals("E"));
        assertThat(measured.readings().get(4).meanHu())
                .isCloseTo(painted.rods.get(4).hu(), within(1.0));
        assertThat(measured.warnings()).singleElement().asString().contains("Rod E", "partly out of view");
    }

    @Test
    void aDriftAlongTheSlicesIsMeasuredAndTold() {
        PaintedPhantom painted = painted();
        painted.plus(p -> 0.2 * p.z());
        RodMeasurement measured = measure(painted, all(painted));
        assertThat(measured.drift()).hasSize(5).allSatisfy(drift -> {
            assertThat(drift.slope()).isCloseTo(0.2, within(0.03));
            assertThat(drift.range()).isCloseTo(0.2 * 58.5, within(1.8));
            assertThat(drift.significant()).isTrue();
        });
        assertThat(measured.warnings()).hasSize(5).allSatisfy(w -> assertThat(w).contains("drifts", "limit 3 HU"));
        assertThat(measure(painted(), all(painted())).drift())
                .allSatisfy(drift -> assertThat(Math.abs(drift.range())).isLessThan(1.5));
    }

    @Test
    void cuppingAcrossThePhantomIsMeasuredInSlabAndRodsAndTold() {
        PaintedPhantom painted = painted();
        painted.plus(p -> 12 * p.x() * p.x() / (90 * 90) + 0.5 * p.y());
        Cupping cupping = measure(painted, all(painted)).cupping();
        assertThat(cupping.slab().orElseThrow().hu()).isCloseTo(12, within(0.6));
        assertThat(cupping.slab().orElseThrow().significant()).isTrue();
        assertThat(cupping.rods().orElseThrow().hu()).isCloseTo(12, within(2.0));
        // 7 mm before and behind the middle.
        assertThat(cupping.depth().orElseThrow().hu()).isCloseTo(7, within(0.7));
        assertThat(measure(painted, all(painted)).warnings())
                .anySatisfy(w -> assertThat(w).contains("at its sides", "limit 3 HU"))
                .anySatisfy(w -> assertThat(w).contains("at its back", "limit 3 HU"));
    }

    @Test
    void withoutCuppingNoneIsTold() {
        RodMeasurement measured = measure(painted(), all(painted()));
        assertThat(measured.cupping().slab().orElseThrow().hu()).isCloseTo(0, within(0.5));
        assertThat(measured.cupping().rods().orElseThrow().hu()).isCloseTo(0, within(1.5));
        assertThat(measured.warnings()).isEmpty();
    }

    @Test
    void anUnevenSlabTellsNothingAboutCupping() {
        PaintedPhantom painted = painted();
        painted.plus(p -> 60 * Math.sin(p.x() / 3) * Math.sin(p.y() / 2));
        assertThat(measure(painted, all(painted)).cupping().slab()).isEmpty();
    }

    @Test
    void aPersonMayShortenARegion() {
        PaintedPhantom painted = painted();
        RodMeasurement measured = measure(painted, regions(painted, 0, 10));
        assertThat(measured.slices()).hasSize(5 * 7);
        assertThat(measured.slices().get(0).position()).isCloseTo(-4.25, within(0.2));
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() {
        PaintedPhantom painted = painted();
        Volume hu = painted.on(GRID);
        RodMeasurement one =
                RodMeasurement.of(hu, MINDWAYS, all(painted), TaskExecutors.singleThreaded(), Progress.NONE);
        try (TaskExecutor three = TaskExecutors.fixedThreadPool(3)) {
            assertThat(RodMeasurement.of(hu, MINDWAYS, all(painted), three, Progress.NONE))
                    .isEqualTo(one);
        }
    }

    @Test
    void regionsThatCannotBeMeasuredAreRefused() {
        PaintedPhantom painted = painted();
        List<RodRegion> regions = new ArrayList<>(all(painted));
        regions.add(regions.get(0));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> measure(painted, regions))
                .withMessageContaining("two regions");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> measure(painted, List.of()))
                .withMessageContaining("No rod");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> measure(painted, regions(painted, 100, 130)))
                .withMessageContaining("no slice of the image");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> measure(painted, List.of(new RodRegion("F", new Vec3(0, 0, -9), Vec3.ZERO, 9))))
                .withMessageContaining("no rod \"F\"");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() ->
                        measure(painted, List.of(new RodRegion("A", new Vec3(900, 0, -9), new Vec3(900, 0, 9), 9))))
                .withMessageContaining("none of its");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new RodRegion("A", Vec3.ZERO, Vec3.ZERO, 9))
                .withMessageContaining("no direction");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> new RodRegion("A", Vec3.ZERO, new Vec3(0, 0, 9), 0.5))
                .withMessageContaining("limits 2 .. 50 mm");
    }
}
