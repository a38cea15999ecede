package org.vertebrafe.segmentation.oneclick;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;

class MasksTest {

    private static VoxelGrid grid(int nx, int ny, int nz) {
        return new VoxelGrid(
                nx,
                ny,
                nz,
                new Vec3(1, 1, 1),
                new Vec3(0, 0, 0),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
    }

    /** Against the definition, voxel by voxel; sizes that are no multiples of a word, and thin ones. */
    @ParameterizedTest
    @CsvSource({"7,5,6", "64,3,4", "1,9,9", "13,1,8", "70,65,1", "3,3,64"})
    void aDilatedMaskHasTheNeighboursByFaces(int nx, int ny, int nz) {
        VoxelGrid grid = grid(nx, ny, nz);
        Random random = new Random(nx + 100L * ny);
        for (double share : new double[] {0.02, 0.5, 1}) {
            BitSet mask = new BitSet();
            for (int at = 0; at < grid.voxels(); at++) {
                mask.set(at, random.nextDouble() < share);
            }
            BitSet expected = new BitSet();
            for (int at = 0; at < grid.voxels(); at++) {
                int i = at % nx;
                int j = at / nx % ny;
                int k = at / nx / ny;
                expected.set(
                        at,
                        mask.get(at)
                                || i > 0 && mask.get(at - 1)
                                || i < nx - 1 && mask.get(at + 1)
                                || j > 0 && mask.get(at - nx)
                                || j < ny - 1 && mask.get(at + nx)
                                || k > 0 && mask.get(at - nx * ny)
                                || k < nz - 1 && mask.get(at + nx * ny));
            }
            assertThat(Masks.dilated(grid, mask)).isEqualTo(expected);
        }
    }

    @Test
    void closingFillsAHollowBoxBehindAGapAndLeavesTheOutside() {
        VoxelGrid grid = grid(15, 14, 13);
        BitSet shell = new BitSet();
        BitSet solid = new BitSet();
        for (int at = 0; at < grid.voxels(); at++) {
            int i = at % 15;
            int j = at / 15 % 14;
            int k = at / 15 / 14;
            boolean in = i >= 4 && i <= 10 && j >= 4 && j <= 9 && k >= 4 && k <= 8;
            boolean deep = i > 4 && i < 10 && j > 4 && j < 9 && k > 4 && k < 8;
            // A face wide, the gap itself stays a pit: its bridge by one voxel lies inside.
            boolean gap = i == 4 && j == 6 && k == 6;
            solid.set(at, in && !gap);
            shell.set(at, in && !deep && !gap);
        }
        BitSet closed = Masks.closed(grid, shell, 1);
        assertThat(closed).isEqualTo(solid);
    }
}
