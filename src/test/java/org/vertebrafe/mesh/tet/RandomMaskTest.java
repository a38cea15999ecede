package org.vertebrafe.mesh.tet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.segmentation.Tissue;

/** What is promised of any mesh, on masks of every kind: with and without caps, of one size and growing inward. */
class RandomMaskTest {

    private static final int MASKS = 100;

    @Test
    void everyMaskGivesASoundMeshOrIsRefused() {
        TaskExecutor threads = TaskExecutors.singleThreaded();
        int refused = 0;
        for (int seed = 0; seed < MASKS; seed++) {
            VoxelGrid grid = RandomMasks.grid(seed);
            BitSet mask = RandomMasks.mask(seed, grid);
            TetMesh mesh;
            try {
                mesh = seed % 12 < 6
                        ? TetMesher.mask(grid, mask, settings(seed), threads, Progress.NONE)
                        : TetMesher.tissues(
                                RandomMasks.tissues(seed, grid, mask), settings(seed), threads, Progress.NONE);
            } catch (InputException e) {
                // Specks of a few voxels, or plates much thinner than the elements.
                assertThat(e).as("mask %d", seed).hasMessageContaining("choose them smaller than its parts");
                assertThat(RandomMasks.kind(seed)).isIn(RandomMasks.Kind.TINY, RandomMasks.Kind.PLATE);
                refused++;
                continue;
            }
            try {
                Solids.requireSound(mesh, mesh.topology().eulerNumber());
                requireOnePart(mesh);
            } catch (AssertionError e) {
                throw new AssertionError("mask " + seed + " " + RandomMasks.kind(seed), e);
            }
        }
        assertThat(refused).isLessThan(MASKS / 6);
    }

    private static TetSettings settings(int seed) {
        double edge = 0.65 * (1 + 0.8 * (seed * 0.618 % 1));
        return new TetSettings(edge, seed % 4 < 2 ? ElementType.TET4 : ElementType.TET10, 1 << seed % 3);
    }

    private static void requireOnePart(TetMesh mesh) {
        int[] parts = new int[1];
        int per = mesh.mesh().type().nodes();
        int[] corners = new int[4 * mesh.mesh().elements()];
        for (int i = 0; i < corners.length; i++) {
            corners[i] = mesh.mesh().connectivity()[i / 4 * per + i % 4];
        }
        new Tets(mesh.mesh().coordinates(), corners, new boolean[mesh.mesh().nodes()], new byte[0]).largestPart(parts);
        assertThat(parts[0]).isEqualTo(1);
        for (byte code : mesh.tissues()) {
            assertThat(Tissue.ofCode(code)).isNotNull();
        }
    }
}
