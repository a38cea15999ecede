package org.vertebrafe.segmentation.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.vertebrafe.segmentation.edit.EditFixture.apply;
import static org.vertebrafe.segmentation.edit.EditFixture.ball;
import static org.vertebrafe.segmentation.edit.EditFixture.centre;
import static org.vertebrafe.segmentation.edit.EditFixture.shape;
import static org.vertebrafe.segmentation.edit.EditFixture.volume;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;

/** Every operation against a shape whose answer is known. */
class OperationsTest {

    /** Anisotropic as clinical scans are. */
    private static final VoxelGrid GRID = VoxelGrid.aligned(80, 72, 40, 0.5, 0.6, 1.1);

    private static final Vec3 MIDDLE_VOXEL = new Vec3(40.2, 35.7, 19.6);
    private static final Vec3 MIDDLE = GRID.toPatient(40.2, 35.7, 19.6);

    private static Operation.Stroke stroke(int label, Optional<Slicing> plane, double radius, Vec3... path) {
        return new Operation.Stroke(label, plane, radius, List.of(path), Where.ANY);
    }

    @Test
    void aBallIsRoundInMillimetres() {
        EditSession session = EditFixture.empty(GRID);
        apply(session, stroke(1, Optional.empty(), 9, MIDDLE_VOXEL));
        Labels result = session.result();
        for (int at = 0; at < GRID.voxels(); at++) {
            assertThat(result.get(at) == 1)
                    .isEqualTo(centre(GRID, at).minus(MIDDLE).norm() <= 9);
        }
        assertThat(volume(session, 1)).isCloseTo(4.0 / 3 * Math.PI * 9 * 9 * 9, within(15.0));
    }

    @ParameterizedTest
    @EnumSource
    void aDiscStaysInItsSliceAndSweepsAStadium(Slicing plane) {
        EditSession session = EditFixture.empty(GRID);
        double radius = 5;
        double[] to = {MIDDLE_VOXEL.x(), MIDDLE_VOXEL.y(), MIDDLE_VOXEL.z()};
        to[plane.across()] += 12;
        Vec3 end = new Vec3(to[0], to[1], to[2]);
        Region box = apply(session, stroke(3, Optional.of(plane), radius, MIDDLE_VOXEL, end));
        int slice = (int) Math.rint(MIDDLE_VOXEL.get(plane.axis()));
        assertThat(box.first(plane.axis())).isEqualTo(slice);
        assertThat(box.last(plane.axis())).isEqualTo(slice);
        double length = 12 * GRID.spacing().get(plane.across());
        double area = volume(session, 3) / GRID.spacing().get(plane.axis());
        double expected = Math.PI * radius * radius + 2 * radius * length;
        assertThat(area).isCloseTo(expected, within(0.03 * expected));
    }

    @Test
    void aBrushThinnerThanAVoxelDrawsALineWithoutGaps() {
        EditSession session = EditFixture.empty(GRID);
        apply(session, stroke(1, Optional.of(Slicing.AXIAL), 0.01, new Vec3(3, 4, 5), new Vec3(33, 14, 5)));
        for (int i = 3; i <= 33; i++) {
            int j = (int) Math.rint(4 + (i - 3) / 3.0);
            assertThat(session.label(GRID.index(i, j, 5))).as("column %d", i).isEqualTo(1);
        }
    }

    @Test
    void aStrokeBeyondTheImagePaintsWhatIsInside() {
        EditSession session = EditFixture.empty(GRID);
        apply(session, stroke(1, Optional.empty(), 4, new Vec3(-3, 10, 10), new Vec3(5, 10, 10)));
        assertThat(session.label(GRID.index(0, 10, 10))).isEqualTo(1);
        assertThat(session.label(GRID.index(GRID.nx() - 1, 9, 10))).isZero();
        apply(session, stroke(2, Optional.of(Slicing.AXIAL), 4, new Vec3(-300, 10, 10)));
        assertThat(session.count(2)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aLassoFillsItsPolygonsArea(Slicing plane) {
        EditSession session = EditFixture.empty(GRID);
        // A concave polygon of known area by the shoelace formula.
        double[][] corners = {{5.3, 4.2}, {30.7, 6.1}, {33.4, 30.8}, {18.2, 14.5}, {7.9, 31.6}};
        List<Vec3> outline = new ArrayList<>();
        double twice = 0;
        for (int n = 0; n < corners.length; n++) {
            double[] p = new double[3];
            p[plane.axis()] = 12;
            p[plane.across()] = corners[n][0];
            p[plane.down()] = corners[n][1];
            outline.add(new Vec3(p[0], p[1], p[2]));
            double[] next = corners[(n + 1) % corners.length];
            twice += corners[n][0] * next[1] - next[0] * corners[n][1];
        }
        apply(session, new Operation.Lasso(2, plane, 12, outline, Where.ANY));
        assertThat((double) session.count(2)).isCloseTo(Math.abs(twice) / 2, within(0.03 * Math.abs(twice) / 2));
        apply(session, new Operation.Lasso(0, plane, 12, outline, Where.ANY.over(Set.of(2))));
        assertThat(session.count(2)).isZero();
    }

    @Test
    void betweenTwoDiscsComesAConeFrustum() {
        VoxelGrid grid = VoxelGrid.aligned(90, 80, 31, 0.5, 0.6, 1);
        Labels discs = shape(grid, 1, p -> {
            double r = Math.hypot(p.x() - 22, p.y() - 24);
            return p.z() == 2 && r <= 15 || p.z() == 28 && r <= 6;
        });
        EditSession session = new EditSession(discs, Optional.empty());
        apply(session, new Operation.Interpolate(1, Slicing.AXIAL, List.of(2, 28), Where.ANY));
        // Slices 2 to 28 stand for a frustum 26 high plus half a slice at either end.
        double frustum = Math.PI * 26 / 3 * (15 * 15 + 15 * 6 + 6 * 6) + Math.PI / 2 * (15 * 15 + 6 * 6);
        assertThat(volume(session, 1)).isCloseTo(frustum, within(0.02 * frustum));
        assertThat(session.label(grid.index(44, 40, 1))).isZero();
    }

    @Test
    void anObliqueProcessDoesNotVanishHalfWay() {
        VoxelGrid grid = VoxelGrid.aligned(90, 80, 31, 0.5, 0.6, 1);
        Labels discs = shape(
                grid,
                1,
                p -> p.z() == 2 && Math.hypot(p.x() - 10, p.y() - 12) <= 5
                        || p.z() == 22 && Math.hypot(p.x() - 34, p.y() - 30) <= 5);
        EditSession session = new EditSession(discs, Optional.empty());
        apply(session, new Operation.Interpolate(1, Slicing.AXIAL, List.of(2, 22), Where.ANY));
        double cylinder = Math.PI * 25 * 21;
        assertThat(volume(session, 1)).isCloseTo(cylinder, within(0.04 * cylinder));
    }

    @Test
    void interpolationReplacesWhatWasThereAndAsksForTheLabel() {
        VoxelGrid grid = VoxelGrid.aligned(40, 40, 9, 1, 1, 1);
        Labels labels = shape(grid, 1, p -> {
            double r = Math.hypot(p.x() - 20, p.y() - 20);
            return r <= (p.z() > 2 && p.z() < 6 ? 15 : 7);
        });
        EditSession session = new EditSession(labels, Optional.empty());
        apply(session, new Operation.Interpolate(1, Slicing.AXIAL, List.of(1, 7), Where.ANY));
        for (int k = 0; k < 9; k++) {
            assertThat(session.label(grid.index(20 + 10, 20, k))).isZero();
            assertThat(session.label(grid.index(20, 20, k))).isEqualTo(1);
        }
        assertThatThrownBy(() -> apply(session, new Operation.Interpolate(2, Slicing.AXIAL, List.of(1, 7), Where.ANY)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Label 2 is not in axial slice 1");
    }

    @Test
    void dilationAndErosionAreInMillimetres() {
        EditSession session = new EditSession(shape(GRID, 1, ball(MIDDLE, 8)), Optional.empty());
        Labels before = session.result();
        apply(session, new Operation.Dilate(1, 3, Where.ANY));
        assertThat(radius(session, 1)).isCloseTo(11, within(0.25));
        for (int at = 0; at < GRID.voxels(); at++) {
            if (centre(GRID, at).minus(MIDDLE).norm() > 11) {
                assertThat(session.label(at)).isZero();
            }
        }
        apply(session, new Operation.Erode(1, 3, Where.ANY));
        assertThat(radius(session, 1)).isCloseTo(8, within(0.25));
        // A closing holds all that was there.
        for (int at = 0; at < GRID.voxels(); at++) {
            assertThat(session.label(at)).isGreaterThanOrEqualTo(before.get(at));
        }
    }

    /** Of the ball of equal volume, mm. */
    private static double radius(EditSession session, int label) {
        return Math.cbrt(3 * volume(session, label) / (4 * Math.PI));
    }

    @Test
    void whatALabelLeavesGoesToItsNeighbour() {
        // Cancellous core 1 in a cortex 2: eroding the core must widen the cortex, not open a gap.
        short[] values = new short[GRID.voxels()];
        EditFixture.add(GRID, values, 2, ball(MIDDLE, 12));
        Labels labels = EditFixture.add(GRID, values, 1, ball(MIDDLE, 9));
        EditSession session = new EditSession(labels, Optional.empty());
        int both = session.count(1) + session.count(2);
        apply(session, new Operation.Erode(1, 1.5, Where.ANY));
        assertThat(session.count(1) + session.count(2)).isEqualTo(both);
        assertThat(volume(session, 1)).isLessThan(4.0 / 3 * Math.PI * 8 * 8 * 8);
    }

    @Test
    void smoothingKeepsTheVolumeToTheVoxelAndRemovesASpike() {
        Labels labels = shape(
                GRID,
                1,
                p -> p.minus(MIDDLE).norm() <= 8
                        || Math.abs(p.y() - MIDDLE.y()) < 0.7
                                && Math.abs(p.z() - MIDDLE.z()) < 1
                                && p.x() > MIDDLE.x()
                                && p.x() < MIDDLE.x() + 14);
        EditSession session = new EditSession(labels, Optional.empty());
        int before = session.count(1);
        int spike = GRID.index((int) Math.rint(40.2 + 24), 36, 20);
        assertThat(session.label(spike)).isEqualTo(1);
        apply(session, new Operation.Smooth(1, 1.5, Where.ANY));
        assertThat(session.count(1)).isEqualTo(before);
        assertThat(session.label(spike)).isZero();
        double limit = 8 + 1.2;
        for (int at = 0; at < GRID.voxels(); at++) {
            if (centre(GRID, at).minus(MIDDLE).norm() > limit
                    && centre(GRID, at).x() < MIDDLE.x()) {
                assertThat(session.label(at)).isZero();
            }
        }
    }

    @Test
    void keepsTheLargestPart() {
        Vec3 crumb = MIDDLE.plus(new Vec3(12, 0, 0));
        Labels labels = shape(GRID, 1, ball(MIDDLE, 7).or(ball(crumb, 2.5)));
        EditSession session = new EditSession(labels, Optional.empty());
        apply(session, new Operation.KeepLargest(1, Where.ANY));
        for (int at = 0; at < GRID.voxels(); at++) {
            assertThat(session.label(at) == 1)
                    .isEqualTo(centre(GRID, at).minus(MIDDLE).norm() <= 7);
        }
    }

    @Test
    void fillsWhatIsEnclosedInSpaceOrInSlices() {
        Labels shell = shape(GRID, 1, p -> {
            double r = p.minus(MIDDLE).norm();
            // A channel along z opens it in space but not in axial slices.
            return r <= 10 && r > 6 && !(Math.hypot(p.x() - MIDDLE.x(), p.y() - MIDDLE.y()) < 2 && p.z() > MIDDLE.z());
        });
        EditSession session = new EditSession(shell, Optional.empty());
        int open = session.count(1);
        assertThat(apply(session, new Operation.FillHoles(1, Optional.empty(), Where.ANY))
                        .isEmpty())
                .isTrue();
        apply(session, new Operation.FillHoles(1, Optional.of(Slicing.AXIAL), Where.ANY));
        double inner = 4.0 / 3 * Math.PI * 6 * 6 * 6;
        assertThat((session.count(1) - open) * GRID.voxelVolume()).isGreaterThan(0.95 * inner);
        session.undo();
        apply(session, stroke(1, Optional.empty(), 3, new Vec3(40.2, 35.7, 19.6 + 8 / 1.1)));
        int closed = session.count(1);
        apply(session, new Operation.FillHoles(1, Optional.empty(), Where.ANY));
        assertThat((session.count(1) - closed) * GRID.voxelVolume()).isGreaterThan(0.75 * inner);
    }

    @Test
    void paintsOnlyWhereItMay() {
        short[] values = new short[GRID.voxels()];
        EditFixture.add(GRID, values, 2, p -> p.x() < MIDDLE.x());
        Labels labels = EditFixture.add(GRID, values, 3, p -> p.x() >= MIDDLE.x() && p.y() < MIDDLE.y());
        EditSession session =
                new EditSession(labels, Optional.of(EditFixture.hu(GRID, p -> p.z() < MIDDLE.z() ? 100 : 400)));
        Where where = Where.ANY.over(Set.of(2)).hu(50, 200);
        apply(session, new Operation.Stroke(1, Optional.empty(), 8, List.of(MIDDLE_VOXEL), where));
        for (int at = 0; at < GRID.voxels(); at++) {
            Vec3 p = centre(GRID, at);
            boolean painted = p.minus(MIDDLE).norm() <= 8 && p.x() < MIDDLE.x() && p.z() < MIDDLE.z();
            assertThat(session.label(at) == 1).isEqualTo(painted);
        }
        int three = session.count(3);
        apply(
                session,
                new Operation.Stroke(1, Optional.empty(), 8, List.of(MIDDLE_VOXEL), Where.ANY.locked(Set.of(3))));
        assertThat(session.count(3)).isEqualTo(three);
        assertThatThrownBy(() -> apply(
                        session,
                        new Operation.Stroke(
                                3, Optional.empty(), 8, List.of(MIDDLE_VOXEL), Where.ANY.locked(Set.of(3)))))
                .hasMessageContaining("Label 3 is locked");
    }

    @Test
    void aRangeOfHuNeedsACt() {
        EditSession session = EditFixture.empty(GRID);
        assertThatThrownBy(() -> session.draw(1, Optional.empty(), 3, Where.ANY.hu(0, 100)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("needs the CT");
    }

    @Test
    void oneLabelBecomesAnother() {
        EditSession session = new EditSession(shape(GRID, 28, ball(MIDDLE, 6)), Optional.empty());
        int count = session.count(28);
        apply(session, new Operation.Relabel(28, 1, Where.ANY));
        assertThat(session.count(1)).isEqualTo(count);
        assertThat(session.count(28)).isZero();
    }

    @Test
    void nonsenseIsRefusedWithItsValue() {
        assertThatThrownBy(() -> stroke(1, Optional.empty(), 0, MIDDLE)).hasMessageContaining("Brush radius 0.0 mm");
        assertThatThrownBy(() -> stroke(70000, Optional.empty(), 1, MIDDLE)).hasMessageContaining("Label 70000");
        assertThatThrownBy(() -> stroke(1, Optional.empty(), 1)).hasMessageContaining("Stroke of 0 points");
        assertThatThrownBy(() -> stroke(1, Optional.empty(), 1, new Vec3(Double.NaN, 0, 0)))
                .hasMessageContaining("not finite");
        assertThatThrownBy(() -> new Operation.Dilate(0, 1, Where.ANY)).hasMessageContaining("background");
        assertThatThrownBy(() -> Where.ANY.hu(3, 2)).hasMessageContaining("HU range 3.0 to 2.0");
        EditSession session = EditFixture.empty(GRID);
        assertThatThrownBy(() -> apply(session, new Operation.Smooth(7, 1, Where.ANY)))
                .hasMessageContaining("Label 7 has no voxel");
        assertThatThrownBy(() -> new EditSession(
                        new Labels(GRID, new short[GRID.voxels()]),
                        Optional.of(EditFixture.hu(VoxelGrid.aligned(4, 4, 4, 1, 1, 1), p -> 0))))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("4 x 4 x 4 against 80 x 72 x 40");
    }
}
