package org.vertebrafe.calibration.tissues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.ReferenceTissue;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.imagej.Montage;
import org.vertebrafe.imagej.TissuePicture;
import org.vertebrafe.synthetic.ReconstructionKernel;
import org.vertebrafe.synthetic.SoftTissue;
import org.vertebrafe.synthetic.VirtualScan;

/** Tissues of a virtual scan, whose truth is known. */
class TissueFinderTest {

    private static final TaskExecutor ONE = TaskExecutors.singleThreaded();

    private static VirtualScan scan;
    private static Volume hu;

    @BeforeAll
    static void scan() {
        scan = RandomTrunk.scan(2, 8, 5, TaskExecutors.multiThreaded(), ReconstructionKernel.B40F);
        hu = scan.images().get(0);
    }

    @Test
    void meansAreTheTruth() {
        FoundTissues found = find(hu);
        SoftTissue truth = scan.scene().tissue();
        requireMean(found, ReferenceTissue.AIR, -1000);
        requireMean(found, ReferenceTissue.ADIPOSE, truth.fat());
        requireMean(found, ReferenceTissue.BLOOD, truth.vessel());
        requireMean(found, ReferenceTissue.MUSCLE, truth.muscle());
        assertThat(found.region(ReferenceTissue.MUSCLE).orElseThrow().where()).isEqualTo("psoas of both sides");
        assertThat(found.region(ReferenceTissue.CORTICAL_BONE)).isEmpty();
    }

    /** Within four standard errors, and one HU for the mottle that the virtual tissues have. */
    private static void requireMean(FoundTissues found, ReferenceTissue tissue, double truth) {
        var sample = found.region(tissue).orElseThrow().sample();
        assertThat(sample.meanHu()).as(tissue.words()).isCloseTo(truth, within(1 + 4 * sample.standardError()));
        assertThat(sample.standardError()).as(tissue.words()).isLessThan(1.5);
    }

    @Test
    void labelsAreTheVoxelsMeasured() {
        FoundTissues found = find(hu);
        assertThat(found.regions()).isNotEmpty().allSatisfy(region -> assertThat(
                        found.labels().counts().get(region.label()))
                .isEqualTo(region.sample().voxels()));
        FoundTissues again = TissueMeasurement.of(hu, found.labels(), TissueLabels.tissues());
        for (TissueRegion region : found.regions()) {
            double other = again.region(region.sample().tissue())
                    .orElseThrow()
                    .sample()
                    .meanHu();
            // Peeled once more, so of fewer voxels.
            assertThat(other).isCloseTo(region.sample().meanHu(), within(2.0));
        }
    }

    @Test
    void theGuidesPictureShowsEachSample() {
        FoundTissues found = find(hu);
        BufferedImage picture = TissuePicture.render(hu, found, 600);
        Montage.write(picture, Path.of("target", "figures", "tissue-samples.png"));
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight() * 2 / 3, null, 0, 600);
        for (TissueRegion region : found.regions()) {
            int colour = TissuePicture.colour(region.sample().tissue());
            assertThat(Arrays.stream(pixels).filter(pixel -> (pixel & 0xFFFFFF) == colour))
                    .as(region.sample().tissue().words())
                    .isNotEmpty();
        }
    }

    @Test
    void threadsDoNotMatter() {
        FoundTissues one = find(hu);
        FoundTissues many = TissueFinder.find(hu, TaskExecutors.numThreads(3), Progress.NONE);
        assertThat(many.regions()).isEqualTo(one.regions());
        assertThat(many.warnings()).isEqualTo(one.warnings());
    }

    @Test
    void orderOfTheVoxelsDoesNotMatter() {
        FoundTissues axial = find(hu);
        FoundTissues sagittal = find(sagittal(hu));
        for (TissueRegion region : axial.regions()) {
            double other = sagittal.region(region.sample().tissue())
                    .orElseThrow()
                    .sample()
                    .meanHu();
            assertThat(other)
                    .isCloseTo(
                            region.sample().meanHu(),
                            within(0.5 + 2 * region.sample().standardError()));
        }
    }

    @Test
    void bloodWithContrastAgentIsLeftOut() {
        double front = bodyFront();
        Vec3 centre = scan.scene().spine().get(0).pose().toPatient(Vec3.ZERO);
        Volume enhanced = changed(hu, p -> {
            double x = p.x() - centre.x() - 9;
            double y = p.y() - front + 12;
            return x * x + y * y < 81 ? 120 : 0;
        });
        FoundTissues found = find(enhanced);
        assertThat(found.region(ReferenceTissue.BLOOD)).isEmpty();
        double expected = scan.scene().tissue().vessel() + 120;
        assertThat(found.warnings())
                .anyMatch(warning -> warning.matches("Blood left out: the aorta has \\d+ HU.*contrast agent.*")
                        && Math.abs(Double.parseDouble(warning.replaceAll("\\D*(\\d+) HU.*", "$1")) - expected) < 6);
        assertThat(found.region(ReferenceTissue.MUSCLE)).isPresent();
    }

    @Test
    void paddingIsNotAir() {
        VoxelGrid grid = hu.grid();
        Vec3 middle = grid.toPatient(grid.nx() / 2.0, grid.ny() / 2.0, 0);
        for (float padding : new float[] {-1024, -2048, -3024}) {
            Volume round =
                    replaced(hu, (x, y) -> Math.hypot(x - middle.x(), y - middle.y()) > 190 ? padding : Double.NaN);
            FoundTissues found = find(round);
            assertThat(found.region(ReferenceTissue.AIR).orElseThrow().sample().meanHu())
                    .isCloseTo(-1000, within(1.0));
        }
    }

    @Test
    void aFieldOfViewWithinTheBodyIsRefused() {
        VoxelGrid grid = hu.grid();
        Vec3 centre = scan.scene().spine().get(0).pose().toPatient(Vec3.ZERO);
        Vec3 voxel = grid.toVoxel(centre);
        int half = (int) (55 / grid.spacing().x());
        int i0 = (int) voxel.x() - half;
        int j0 = (int) voxel.y() - half;
        VoxelGrid crop = grid.crop(i0, j0, 0, 2 * half, 2 * half, grid.nz());
        float[] values = new float[crop.voxels()];
        for (int k = 0, at = 0; k < crop.nz(); k++) {
            for (int j = 0; j < crop.ny(); j++) {
                for (int i = 0; i < crop.nx(); i++) {
                    values[at++] = hu.get(i0 + i, j0 + j, k);
                }
            }
        }
        assertThatThrownBy(() -> find(new Volume(crop, values)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("No air found outside the body")
                .hasMessageContaining("larger field of view");
    }

    @Test
    void anImageWithoutBodyIsRefused() {
        float[] air = new float[hu.grid().voxels()];
        Arrays.fill(air, -1000);
        assertThatThrownBy(() -> find(new Volume(hu.grid(), air)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("No body found");
    }

    @Test
    void frontAndBackExchangedLeavesOutBloodAndMuscle() {
        VoxelGrid g = hu.grid();
        float[] mirrored = new float[g.voxels()];
        for (int k = 0; k < g.nz(); k++) {
            for (int j = 0; j < g.ny(); j++) {
                System.arraycopy(hu.values(), g.index(0, g.ny() - 1 - j, k), mirrored, g.index(0, j, k), g.nx());
            }
        }
        FoundTissues found = find(new Volume(g, mirrored));
        assertThat(found.warnings())
                .anyMatch(warning -> warning.contains("vertebral bodies lie behind the spinal canal"));
        assertThat(found.region(ReferenceTissue.BLOOD)).isEmpty();
        assertThat(found.region(ReferenceTissue.MUSCLE)).isEmpty();
    }

    @Test
    void itCanBeCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public void report(String stage, double fraction) {
                // Not looked at.
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> TissueFinder.find(hu, ONE, cancelled)).isInstanceOf(CancelledException.class);
    }

    private static FoundTissues find(Volume volume) {
        return TissueFinder.find(volume, ONE, Progress.NONE);
    }

    private static double bodyFront() {
        var vertebra = scan.scene().spine().get(0);
        return vertebra.pose().toPatient(Vec3.ZERO).y() - vertebra.body().depth() / 2;
    }

    /** HU to add at a position. */
    private interface Change {
        double at(Vec3 p);
    }

    private static Volume changed(Volume volume, Change change) {
        VoxelGrid g = volume.grid();
        float[] values = volume.values().clone();
        for (int at = 0; at < values.length; at++) {
            values[at] += (float) change.at(g.toPatient(at % g.nx(), at / g.nx() % g.ny(), at / g.nx() / g.ny()));
        }
        return new Volume(g, values);
    }

    /** The image with other values where these are numbers. */
    private static Volume replaced(Volume volume, DoubleBinaryOperator value) {
        VoxelGrid g = volume.grid();
        float[] values = volume.values().clone();
        for (int at = 0; at < values.length; at++) {
            Vec3 p = g.toPatient(at % g.nx(), at / g.nx() % g.ny(), 0);
            double other = value.applyAsDouble(p.x(), p.y());
            values[at] = Double.isNaN(other) ? values[at] : (float) other;
        }
        return new Volume(g, values);
    }

    /** The same image stored as sagittal slices, from back to front and head to feet. */
    private static Volume sagittal(Volume volume) {
        VoxelGrid g = volume.grid();
        VoxelGrid grid = new VoxelGrid(
                g.ny(),
                g.nz(),
                g.nx(),
                new Vec3(g.spacing().y(), g.spacing().z(), g.spacing().x()),
                g.toPatient(0, g.ny() - 1.0, g.nz() - 1.0),
                g.yAxis().times(-1),
                g.zAxis().times(-1),
                g.xAxis());
        float[] values = new float[grid.voxels()];
        for (int k = 0, at = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    values[at++] = volume.get(k, g.ny() - 1 - i, g.nz() - 1 - j);
                }
            }
        }
        return new Volume(grid, values);
    }
}
