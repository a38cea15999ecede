package org.vertebrafe.calibration.tissues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.PhantomlessCalibration;
import org.vertebrafe.calibration.PhantomlessFit;
import org.vertebrafe.calibration.ReferenceTissue;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.imagej.dicom.ImageIoDecoders;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.io.dicom.DicomCt;

/**
 * Tissues of two real scans: a native CT of the abdomen in 3 mm voxels with a hip prosthesis, and 20 slices with contrast
 * agent. Positions and values that are expected were read from the images by hand.
 */
class RealTissuesTest {

    private static final Path TORSO = Path.of("../shared/data/torso-ct/ct.nii.gz");
    private static final Path ENHANCED = Path.of("../shared/data/torso-dicom");

    private static Volume ct;
    private static FoundTissues torso;

    @BeforeAll
    static void find() throws IOException {
        ct = Nifti.readVolume(TORSO).image();
        torso = TissueFinder.find(ct, TaskExecutors.singleThreaded(), Progress.NONE);
    }

    @Test
    void airAndFatReadAsMeasuredByHand() {
        assertThat(hu(ReferenceTissue.AIR)).isCloseTo(-997, within(4.0));
        assertThat(hu(ReferenceTissue.ADIPOSE)).isCloseTo(-105, within(4.0));
    }

    @Test
    void aortaReadsAsMeasuredByHand() {
        TissueRegion blood = torso.region(ReferenceTissue.BLOOD).orElseThrow();
        // 43 HU by hand; with SD 10 in 281 correlated voxels the standard error is 1.4: three of them.
        assertThat(blood.sample().meanHu()).isCloseTo(43, within(4.2));
        assertThat(blood.sample().standardError()).isBetween(0.6, 2.0);
    }

    @Test
    void psoasReadsAsMeasuredByHand() {
        // Discs of 9 mm radius drawn in the lumbar psoas: right 41.0 (18 mm of it), left 39.3 HU (27 mm). The iliopsoas
        // in the pelvis, below what is sampled, reads about 50.
        assertThat(hu(ReferenceTissue.MUSCLE)).isCloseTo(40, within(3.0));
    }

    @Test
    void samplesLieInAortaAndPsoas() {
        // LPS mm by hand, in the slice at z = 289: aorta, right and left psoas.
        Vec3 aorta = at(67.5, 46.5, 65);
        assertThat(distance(ReferenceTissue.BLOOD, aorta)).isLessThan(4);
        Vec3 right = at(48.5, 57.5, 65);
        Vec3 left = at(76, 57.5, 65);
        VoxelGrid grid = torso.labels().grid();
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    Vec3 p = grid.toPatient(i, j, k);
                    if (torso.labels().get(i, j, k) == TissueLabels.of(ReferenceTissue.MUSCLE)
                            && Math.abs(p.z() - right.z()) < 1) {
                        double nearest =
                                Math.min(p.minus(right).norm(), p.minus(left).norm());
                        assertThat(nearest).as("psoas at %s", p).isLessThan(14);
                    }
                }
            }
        }
    }

    @Test
    void nothingIsSampledNearTheProsthesis() {
        assertThat(torso.warnings()).anyMatch(warning -> warning.startsWith("Metal"));
        VoxelGrid grid = ct.grid();
        for (int k = 0; k < grid.nz(); k++) {
            int metal = 0;
            int sampled = 0;
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    metal += ct.get(i, j, k) > 2500 ? 1 : 0;
                    sampled += torso.labels().get(i, j, k) > 0 ? 1 : 0;
                }
            }
            assertThat(metal > 5 && sampled > 0).as("slice %d", k).isFalse();
        }
    }

    @Test
    void voxelsTooLargeForCorticalBoneAreSaidToBe() {
        assertThat(torso.region(ReferenceTissue.CORTICAL_BONE)).isEmpty();
        assertThat(torso.warnings())
                .anyMatch(warning -> warning.contains("Cortical bone left out") && warning.contains("3.0 mm"));
    }

    @Test
    void theNativeScanCanBeCalibrated() {
        PhantomlessFit fit = PhantomlessCalibration.fit(torso.samples());
        assertThat(fit.r2()).isGreaterThan(0.999);
        assertThat(fit.effectiveEnergy()).isBetween(60.0, 110.0);
    }

    @Test
    void contrastAgentIsSeenInTheAorta() throws IOException {
        Volume enhanced = DicomCt.read(ENHANCED, ImageIoDecoders.all(), TaskExecutors.singleThreaded(), Progress.NONE)
                .volume();
        FoundTissues found = TissueFinder.find(enhanced, TaskExecutors.singleThreaded(), Progress.NONE);
        assertThat(found.region(ReferenceTissue.BLOOD)).isEmpty();
        // By hand, the aorta has 150 HU.
        assertThat(found.warnings())
                .anyMatch(warning -> warning.matches("Blood left out: the aorta has 1[45]\\d HU.*contrast agent.*"));
        assertThat(found.region(ReferenceTissue.AIR).orElseThrow().sample().meanHu())
                .isCloseTo(-998, within(4.0));
        assertThat(found.region(ReferenceTissue.MUSCLE)).isPresent();
    }

    private static double hu(ReferenceTissue tissue) {
        return torso.region(tissue).orElseThrow().sample().meanHu();
    }

    /** Patient position of the cell (i to the left, j to the back, k to the head) of the torso. */
    private static Vec3 at(double i, double j, double k) {
        return new Vec3(-185.044 + 3 * i, -311.319 + 3 * j, 94.302 + 3 * k);
    }

    private static double distance(ReferenceTissue tissue, Vec3 point) {
        VoxelGrid grid = torso.labels().grid();
        double nearest = Double.POSITIVE_INFINITY;
        for (int at = 0; at < grid.voxels(); at++) {
            if (torso.labels().get(at) == TissueLabels.of(tissue)) {
                Vec3 p = grid.toPatient(at % grid.nx(), at / grid.nx() % grid.ny(), at / grid.nx() / grid.ny());
                nearest = Math.min(nearest, p.minus(point).norm());
            }
        }
        return nearest;
    }
}
