package org.vertebrafe.segmentation.oneclick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.LabelRoles;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.segmentation.VertebralFrame;
import org.vertebrafe.synthetic.ArchShape;
import org.vertebrafe.synthetic.BodyShape;
import org.vertebrafe.synthetic.Pose;
import org.vertebrafe.synthetic.ScanSettings;
import org.vertebrafe.synthetic.SoftTissue;
import org.vertebrafe.synthetic.SyntheticVertebra;
import org.vertebrafe.synthetic.VertebraSampler;

/** Parts of a digital vertebra whose labels are the truth, tilted. */
class VertebraPartsTest {

    private static final Vec3 CENTRE = new Vec3(5, -20, 30);

    private static Labels vertebra;

    @BeforeAll
    static void sample() {
        VoxelGrid grid = new VoxelGrid(
                110,
                110,
                80,
                new Vec3(0.9, 0.9, 0.8),
                CENTRE.plus(new Vec3(-49, -28, -32)),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
        vertebra = VertebraSampler.sample(
                        SyntheticVertebra.lumbar(3).withPose(Pose.tilted(CENTRE, 5, 12, -8)),
                        grid,
                        new ScanSettings(KernelEquations.B40F, SoftTissue.NATIVE, 0, 1),
                        TaskExecutors.singleThreaded(),
                        Progress.NONE)
                .labels();
    }

    private static Segmentation truth(boolean whole) {
        VoxelGrid grid = vertebra.grid();
        short[] values = new short[grid.voxels()];
        for (int at = 0; at < values.length; at++) {
            int label = vertebra.get(at);
            values[at] = (short) (whole || label <= 2 ? label : 0);
        }
        Labels bone = new Labels(grid, values);
        VertebralFrame frame = VertebralFrame.of(TissueMap.of(bone, LabelRoles.preset("vertebrafe", "", bone)));
        return new Segmentation(
                bone,
                new SegmentationQuality(1, 0, 1, SegmentationQuality.Verdict.GOOD),
                frame,
                new Segmentation.CortexThickness(0.45, 0.6, 0.6),
                List.of());
    }

    @Test
    void canalIsTheOneThatWasCutOut() {
        Segmentation truth = truth(true);
        VertebraParts parts = VertebraParts.of(truth);
        ArchShape arch = ArchShape.LUMBAR;
        assertThat(parts.canalWidth()).isCloseTo(arch.canalWidth(), within(2.0));
        assertThat(parts.canalDepth()).isCloseTo(arch.canalDepth(), within(2.0));
        double area = Math.PI / 4 * arch.canalWidth() * arch.canalDepth();
        assertThat(parts.canalArea() / area).isBetween(0.85, 1.1);
        double volume = parts.labels().counts().get(VertebraParts.CANAL)
                * parts.labels().grid().voxelVolume();
        assertThat(volume / (parts.canalArea() * truth.frame().height())).isCloseTo(1, within(0.1));
    }

    @Test
    void endplatesAreThinAndAsLargeAsTheBody() {
        Segmentation truth = truth(true);
        VertebraParts parts = VertebraParts.of(truth);
        VoxelGrid grid = parts.labels().grid();
        BodyShape body = BodyShape.LUMBAR;
        double section = Math.PI / 4 * body.width() * body.depth();
        for (int label : new int[] {VertebraParts.SUPERIOR_ENDPLATE, VertebraParts.INFERIOR_ENDPLATE}) {
            double thickness = parts.labels().counts().get(label) * grid.voxelVolume() / section;
            // One layer of voxels and what a tilted layer needs more.
            assertThat(thickness).as("label %d", label).isBetween(0.6, 1.5);
        }
        for (int at = 0; at < grid.voxels(); at++) {
            if (parts.labels().get(at) >= VertebraParts.SUPERIOR_ENDPLATE) {
                assertThat(truth.labels().get(at)).isIn(1, 2);
            } else if (parts.labels().get(at) == VertebraParts.CANAL) {
                assertThat(truth.labels().get(at)).isZero();
            }
        }
    }

    @Test
    void withoutAnArchThereIsNoCanal() {
        VertebraParts parts = VertebraParts.of(truth(false));
        assertThat(parts.canalArea()).isNaN();
        assertThat(parts.labels().counts()).doesNotContainKey(VertebraParts.CANAL);
        assertThat(parts.labels().counts()).containsKey(VertebraParts.SUPERIOR_ENDPLATE);
    }
}
