package org.vertebrafe.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Vec3;

class VoxelOrderTest {

    private static final Vec3[] AXES = {new Vec3(0.8, 0.6, 0), new Vec3(-0.6, 0.8, 0), new Vec3(0, 0, 1)};
    private static final int[] SIZE = {4, 3, 5};
    private static final double[] SPACING = {0.5, 0.75, 2};

    /** An oblique grid of always the same 60 voxels; axis a runs along {@code AXES[order[a]]}, or against it. */
    private static VoxelGrid grid(int[] order, int reversed) {
        Vec3 origin = new Vec3(10, -20, 30);
        Vec3[] axes = new Vec3[3];
        for (int a = 0; a < 3; a++) {
            int s = order[a];
            boolean against = (reversed >> a & 1) == 1;
            axes[a] = AXES[s].times(against ? -1 : 1);
            origin = against ? origin.plus(AXES[s].times(SPACING[s] * (SIZE[s] - 1))) : origin;
        }
        return new VoxelGrid(
                SIZE[order[0]],
                SIZE[order[1]],
                SIZE[order[2]],
                new Vec3(SPACING[order[0]], SPACING[order[1]], SPACING[order[2]]),
                origin,
                axes[0],
                axes[1],
                axes[2]);
    }

    private static Labels numbered(VoxelGrid grid) {
        short[] values = new short[grid.voxels()];
        for (int n = 0; n < values.length; n++) {
            values[n] = (short) (n + 40000);
        }
        return new Labels(grid, values);
    }

    @Test
    void everyLabelStaysAtItsPlaceInThePatientInAll48Orders() {
        VoxelGrid wanted = grid(new int[] {0, 1, 2}, 0);
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int[] order : orders) {
            for (int reversed = 0; reversed < 8; reversed++) {
                Labels labels = numbered(grid(order, reversed));
                Labels ordered = VoxelOrder.onto(labels, wanted);
                assertThat(ordered.grid().difference(wanted)).isEmpty();
                for (int n = 0; n < wanted.voxels(); n++) {
                    Vec3 voxel = labels.grid().toVoxel(wanted.toPatient(n % 4, n / 4 % 3, n / 12));
                    int index = labels.grid()
                            .index((int) Math.rint(voxel.x()), (int) Math.rint(voxel.y()), (int) Math.rint(voxel.z()));
                    assertThat(ordered.get(n)).isEqualTo(labels.get(index));
                }
            }
        }
    }

    @Test
    void labelsOfOtherVoxelsStayAsTheyAre() {
        VoxelGrid wanted = grid(new int[] {0, 1, 2}, 0);
        Labels shifted = numbered(grid(new int[] {1, 0, 2}, 3).crop(0, 0, 0, 3, 4, 4));
        assertThat(VoxelOrder.onto(shifted, wanted)).isSameAs(shifted);
        Labels straight = numbered(VoxelGrid.aligned(4, 3, 5, 0.5, 0.75, 2));
        assertThat(VoxelOrder.onto(straight, wanted)).isSameAs(straight);
    }
}
