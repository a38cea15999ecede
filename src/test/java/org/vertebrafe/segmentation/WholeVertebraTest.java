package org.vertebrafe.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.function.IntPredicate;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.imagej.SharedImages;
import org.vertebrafe.synthetic.Pose;
import org.vertebrafe.synthetic.ScanSettings;
import org.vertebrafe.synthetic.SoftTissue;
import org.vertebrafe.synthetic.SyntheticVertebra;
import org.vertebrafe.synthetic.VertebraSampler;

/** Bodies that others labelled, found again in the union of all labels. */
class WholeVertebraTest {

    private static TissueMap undivided(Labels labels, IntPredicate bone) {
        byte[] codes = new byte[labels.grid().voxels()];
        for (int at = 0; at < codes.length; at++) {
            codes[at] = bone.test(labels.get(at)) ? Tissue.VERTEBRA.code() : 0;
        }
        return new TissueMap(labels.grid(), codes);
    }

    private static double dice(TissueMap divided, IntPredicate truth) {
        int both = 0;
        int sum = 0;
        for (int at = 0; at < divided.codes().length; at++) {
            boolean ours = divided.get(at) == Tissue.BODY;
            boolean theirs = truth.test(at);
            both += ours && theirs ? 1 : 0;
            sum += (ours ? 1 : 0) + (theirs ? 1 : 0);
        }
        return 2.0 * both / sum;
    }

    @ParameterizedTest
    @CsvSource({"30", "28"})
    void findsTheBodiesOfARealCtOfThreeMillimetres(int label) throws IOException {
        Labels vertebrae = SharedImages.labels("torso-ct/labels_L2_L4.nii.gz");
        Labels bodies = SharedImages.labels("torso-ct/bodies_L2_L4.nii.gz");
        TissueMap divided = WholeVertebra.divide(undivided(vertebrae, l -> l == label));
        assertThat(dice(divided, at -> vertebrae.get(at) == label && bodies.get(at) != 0))
                .isGreaterThan(0.95);
        assertThat(divided.any(t -> t == Tissue.VERTEBRA)).isFalse();
    }

    @Test
    void findsTheBodyOfTheRealVertebraOfOneMillimetre() throws IOException {
        Labels labels = SharedImages.labels("verse004-L2/labels.nii.gz");
        TissueMap divided = WholeVertebra.divide(undivided(labels, l -> l >= 1 && l <= 4));
        assertThat(dice(divided, at -> labels.get(at) == 1 || labels.get(at) == 2))
                .isGreaterThan(0.97);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0, 1, 1", "12, 25, -10, 0.8, 1.5", "-8, -20, 18, 1, 3", "5, 30, 0, 2, 2"})
    void tiltAndVoxelSizeDoNotMatter(double axial, double sagittal, double coronal, double pixel, double slice) {
        SyntheticVertebra vertebra =
                SyntheticVertebra.lumbar(3).withPose(Pose.tilted(new Vec3(10, -20, 5), axial, sagittal, coronal));
        int nx = (int) (100 / pixel);
        int nz = (int) (100 / slice);
        VoxelGrid grid = new VoxelGrid(
                nx,
                nx,
                nz,
                new Vec3(pixel, pixel, slice),
                new Vec3(10 - nx * pixel / 2, -20 - 32, 5 - nz * slice / 2),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
        Labels labels = VertebraSampler.sample(
                        vertebra,
                        grid,
                        new ScanSettings(KernelEquations.B40F, SoftTissue.uniform(0), 0, 1),
                        TaskExecutors.singleThreaded(),
                        Progress.NONE)
                .labels();
        TissueMap divided = WholeVertebra.divide(undivided(labels, l -> l >= 1 && l <= 4));
        assertThat(dice(divided, at -> labels.get(at) == 1 || labels.get(at) == 2))
                .isGreaterThan(0.95);
    }

    @Test
    void refusesWhatIsNoWholeVertebra() {
        VoxelGrid grid = Shapes.around(new Vec3(30, 30, 20), new Vec3(1, 1, 1));
        TissueMap plate = Shapes.map(grid, Tissue.VERTEBRA, Shapes.box(Pose.UPRIGHT, 40, 40, 6));
        assertThatThrownBy(() -> WholeVertebra.divide(plate))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("ball");
        TissueMap body = Shapes.map(grid, Tissue.VERTEBRA, Shapes.cylinder(Pose.UPRIGHT, 44, 33, 27));
        assertThatThrownBy(() -> WholeVertebra.divide(body))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("spinal canal")
                .hasMessageContaining("mask of the body");
    }
}
