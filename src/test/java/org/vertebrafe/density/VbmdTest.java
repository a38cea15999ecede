package org.vertebrafe.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.LabelRoles;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.segmentation.VertebralFrame;
import org.vertebrafe.synthetic.Pose;
import org.vertebrafe.synthetic.ScanSettings;
import org.vertebrafe.synthetic.SyntheticScan;
import org.vertebrafe.synthetic.SyntheticVertebra;
import org.vertebrafe.synthetic.VertebraSampler;

class VbmdTest {

    private record Sample(TissueMap tissues, VertebralFrame frame, Volume density, double truth) {

        static Sample of(double sagittalTilt, double spacing, double slice) {
            int nx = (int) (100 / spacing);
            int ny = (int) (100 / spacing);
            int nz = (int) (64 / slice);
            VoxelGrid cube = VoxelGrid.aligned(nx, ny, nz, spacing, spacing, slice);
            Vec3 centre = cube.toPatient(nx / 2.0, ny * 0.3, nz / 2.0);
            SyntheticScan scan = VertebraSampler.sample(
                    SyntheticVertebra.lumbar(3).withPose(Pose.tilted(centre, 4, sagittalTilt, -3)),
                    cube,
                    ScanSettings.CLEAN,
                    TaskExecutors.singleThreaded(),
                    Progress.NONE);
            TissueMap tissues = TissueMap.of(scan.labels(), LabelRoles.preset("vertebrafe", "", scan.labels()));
            return new Sample(
                    tissues,
                    VertebralFrame.of(tissues),
                    KernelEquations.B40F.apply(scan.hu()),
                    scan.truth().trabecularDensity());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "12, 1, 1", "-20, 1, 1.5", "6, 0.8, 3"})
    void bothRegionsHoldTrabecularBoneOnlyAndFindItsDensity(double tilt, double spacing, double slice) {
        Sample sample = Sample.of(tilt, spacing, slice);
        TrabecularRegion cylinder = TrabecularRegion.ellipticCylinder(sample.tissues(), sample.frame());
        TrabecularRegion peeled = TrabecularRegion.peeled(sample.tissues(), TrabecularRegion.CORTICAL_MARGIN);
        for (TrabecularRegion region : new TrabecularRegion[] {cylinder, peeled}) {
            assertThat(region.voxels().stream().mapToObj(at -> sample.tissues().get(at)))
                    .containsOnly(Tissue.TRABECULAR_BODY);
            Vbmd vbmd = Vbmd.measure(sample.density(), region);
            // Texture makes a part of the core differ from the whole by a few mg/cm3.
            assertThat(vbmd.mean()).isCloseTo(sample.truth(), within(0.006));
            assertThat(vbmd.sd()).isBetween(0.001, 0.05);
        }
        BitSet shared = (BitSet) cylinder.voxels().clone();
        shared.andNot(peeled.voxels());
        assertThat(shared.isEmpty())
                .as("the cylinder lies within the peeled body")
                .isTrue();
    }

    @Test
    void cylinderHasAnEllipsesVolumeAndLiesInFront() {
        Sample sample = Sample.of(0, 0.8, 0.8);
        TrabecularRegion cylinder = TrabecularRegion.ellipticCylinder(sample.tissues(), sample.frame());
        Vbmd vbmd = Vbmd.measure(sample.density(), cylinder);
        Matcher sizes = Pattern.compile("elliptic cylinder ([0-9.]+) x ([0-9.]+) x 9 mm at mid-height")
                .matcher(cylinder.description());
        assertThat(sizes.matches()).isTrue();
        double volume = Math.PI / 4 * Double.parseDouble(sizes.group(1)) * Double.parseDouble(sizes.group(2)) * 9;
        assertThat(vbmd.volume()).isCloseTo(volume, within(0.04 * volume));
        assertThat(vbmd.voxels()).isEqualTo(cylinder.voxels().cardinality());
        VoxelGrid grid = sample.tissues().grid();
        double forward = cylinder.voxels().stream()
                .mapToObj(at -> grid.toPatient(at % grid.nx(), at / grid.nx() % grid.ny(), at / grid.nx() / grid.ny()))
                .mapToDouble(p ->
                        p.minus(sample.frame().bodyCentre()).dot(sample.frame().anterior()))
                .average()
                .orElseThrow();
        assertThat(forward).isPositive();
    }

    @Test
    void meanAndStandardDeviationAreThoseOfTheVoxels() {
        VoxelGrid grid = VoxelGrid.aligned(4, 1, 1, 1, 2, 3);
        BitSet voxels = new BitSet();
        voxels.set(1, 4);
        Vbmd vbmd = Vbmd.measure(
                new Volume(grid, new float[] {9, 0.1f, 0.2f, 0.3f}), new TrabecularRegion("three voxels", voxels));
        assertThat(vbmd.mean()).isCloseTo(0.2, within(1e-7));
        assertThat(vbmd.sd()).isCloseTo(0.1, within(1e-7));
        assertThat(vbmd.volume()).isEqualTo(18);
        assertThat(vbmd.region()).isEqualTo("three voxels");
    }

    @Test
    void aBodyWithoutRoomIsRefused() {
        Sample sample = Sample.of(0, 1, 1);
        assertThatThrownBy(() -> TrabecularRegion.peeled(sample.tissues(), 30))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("No room for the vBMD region")
                .hasMessageContaining("30.0 mm");
    }
}
