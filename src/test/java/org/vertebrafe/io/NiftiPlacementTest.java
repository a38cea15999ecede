package org.vertebrafe.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

class NiftiPlacementTest {

    private static final double HALF = Math.sqrt(0.5);

    @TempDir
    Path folder;

    private Loaded<Volume> read(NiftiBytes file) throws IOException {
        return Nifti.readVolume(file.write(folder.resolve("ct.nii")));
    }

    private static void assertNear(Vec3 actual, double x, double y, double z) {
        Offset<Double> near = Offset.offset(2e-6 * (1 + Math.abs(x) + Math.abs(y) + Math.abs(z)));
        assertThat(actual.x()).isCloseTo(x, near);
        assertThat(actual.y()).isCloseTo(y, near);
        assertThat(actual.z()).isCloseTo(z, near);
    }

    @Test
    void the_sform_becomes_LPS_with_spacing_and_axes_of_its_columns() throws IOException {
        // First voxel axis towards the head by 3 mm, second to the left by 0.5 mm, third to the front by 2 mm.
        Loaded<Volume> read = read(NiftiBytes.small()
                .pixdim(1, 3, 0.5, 2)
                .sform(1, new double[][] {{0, -0.5, 0, 10}, {0, 0, 2, -20}, {3, 0, 0, 30}}));
        VoxelGrid grid = read.image().grid();
        assertThat(read.warnings()).isEmpty();
        assertNear(grid.spacing(), 3, 0.5, 2);
        assertNear(grid.xAxis(), 0, 0, 1);
        assertNear(grid.yAxis(), 1, 0, 0);
        assertNear(grid.zAxis(), 0, -1, 0);
        assertNear(grid.origin(), -10, 20, 30);
        assertNear(grid.toPatient(1, 2, 3), -10 + 2 * 0.5, 20 - 3 * 2, 30 + 3);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "-1"})
    void the_qform_rotates_by_its_quaternion_and_flips_the_third_axis_if_pixdim_0_is_negative(double handedness)
            throws IOException {
        // (a, b, c, d) = (1, 1, 1, 1)/2 sends each axis to the next: x to y, y to z, z to x.
        Loaded<Volume> read =
                read(NiftiBytes.small().noSform().pixdim(handedness, 1, 2, 3).qform(1, 0.5, 0.5, 0.5, 10, -20, 30));
        VoxelGrid grid = read.image().grid();
        assertThat(read.warnings()).isEmpty();
        assertNear(grid.spacing(), 1, 2, 3);
        assertNear(grid.xAxis(), 0, -1, 0);
        assertNear(grid.yAxis(), 0, 0, 1);
        assertNear(grid.zAxis(), handedness < 0 ? 1 : -1, 0, 0);
        assertNear(grid.origin(), -10, 20, 30);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "0, 1, 0", "1, 0, 0"})
    void a_quaternion_about_one_axis_turns_by_the_angle(double b, double c, double d) throws IOException {
        double angle = Math.toRadians(40);
        double s = Math.sin(angle / 2);
        VoxelGrid grid = read(NiftiBytes.version2(ByteOrder.BIG_ENDIAN, 2, 3, 4)
                        .voxels(1, 24, (to, n) -> to.put((byte) 0))
                        .noSform()
                        .qform(2, s * b, s * c, s * d, 0, 0, 0))
                .image()
                .grid();
        // Turning e about the unit vector k: e cos + (k x e) sin + k (k.e)(1 - cos); then RAS to LPS.
        Vec3 k = new Vec3(b, c, d);
        Vec3[] unit = {new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1)};
        for (int axis = 0; axis < 3; axis++) {
            Vec3 e = unit[axis];
            Vec3 turned = e.times(Math.cos(angle))
                    .plus(k.cross(e).times(Math.sin(angle)))
                    .plus(k.times(k.dot(e) * (1 - Math.cos(angle))));
            assertNear(grid.axis(axis), -turned.x(), -turned.y(), turned.z());
        }
    }

    @Test
    void a_half_turn_whose_quaternion_was_rounded_to_more_than_1_is_normalised() throws IOException {
        Loaded<Volume> read = read(NiftiBytes.small().noSform().qform(1, HALF * 1.00001, HALF * 1.00001, 0, 0, 0, 0));
        assertNear(read.image().grid().xAxis(), 0, -1, 0);
        assertNear(read.image().grid().yAxis(), -1, 0, 0);
        assertNear(read.image().grid().zAxis(), 0, 0, -1);
    }

    @Test
    void the_sform_wins_over_the_qform_and_their_disagreement_is_said() throws IOException {
        NiftiBytes file = NiftiBytes.small().qform(1, 0, 0, HALF, 5, 0, 0);
        Loaded<Volume> read = read(file);
        assertNear(read.image().grid().xAxis(), -1, 0, 0);
        assertNear(read.image().grid().origin(), 0, 0, 0);
        assertThat(read.warnings())
                .containsExactly(
                        "ct.nii: sform and qform disagree (axes up to 90.0 degrees, origins 5.00 mm apart); the"
                                + " sform is used.");
        // With another code the two describe different spaces and may differ.
        assertThat(read(file.qform(2, 0, 0, HALF, 5, 0, 0)).warnings()).isEmpty();
        assertThat(read(file.qform(1, 0, 0, 0, 0, 0, 0)).warnings()).isEmpty();
    }

    @Test
    void the_sform_with_code_0_is_not_used() throws IOException {
        NiftiBytes file = NiftiBytes.small()
                .sform(0, new double[][] {{0, 7, 0, 1}, {7, 0, 0, 1}, {0, 0, 7, 1}})
                .qform(1, 0, 0, 0, 4, 5, 6);
        assertNear(read(file).image().grid().spacing(), 1, 1, 1);
        assertNear(read(file).image().grid().origin(), -4, -5, 6);
    }

    @Test
    void without_sform_and_qform_RAS_is_assumed_and_said() throws IOException {
        Loaded<Volume> read = read(NiftiBytes.small().noSform().pixdim(0, 0.5, 0.6, 2));
        VoxelGrid grid = read.image().grid();
        assertNear(grid.spacing(), 0.5, 0.6, 2);
        assertNear(grid.xAxis(), -1, 0, 0);
        assertNear(grid.yAxis(), 0, -1, 0);
        assertNear(grid.zAxis(), 0, 0, 1);
        assertThat(read.warnings())
                .singleElement()
                .asString()
                .startsWith("ct.nii: neither sform nor qform")
                .contains("Assumed: first axis to the patient's right", "may be wrong", "DICOM");
    }

    @Test
    void a_voxel_size_that_pixdim_contradicts_is_said_from_a_thousandth_on() throws IOException {
        NiftiBytes file = NiftiBytes.small().pixdim(1, 1, 1, 1.0009);
        assertThat(read(file).warnings()).isEmpty();
        Loaded<Volume> read = read(file.pixdim(1, 1, 1, 1.0011));
        assertNear(read.image().grid().spacing(), 1, 1, 1);
        assertThat(read.warnings())
                .containsExactly(
                        "ct.nii: voxel size (1.00000, 1.00000, 1.00000) mm in the sform against (1.00000, 1.00000, 1.00110) mm in pixdim (limit"
                                + " 0.1 %); the sform is used.");
        assertThat(read(file.pixdim(1, 1, 1, Double.NaN)).warnings()).hasSize(1);
    }

    @Test
    void a_template_space_is_said() throws IOException {
        NiftiBytes file = NiftiBytes.small().sform(4, new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}});
        assertThat(read(file).warnings()).singleElement().asString().contains("code 4", "template");
    }

    @Test
    void an_unnamed_unit_is_taken_as_mm_and_said() throws IOException {
        // 8 is the unit of time (seconds) and says nothing about lengths.
        assertThat(read(NiftiBytes.small().units(8)).warnings())
                .containsExactly("ct.nii: the header names no unit of length; taken as mm.");
        assertThat(read(NiftiBytes.small().units(2 + 8)).warnings()).isEmpty();
    }
}
