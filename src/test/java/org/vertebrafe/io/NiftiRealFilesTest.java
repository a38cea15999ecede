package org.vertebrafe.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/** Files that other programs wrote, with facts that were found by other programs. */
class NiftiRealFilesTest {

    private static final Path DATA = Path.of("../shared/data");

    private static void assertVec(Vec3 actual, double x, double y, double z, double tolerance) {
        assertThat(actual.x()).isCloseTo(x, within(tolerance));
        assertThat(actual.y()).isCloseTo(y, within(tolerance));
        assertThat(actual.z()).isCloseTo(z, within(tolerance));
    }

    @Test
    void a_segmented_vertebra_with_a_qform_only() throws IOException {
        Loaded<Labels> read = Nifti.readLabels(DATA.resolve("verse004-L2/labels.nii.gz"));
        assertThat(read.image().counts()).isEqualTo(Map.of(1, 22553, 2, 11093, 3, 7761, 4, 12343, 5, 7015, 6, 6425));
        VoxelGrid grid = read.image().grid();
        assertThat(grid.nx()).isEqualTo(100);
        assertThat(grid.ny()).isEqualTo(89);
        assertThat(grid.nz()).isEqualTo(74);
        assertVec(grid.spacing(), 1, 1, 1, 0);
        assertVec(grid.xAxis(), 1, 0, 0, 0);
        assertVec(grid.yAxis(), 0, 1, 0, 0);
        assertVec(grid.zAxis(), 0, 0, 1, 0);
        assertThat(read.warnings()).isEmpty();
        // Array z runs to superior: disk 6 lies above disk 5.
        assertThat(meanSlice(read.image(), 6)).isGreaterThan(meanSlice(read.image(), 5) + 20);
    }

    private static double meanSlice(Labels labels, int label) {
        VoxelGrid grid = labels.grid();
        long sum = 0;
        long count = 0;
        for (int n = 0; n < grid.voxels(); n++) {
            if (labels.get(n) == label) {
                sum += n / (grid.nx() * grid.ny());
                count++;
            }
        }
        return (double) sum / count;
    }

    @Test
    void its_calibrated_density_in_float64() throws IOException {
        Volume density =
                Nifti.readVolume(DATA.resolve("verse004-L2/density.nii.gz")).image();
        Labels labels =
                Nifti.readLabels(DATA.resolve("verse004-L2/labels.nii.gz")).image();
        assertThat(density.grid().difference(labels.grid())).isEmpty();
        // The header's offset, RAS (-250.810, 145.072, 182.081), as LPS.
        assertVec(density.grid().origin(), 250.810, -145.072, 182.081, 5e-4);
        double sum = 0;
        int count = 0;
        for (int n = 0; n < density.values().length; n++) {
            if (labels.get(n) == 1) {
                sum += density.values()[n];
                count++;
            }
        }
        assertThat(sum / count).isCloseTo(75.474, within(5e-4));
    }

    @Test
    void an_abdominal_ct_with_an_sform_in_RAS() throws IOException {
        Loaded<Volume> ct = Nifti.readVolume(DATA.resolve("torso-ct/ct.nii.gz"));
        VoxelGrid grid = ct.image().grid();
        assertThat(grid.nx()).isEqualTo(122);
        assertThat(grid.ny()).isEqualTo(101);
        assertThat(grid.nz()).isEqualTo(112);
        assertVec(grid.spacing(), 3, 3, 3, 1e-6);
        assertVec(grid.xAxis(), -1, 0, 0, 1e-7);
        assertVec(grid.yAxis(), 0, -1, 0, 1e-7);
        assertVec(grid.zAxis(), 0, 0, 1, 1e-7);
        assertVec(grid.origin(), 177.956, -11.319, 94.302, 1e-3);
        assertThat(ct.warnings()).containsExactly("ct.nii.gz: the header names no unit of length; taken as mm.");
        Labels vertebrae =
                Nifti.readLabels(DATA.resolve("torso-ct/labels_L2_L4.nii.gz")).image();
        Labels bodies =
                Nifti.readLabels(DATA.resolve("torso-ct/bodies_L2_L4.nii.gz")).image();
        assertThat(grid.difference(vertebrae.grid())).isEmpty();
        assertThat(grid.difference(bodies.grid())).isEmpty();
        // L2 (30) lies above L4 (28). Counts and mean were taken with nibabel.
        assertThat(meanSlice(vertebrae, 30)).isGreaterThan(meanSlice(vertebrae, 28));
        assertThat(vertebrae.counts()).isEqualTo(Map.of(28, 2406, 30, 2242));
        double sum = 0;
        for (float value : ct.image().values()) {
            sum += value;
        }
        assertThat(sum / ct.image().values().length).isCloseTo(-360.02039, within(1e-4));
    }
}
