package org.vertebrafe.segmentation.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vertebrafe.segmentation.edit.EditFixture.apply;
import static org.vertebrafe.segmentation.edit.EditFixture.ball;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import net.imglib2.parallel.TaskExecutors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.image.VoxelOrder;
import org.vertebrafe.io.EditScripts;
import org.vertebrafe.segmentation.Shapes;

/** Whatever is done can be undone, done again, written down and replayed, to the voxel. */
class EditPropertyTest {

    private static final VoxelGrid GRID = VoxelGrid.aligned(20, 18, 12, 0.7, 0.9, 1.6);

    private static final Volume CT =
            EditFixture.hu(GRID, p -> p.minus(GRID.toPatient(9, 8, 6)).norm() <= 5 ? 300 : 40 + p.x());

    private static Labels labels() {
        short[] values = new short[GRID.voxels()];
        EditFixture.add(GRID, values, 2, ball(GRID.toPatient(9, 8, 6), 5.5));
        return EditFixture.add(GRID, values, 1, ball(GRID.toPatient(9, 8, 6), 4));
    }

    private static EditSession session() {
        return session(labels(), CT);
    }

    private static EditSession session(Labels labels, Volume ct) {
        Segmenter standIn = (hu, seed, settings, threads, progress) ->
                EditFixture.shape(hu.grid(), settings.posteriorElements() ? 4 : 1, ball(seed, 3));
        return new EditSession(labels, Optional.of(ct), standIn, EditSession.UNDO_MEMORY);
    }

    @Property(tries = 60)
    void undoAndRedoAreExact(@ForAll("operations") List<Operation> operations) {
        EditSession session = session();
        List<String> states = new ArrayList<>();
        states.add(EditSession.hash(session.result()));
        for (Operation operation : operations) {
            if (tried(session, operation)) {
                states.add(EditSession.hash(session.result()));
            }
        }
        List<LabelStatistics> figures = session.statistics();
        for (int n = states.size() - 2; n >= 0; n--) {
            session.undo();
            assertThat(EditSession.hash(session.result())).isEqualTo(states.get(n));
        }
        assertThat(session.canUndo()).isFalse();
        for (int n = 1; n < states.size(); n++) {
            session.redo();
            assertThat(EditSession.hash(session.result())).isEqualTo(states.get(n));
        }
        assertThat(session.canRedo()).isFalse();
        assertThat(session.statistics()).isEqualTo(figures);
    }

    @Property(tries = 60)
    void aScriptReplaysToTheSameLabelsFromAnyVoxelOrder(
            @ForAll("operations") List<Operation> operations, @ForAll("orders") Order order) {
        EditSession session = session();
        operations.forEach(operation -> tried(session, operation));
        EditScript script = EditScripts.parse(EditScripts.json(session.script()), "edits.json");
        assertThat(script).isEqualTo(session.script());

        VoxelGrid other = Shapes.reordered(GRID, order.axes(), order.reversed());
        EditSession again = session(
                VoxelOrder.onto(labels(), other), VoxelOrder.onto(CT, other).orElseThrow());
        assertThat(again.replay(script, TaskExecutors.singleThreaded(), Progress.NONE))
                .isTrue();
        assertThat(again.result().grid()).isEqualTo(other);
        Labels expected = VoxelOrder.onto(session.result(), other);
        for (int at = 0; at < other.voxels(); at++) {
            assertThat(again.result().get(at)).isEqualTo(expected.get(at));
        }
    }

    /** Whether an operation changed something; what the labels at hand do not allow is passed over. */
    private static boolean tried(EditSession session, Operation operation) {
        try {
            return !apply(session, operation).isEmpty();
        } catch (InputException notHere) {
            return false;
        }
    }

    record Order(int[] axes, boolean[] reversed) {}

    @Provide
    Arbitrary<Order> orders() {
        Arbitrary<int[]> axes =
                Arbitraries.of(new int[] {0, 1, 2}, new int[] {1, 0, 2}, new int[] {2, 1, 0}, new int[] {1, 2, 0});
        return Combinators.combine(axes, Arbitraries.of(true, false), Arbitraries.of(true, false))
                .as((order, x, z) -> new Order(order, new boolean[] {x, false, z}));
    }

    @Provide
    Arbitrary<List<Operation>> operations() {
        Arbitrary<Integer> label = Arbitraries.integers().between(0, 3);
        Arbitrary<Integer> foreground = Arbitraries.integers().between(1, 3);
        Arbitrary<Double> length = Arbitraries.doubles().between(0.5, 4);
        Arbitrary<Slicing> plane = Arbitraries.of(Slicing.class);
        Arbitrary<Vec3> point = Combinators.combine(
                        Arbitraries.doubles().between(-2, 21),
                        Arbitraries.doubles().between(-2, 19),
                        Arbitraries.doubles().between(0, 11))
                .as(Vec3::new);
        Arbitrary<Vec3> within = Combinators.combine(
                        Arbitraries.integers().between(0, 19),
                        Arbitraries.integers().between(0, 17),
                        Arbitraries.integers().between(0, 11))
                .as(Vec3::new);
        Arbitrary<Where> where = Arbitraries.oneOf(
                Arbitraries.just(Where.ANY),
                label.set().ofMaxSize(2).map(Where.ANY::over),
                foreground.set().ofMaxSize(1).map(Where.ANY::locked),
                Arbitraries.just(new Where(new TreeSet<>(), new TreeSet<>(), 45, 310)));
        Arbitrary<Hint> hint = Combinators.combine(within, label).as(Hint::new);
        return Arbitraries.<Operation>oneOf(
                        Combinators.combine(
                                        label,
                                        plane.optional(),
                                        length,
                                        point.list().ofMinSize(1).ofMaxSize(4),
                                        where)
                                .as(Operation.Stroke::new),
                        Combinators.combine(
                                        label,
                                        plane,
                                        Arbitraries.integers().between(0, 11),
                                        point.list().ofMinSize(3).ofMaxSize(6),
                                        where)
                                .as(Operation.Lasso::new),
                        Combinators.combine(foreground, plane, where)
                                .as((l, p, w) -> new Operation.Interpolate(l, p, List.of(4, 6, 9), w)),
                        Combinators.combine(foreground, length, where).as(Operation.Smooth::new),
                        Combinators.combine(foreground, where).as(Operation.KeepLargest::new),
                        Combinators.combine(foreground, plane.optional(), where).as(Operation.FillHoles::new),
                        Combinators.combine(foreground, length, where).as(Operation.Dilate::new),
                        Combinators.combine(foreground, length, where).as(Operation.Erode::new),
                        Combinators.combine(label, label, where).as(Operation.Relabel::new),
                        Combinators.combine(hint.list().ofMinSize(1).ofMaxSize(3), length, where)
                                .as(Operation.Grow::new),
                        Combinators.combine(
                                        within,
                                        Arbitraries.of(0, 7),
                                        Arbitraries.of(true, false),
                                        hint.list().ofMaxSize(2),
                                        length,
                                        where)
                                .as(Operation.Resegment::new),
                        Arbitraries.just(new Operation.Reset()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }
}
