package org.vertebrafe.segmentation.oneclick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.LabelRoles;
import org.vertebrafe.segmentation.ShapeMeasurement;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.synthetic.Pose;
import org.vertebrafe.synthetic.ScanSettings;
import org.vertebrafe.synthetic.SyntheticScan;
import org.vertebrafe.synthetic.SyntheticVertebra;
import org.vertebrafe.synthetic.VertebraSampler;

/** A cortex of known thickness, thinner than a voxel, measured on the true labels. */
class BodyCortexTest {

    private static final Vec3 CENTRE = new Vec3(-11, 42, -130);

    @ParameterizedTest
    @CsvSource({"0, 0, 0.8, 1", "-15, 10, 1, 1.5"})
    void wallAndEndplatesAreFoundBelowAVoxel(double sagittal, double coronal, double pixel, double slice) {
        int nx = (int) (96 / pixel);
        int nz = (int) (80 / slice);
        VoxelGrid grid = new VoxelGrid(
                nx,
                nx,
                nz,
                new Vec3(pixel, pixel, slice),
                CENTRE.plus(new Vec3(-nx * pixel / 2, -28, -nz * slice / 2)),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
        SyntheticScan scan = VertebraSampler.sample(
                SyntheticVertebra.lumbar(3).withPose(Pose.tilted(CENTRE, 4, sagittal, coronal)),
                grid,
                ScanSettings.CLEAN.withNoise(15),
                TaskExecutors.singleThreaded(),
                Progress.NONE);
        TissueMap tissues = TissueMap.of(scan.labels(), LabelRoles.preset("vertebrafe", "", scan.labels()));
        Segmentation.CortexThickness cortex = BodyCortex.measure(
                scan.hu(), tissues, ShapeMeasurement.of(tissues), TaskExecutors.singleThreaded(), Progress.NONE);
        assertThat(cortex.wall()).as("wall").isCloseTo(0.45, within(0.3));
        assertThat(cortex.superiorEndplate()).as("superior").isCloseTo(0.6, within(0.35));
        assertThat(cortex.inferiorEndplate()).as("inferior").isCloseTo(0.6, within(0.35));
    }
}
