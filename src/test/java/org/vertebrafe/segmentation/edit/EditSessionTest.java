package org.vertebrafe.segmentation.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.vertebrafe.segmentation.edit.EditFixture.apply;
import static org.vertebrafe.segmentation.edit.EditFixture.ball;
import static org.vertebrafe.segmentation.edit.EditFixture.centre;
import static org.vertebrafe.segmentation.edit.EditFixture.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.oneclick.Constraints;

/** A correction as a whole: figures, undo, hints and seeds. */
class EditSessionTest {

    private static final VoxelGrid GRID = VoxelGrid.aligned(48, 40, 24, 0.8, 0.9, 1.5);

    private static final Vec3 MIDDLE_VOXEL = new Vec3(24, 20, 12);
    private static final Vec3 MIDDLE = GRID.toPatient(24, 20, 12);

    private static Operation.Stroke paint(int label, double radius, Vec3 at) {
        return new Operation.Stroke(label, Optional.empty(), radius, List.of(at), Where.ANY);
    }

    @Test
    void figuresFollowEveryChange() {
        EditSession session = new EditSession(shape(GRID, 1, ball(MIDDLE, 7)), Optional.empty());
        double voxel = GRID.voxelVolume();
        double before = session.count(1) * voxel;
        assertThat(session.statistics()).containsExactly(new LabelStatistics(1, before, before, 0, 0, 1));
        apply(session, paint(2, 4, MIDDLE_VOXEL));
        double taken = session.count(2) * voxel;
        double left = before - taken;
        List<LabelStatistics> figures = session.statistics();
        assertThat(figures).hasSize(2);
        assertThat(figures.get(0).removed()).isCloseTo(taken, within(1e-9));
        assertThat(figures.get(0).added()).isZero();
        assertThat(figures.get(0).dice()).isCloseTo(2 * left / (before + left), within(1e-12));
        assertThat(figures.get(1)).isEqualTo(new LabelStatistics(2, 0, taken, taken, 0, 0));
        session.undo();
        assertThat(session.statistics()).containsExactly(new LabelStatistics(1, before, before, 0, 0, 1));
    }

    @Test
    void aLiveStrokeIsTheStrokeOfItsScript() {
        EditSession live = new EditSession(shape(GRID, 1, ball(MIDDLE, 7)), Optional.empty());
        Where where = Where.ANY.over(Set.of(0, 1));
        LiveStroke stroke = live.draw(2, Optional.of(Slicing.CORONAL), 3.3, where);
        for (int n = 0; n < 40; n++) {
            stroke.to(new Vec3(5 + n * 0.77, 20.2, 12 + 6 * Math.sin(n * 0.3)));
        }
        assertThatThrownBy(live::result).isInstanceOf(IllegalStateException.class);
        stroke.finish();
        EditSession again = new EditSession(shape(GRID, 1, ball(MIDDLE, 7)), Optional.empty());
        apply(again, live.operations().get(0));
        assertThat(EditSession.hash(again.result())).isEqualTo(EditSession.hash(live.result()));
        String before = EditSession.hash(live.result());
        LiveStroke other = live.draw(0, Optional.empty(), 9, Where.ANY);
        other.to(MIDDLE_VOXEL);
        other.cancel();
        assertThat(EditSession.hash(live.result())).isEqualTo(before);
        assertThat(live.operations()).hasSize(1);
    }

    @Test
    void undoMemoryIsBoundedAndTheScriptStaysWhole() {
        EditSession session = new EditSession(
                new Labels(GRID, new short[GRID.voxels()]), Optional.empty(), Segmenter.ONE_CLICK, 3000);
        for (int n = 0; n < 12; n++) {
            apply(session, paint(1 + n % 2, 4, new Vec3(5 + 3 * n, 20, 12)));
        }
        int steps = 0;
        while (session.undo().isPresent()) {
            steps++;
        }
        assertThat(steps).isBetween(1, 5);
        while (session.redo().isPresent()) {
            steps--;
        }
        assertThat(steps).isZero();
        assertThat(session.operations()).hasSize(12);
    }

    @Test
    void whatFailsHalfWayLeavesNothingBehind() {
        EditSession session = new EditSession(shape(GRID, 1, ball(MIDDLE, 7)), Optional.empty());
        String before = EditSession.hash(session.result());
        assertThatThrownBy(() ->
                        apply(session, new Operation.Interpolate(1, Slicing.AXIAL, List.of(9, 14, 23), Where.ANY)))
                .isInstanceOf(InputException.class);
        assertThat(EditSession.hash(session.result())).isEqualTo(before);
        assertThat(session.canUndo()).isFalse();
        assertThat(session.unsaved()).isFalse();
    }

    @Test
    void knowsWhatIsNotSaved() {
        EditSession session = new EditSession(shape(GRID, 1, ball(MIDDLE, 7)), Optional.empty());
        apply(session, paint(2, 4, MIDDLE_VOXEL));
        assertThat(session.unsaved()).isTrue();
        session.undo();
        assertThat(session.unsaved()).as("all undone").isFalse();
        session.redo();
        session.markSaved();
        assertThat(session.unsaved()).isFalse();
        apply(session, new Operation.Reset());
        assertThat(session.unsaved()).isTrue();
        assertThat(session.statistics().get(0).dice()).isEqualTo(1);
    }

    @Test
    void aHintGrowsToTheEdgeOfTheBoneAndNoFurther() {
        // Bone of 300 HU, two thirds of it labelled; the hint lies in the rest.
        Volume ct = EditFixture.hu(GRID, p -> p.minus(MIDDLE).norm() <= 12 ? 300 : 40);
        Labels labels = shape(GRID, 1, p -> p.minus(MIDDLE).norm() <= 12 && p.x() < MIDDLE.x() + 4);
        EditSession session = new EditSession(labels, Optional.of(ct));
        apply(session, new Operation.Grow(List.of(new Hint(new Vec3(34, 20, 12), 1)), 20, Where.ANY));
        int bone = 0;
        int missing = 0;
        int spilled = 0;
        for (int at = 0; at < GRID.voxels(); at++) {
            boolean inside = centre(GRID, at).minus(MIDDLE).norm() <= 12;
            bone += inside ? 1 : 0;
            missing += inside && session.label(at) == 0 ? 1 : 0;
            spilled += !inside && session.label(at) == 1 ? 1 : 0;
        }
        assertThat(missing).isLessThan(bone / 50);
        assertThat(spilled).isLessThan(bone / 50);
        // The other way round: what spilled over the edge is taken back by a hint of background.
        EditSession leaky = new EditSession(shape(GRID, 1, ball(MIDDLE, 16)), Optional.of(ct));
        apply(leaky, new Operation.Grow(List.of(new Hint(new Vec3(24 + 17, 20, 12), 0)), 8, Where.ANY));
        assertThat(leaky.label(GRID.index(24 + 17, 20, 12))).isZero();
        assertThat(leaky.label(GRID.index(24 + 13, 20, 12))).isEqualTo(1);
        assertThat(leaky.label(GRID.index(10, 20, 12))).isEqualTo(1);
    }

    @Test
    void segmentingAgainKeepsWhatWasCorrected() {
        Volume ct = EditFixture.hu(GRID, p -> p.minus(MIDDLE).norm() <= 9 ? 300 : 40);
        Segmenter standIn = (hu, seed, settings, threads, progress) -> {
            assertThat(seed.minus(MIDDLE).norm()).isLessThan(1e-9);
            return shape(hu.grid(), settings.posteriorElements() ? 3 : 1, ball(seed, 9));
        };
        EditSession session =
                new EditSession(shape(GRID, 1, ball(MIDDLE, 4)), Optional.of(ct), standIn, EditSession.UNDO_MEMORY);
        Vec3 outside = new Vec3(24 - 14, 20, 12);
        Vec3 within = new Vec3(24 + 6, 20, 12);
        apply(session, paint(2, 2, outside));
        apply(session, new Operation.Stroke(2, Optional.empty(), 2, List.of(within), Where.ANY));
        apply(session, new Operation.Stroke(0, Optional.empty(), 1, List.of(within), Where.ANY));
        Operation again = new Operation.Resegment(MIDDLE_VOXEL, 0, true, List.of(), 8, Where.ANY);
        apply(session, again);
        assertThat(session.label(GRID.index(10, 20, 12))).as("painted").isEqualTo(2);
        assertThat(session.label(GRID.index(30, 20, 12))).as("erased").isZero();
        assertThat(session.label(GRID.index(24, 20 + 7, 12))).as("found").isEqualTo(1);
        assertThat(apply(session, again).isEmpty()).as("the same once more").isTrue();
        // Its own voxels are not corrected ones: another answer replaces them.
        apply(session, new Operation.Resegment(MIDDLE_VOXEL, 0, false, List.of(), 8, Where.ANY));
        assertThat(session.label(GRID.index(24, 20 + 7, 12))).isEqualTo(3);
        assertThat(session.label(GRID.index(10, 20, 12))).isEqualTo(2);
        // As one label for the whole, beside a vertebra of another number.
        apply(session, new Operation.Resegment(MIDDLE_VOXEL, 28, false, List.of(), 8, Where.ANY));
        assertThat(session.label(GRID.index(24, 20 + 7, 12))).isEqualTo(28);
    }

    @Test
    void segmentingAgainTellsTheSegmenterWhatIsKnown() {
        Volume ct = EditFixture.hu(GRID, p -> 40);
        List<Constraints> told = new ArrayList<>();
        Segmenter standIn = (hu, seed, settings, threads, progress) -> {
            told.add(settings.known());
            return shape(hu.grid(), 1, ball(seed, 9));
        };
        EditSession session =
                new EditSession(shape(GRID, 1, ball(MIDDLE, 4)), Optional.of(ct), standIn, EditSession.UNDO_MEMORY);
        Vec3 cortex = new Vec3(10, 20, 12);
        Vec3 arch = new Vec3(24, 34, 12);
        Vec3 erased = new Vec3(24, 20, 12);
        apply(session, paint(2, 1, cortex));
        apply(session, paint(3, 1, arch));
        apply(session, new Operation.Stroke(0, Optional.empty(), 1, List.of(erased), Where.ANY));
        List<Hint> hints = List.of(new Hint(new Vec3(3, 3, 3), 0), new Hint(new Vec3(40, 3, 3), 4));
        apply(session, new Operation.Resegment(MIDDLE_VOXEL, 0, false, hints, 1, Where.ANY));
        Constraints known = told.get(0);
        assertThat(known.at(GRID.index(10, 20, 12))).contains(Constraints.Known.BODY);
        assertThat(known.at(GRID.index(24, 34, 12))).contains(Constraints.Known.POSTERIOR);
        assertThat(known.at(GRID.index(24, 20, 12))).contains(Constraints.Known.OUTSIDE);
        assertThat(known.at(GRID.index(3, 3, 3))).as("hint").contains(Constraints.Known.OUTSIDE);
        assertThat(known.at(GRID.index(40, 3, 3))).as("hint").contains(Constraints.Known.POSTERIOR);
        assertThat(known.at(GRID.index(24, 23, 12))).as("never touched").isEmpty();
        // With one label for the whole vertebra nobody said which part it is.
        apply(session, new Operation.Resegment(MIDDLE_VOXEL, 3, false, List.of(), 1, Where.ANY));
        assertThat(told.get(1).at(GRID.index(24, 34, 12))).contains(Constraints.Known.VERTEBRA);
        assertThat(told.get(1).at(GRID.index(10, 20, 12))).contains(Constraints.Known.OUTSIDE);
        // What was undone is not known.
        session.undo();
        session.undo();
        session.undo();
        apply(session, new Operation.Resegment(MIDDLE_VOXEL, 0, true, List.of(), 1, Where.ANY));
        assertThat(told.get(2).at(GRID.index(24, 20, 12))).isEmpty();
    }

    @Test
    void cancellingLeavesTheLabelsAsTheyWere() {
        Segmenter cancelled = (hu, seed, settings, threads, progress) -> {
            progress.checkCancelled();
            throw new AssertionError("not cancelled");
        };
        EditSession session = new EditSession(
                shape(GRID, 1, ball(MIDDLE, 4)),
                Optional.of(EditFixture.hu(GRID, p -> 0)),
                cancelled,
                EditSession.UNDO_MEMORY);
        Progress progress = new Progress() {
            @Override
            public void report(String stage, double fraction) {
                // Nobody listens.
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThatThrownBy(() -> session.apply(
                        new Operation.Resegment(MIDDLE_VOXEL, 0, true, List.of(), 8, Where.ANY),
                        TaskExecutors.singleThreaded(),
                        progress))
                .isInstanceOf(CancelledException.class);
        assertThat(session.unsaved()).isFalse();
    }
}
