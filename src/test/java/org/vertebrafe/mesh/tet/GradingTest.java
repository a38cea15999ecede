package org.vertebrafe.mesh.tet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.mesh.ElementType;

/** Elements that grow inward: the same surface with fewer elements, which still fit together. */
class GradingTest {

    private static TetMesh ball(int growth) {
        return TetMesher.surface(
                TetMesherTest.ball(10, 4),
                new TetSettings(0.9, ElementType.TET4, growth),
                TaskExecutors.singleThreaded(),
                Progress.NONE);
    }

    @Test
    void elementsGrowInwardOnly() {
        TetMesh even = ball(1);
        TetMesh twice = ball(2);
        TetMesh fourfold = ball(4);
        TetMesh most = ball(8);
        for (TetMesh mesh : new TetMesh[] {twice, fourfold, most}) {
            Solids.requireSound(mesh, 2);
            assertThat(mesh.boundary()).hasSameSizeAs(even.boundary());
            assertThat(mesh.quality().volume())
                    .isCloseTo(
                            even.quality().volume(),
                            within(1e-4 * even.quality().volume()));
        }
        assertThat(twice.mesh().elements()).isLessThan((int) (0.6 * even.mesh().elements()));
        assertThat(fourfold.mesh().elements()).isLessThan(twice.mesh().elements());
        assertThat(most.mesh().elements()).isLessThanOrEqualTo(fourfold.mesh().elements());
        double cell = even.report().cell();
        assertThat(even.quality().edgeLength().max()).isLessThan(1.3 * cell);
        assertThat(fourfold.quality().edgeLength().max()).isCloseTo(4 * cell, within(0.01 * cell));
    }

    @Test
    void largeElementsLieDeepInside() {
        TetMesh mesh = ball(4);
        double cell = mesh.report().cell();
        BitSet surface = new BitSet();
        for (int node : mesh.surface().triangles()) {
            surface.set(node);
        }
        for (int e = 0; e < mesh.mesh().elements(); e++) {
            double longest = 0;
            double deepest = 0;
            for (int[] ends : Edges.ENDS) {
                var a = mesh.mesh().node(mesh.mesh().connectivity()[4 * e + ends[0]]);
                var b = mesh.mesh().node(mesh.mesh().connectivity()[4 * e + ends[1]]);
                longest = Math.max(longest, a.minus(b).norm());
                deepest = Math.max(deepest, Math.max(a.norm(), b.norm()));
            }
            for (int c = 0; longest > 1.5 * cell && c < 4; c++) {
                assertThat(surface.get(mesh.mesh().connectivity()[4 * e + c])).isFalse();
            }
            if (longest > 3 * cell) {
                assertThat(deepest).isLessThan(10 - 2 * cell);
            }
        }
    }

    @Test
    void onlyPowersOfTwoAreTaken() {
        assertThatThrownBy(() -> new TetSettings(2, ElementType.TET10, 3))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("must be 1 (all of one size), 2, 4 or 8");
    }
}
