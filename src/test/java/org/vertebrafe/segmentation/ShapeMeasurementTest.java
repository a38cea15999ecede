package org.vertebrafe.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.imagej.SharedImages;
import org.vertebrafe.synthetic.Pose;

/** Solids whose measures are known, and real vertebrae. */
class ShapeMeasurementTest {

    private static final double WIDTH = 44;
    private static final double DEPTH = 32;
    private static final double HEIGHT = 27;
    private static final Vec3 CENTRE = new Vec3(0.3, -0.2, 0.4);

    /**
     * An elliptic cylinder between endplates that close in to the front and are concave.
     *
     * @param wedge angle between the endplates, degrees
     * @param concavity depth of each endplate in the middle, mm
     */
    private static Predicate<Vec3> body(Pose pose, double wedge, double concavity) {
        double slope = Math.tan(Math.toRadians(wedge / 2));
        return p -> {
            Vec3 q = pose.toLocal(p);
            double x = 2 * q.x() / WIDTH;
            double y = 2 * q.y() / DEPTH;
            double r2 = x * x + y * y;
            double half = HEIGHT / 2 + slope * q.y() - concavity * (1 - r2);
            return r2 < 1 && Math.abs(q.z()) < half;
        };
    }

    private static VertebraShape measure(Pose pose, Vec3 spacing, double wedge, double concavity) {
        VoxelGrid grid = Shapes.around(new Vec3(36, 36, 32), spacing);
        return ShapeMeasurement.of(Shapes.map(grid, Tissue.BODY, body(pose, wedge, concavity)));
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.5, 0.5,  0,   0,   0,  0, 0",
        "0.5, 0.5, 0.5, 10,   0,   0,  0, 0",
        "0.5, 0.5, 1.0, 10,  20, -10,  4, 0",
        "0.8, 0.8, 1.5, -6,  -8,  12, -6, 0",
        "0.5, 0.5, 0.5,  0,   0,   0,  0, 3",
        "0.5, 0.5, 1.0,  8,  15,   8,  5, 2.5",
        "1.0, 1.0, 3.0, 12,  25,   0,  0, 2"
    })
    void heightsAnglesAndSizesOfKnownSolids(
            double dx,
            double dy,
            double dz,
            double wedge,
            double sagittal,
            double coronal,
            double axial,
            double concavity) {
        VertebraShape shape =
                measure(Pose.tilted(CENTRE, axial, sagittal, coronal), new Vec3(dx, dy, dz), wedge, concavity);
        double voxel = Math.max(dx, dz);
        double slope = 2 * Math.tan(Math.toRadians(wedge / 2));
        // The strip is 13 mm wide: its walls lie up to 5 % of the depth further in, 1.5 % in the mean.
        double border = 0.985 * DEPTH / 2;
        // A flat slope is a stair of voxels, of which the rim is the topmost step: half a voxel at either endplate.
        assertThat(shape.anteriorHeight())
                .as("anterior")
                .isCloseTo(HEIGHT - slope * border, within(0.2 + 0.2 * concavity + 0.7 * voxel));
        assertThat(shape.posteriorHeight())
                .as("posterior")
                .isCloseTo(HEIGHT + slope * border, within(0.2 + 0.2 * concavity + 0.7 * voxel));
        assertThat(shape.middleHeight()).as("middle").isCloseTo(HEIGHT - 2 * concavity, within(0.25 + 0.25 * voxel));
        assertThat(shape.wedge()).as("wedge").isCloseTo(wedge, within(0.8));
        assertThat(shape.sideWedge()).as("side wedge").isCloseTo(0, within(0.8));
        assertThat(shape.depth()).as("depth").isCloseTo(2 * border, within(0.3 + 0.3 * dx));
        assertThat(shape.width()).as("width").isCloseTo(WIDTH, within(0.3 + 0.3 * dx));
        assertThat(shape.midArea() / (Math.PI / 4 * WIDTH * DEPTH)).as("area").isCloseTo(1, within(0.015));
        double volume = Math.PI / 4 * WIDTH * DEPTH * (HEIGHT - concavity);
        assertThat(shape.bodyVolume() / volume).as("volume").isCloseTo(1, within(0.01));
        assertThat(shape.vertebraVolume()).isEqualTo(shape.bodyVolume());
    }

    @Test
    void anteriorIsWhereThePosteriorElementsAreNot() {
        Pose pose = Pose.tilted(CENTRE, 180, 0, 0);
        VoxelGrid grid = Shapes.around(new Vec3(36, 50, 32), new Vec3(0.8, 0.8, 0.8));
        byte[] codes = Shapes.mark(grid, new byte[grid.voxels()], Tissue.BODY, body(pose, 10, 0));
        Shapes.mark(grid, codes, Tissue.PROCESS, p -> {
            Vec3 q = pose.toLocal(p);
            return Math.abs(q.x()) < 5 && Math.abs(q.z()) < 5 && q.y() > 12 && q.y() < 40;
        });
        VertebraShape shape = ShapeMeasurement.of(new TissueMap(grid, codes));
        assertThat(shape.frame().anterior().y()).isGreaterThan(0.99);
        assertThat(shape.wedge()).isCloseTo(10, within(0.5));
        assertThat(shape.wedgeRatio()).isLessThan(0.85);
        assertThat(shape.vertebraVolume()).isGreaterThan(shape.bodyVolume() + 2000);
    }

    @Test
    void theOrderOfTheArrayDoesNotMatter() {
        Pose pose = Pose.tilted(CENTRE, 5, 12, -7);
        VoxelGrid grid = Shapes.around(new Vec3(36, 36, 32), new Vec3(0.8, 0.8, 1.2));
        VoxelGrid turned = Shapes.reordered(grid, new int[] {2, 0, 1}, new boolean[] {true, false, true});
        VertebraShape one = ShapeMeasurement.of(Shapes.map(grid, Tissue.BODY, body(pose, 9, 2)));
        VertebraShape other = ShapeMeasurement.of(Shapes.map(turned, Tissue.BODY, body(pose, 9, 2)));
        assertThat(other.anteriorHeight()).isCloseTo(one.anteriorHeight(), within(0.05));
        assertThat(other.middleHeight()).isCloseTo(one.middleHeight(), within(0.05));
        assertThat(other.wedge()).isCloseTo(one.wedge(), within(0.05));
        assertThat(other.midArea() / one.midArea()).isCloseTo(1, within(0.002));
    }

    /**
     * By hand, columns of the middle 15 voxels of each row: rims 28.0 mm (row 52) and 29.3 mm (row 79), middle 26.0 mm,
     * walls at rows 50 and 81.
     */
    @Test
    void theRealVertebraAsReadOffByHand() throws IOException {
        Labels labels = SharedImages.labels("verse004-L2/labels.nii.gz");
        VertebraShape shape =
                ShapeMeasurement.of(TissueMap.of(labels, LabelRoles.preset("spinefe-benchmark", "", labels)));
        assertThat(shape.bodyVolume()).isEqualTo(22553 + 11093);
        assertThat(shape.vertebraVolume()).isEqualTo(22553 + 11093 + 7761 + 12343);
        assertThat(shape.anteriorHeight()).isCloseTo(29.3, within(0.5));
        assertThat(shape.posteriorHeight()).isCloseTo(28.0, within(0.5));
        assertThat(shape.middleHeight()).isCloseTo(26.0, within(0.3));
        assertThat(shape.depth()).isCloseTo(31, within(1.5));
    }

    /** L4 in voxels of 3 mm, by hand: rims 27 and 30 mm, middle 24.3 mm. */
    @Test
    void aVertebraInCoarseVoxels() throws IOException {
        Labels map = SharedImages.labels("torso-ct/labels_L2_L4.nii.gz");
        VertebraShape shape = ShapeMeasurement.of(
                WholeVertebra.divide(TissueMap.of(map, LabelRoles.preset("totalsegmentator", "L4", map))));
        assertThat(shape.posteriorHeight()).isCloseTo(27, within(1.5));
        assertThat(shape.anteriorHeight()).isCloseTo(30, within(1.5));
        assertThat(shape.middleHeight()).isCloseTo(24.3, within(0.8));
    }

    @Test
    void refusesLabelsWithoutABody() {
        VoxelGrid grid = Shapes.around(new Vec3(36, 36, 32), new Vec3(2, 2, 2));
        assertThatThrownBy(() -> ShapeMeasurement.of(Shapes.map(grid, Tissue.PROCESS, body(Pose.UPRIGHT, 0, 0))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("body");
    }
}
