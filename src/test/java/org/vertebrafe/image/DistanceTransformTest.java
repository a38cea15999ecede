package org.vertebrafe.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Vec3;

class DistanceTransformTest {

    @Property(tries = 60)
    void isTheDistanceToTheNearestVoxelOutside(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 7) int nx,
            @ForAll @IntRange(min = 1, max = 6) int ny,
            @ForAll @IntRange(min = 1, max = 5) int nz,
            @ForAll @DoubleRange(min = 0.3, max = 3) double dz) {
        VoxelGrid grid = VoxelGrid.aligned(nx, ny, nz, 0.7, 1.1, dz);
        Random random = new Random(seed);
        BitSet mask = new BitSet();
        for (int at = 0; at < grid.voxels(); at++) {
            mask.set(at, random.nextDouble() < 0.9);
        }
        float[] distance = DistanceTransform.inside(grid, mask);
        for (int k = 0; k < nz; k++) {
            for (int j = 0; j < ny; j++) {
                for (int i = 0; i < nx; i++) {
                    assertThat((double) distance[grid.index(i, j, k)])
                            .isCloseTo(bruteForce(grid, mask, i, j, k), within(1e-5));
                }
            }
        }
    }

    private static double bruteForce(VoxelGrid grid, BitSet mask, int i, int j, int k) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int c = -1; c <= grid.nz(); c++) {
            for (int b = -1; b <= grid.ny(); b++) {
                for (int a = -1; a <= grid.nx(); a++) {
                    boolean beyond = a < 0 || b < 0 || c < 0 || a == grid.nx() || b == grid.ny() || c == grid.nz();
                    if (beyond || !mask.get(grid.index(a, b, c))) {
                        nearest = Math.min(
                                nearest,
                                grid.toPatient(a, b, c)
                                        .minus(grid.toPatient(i, j, k))
                                        .norm());
                    }
                }
            }
        }
        return nearest;
    }

    @Test
    void aFilledGridIsMeasuredToItsBorder() {
        VoxelGrid grid = VoxelGrid.aligned(5, 5, 5, 1, 1, 1);
        BitSet mask = new BitSet();
        mask.set(0, grid.voxels());
        assertThat(DistanceTransform.inside(grid, mask)[grid.index(2, 2, 2)]).isEqualTo(3);
    }

    @Property(tries = 60)
    void orToTheNearestVoxelOfTheMaskWithoutItsBorder(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 7) int nx,
            @ForAll @IntRange(min = 1, max = 6) int ny,
            @ForAll @IntRange(min = 1, max = 5) int nz,
            @ForAll @DoubleRange(min = 0.3, max = 3) double dz) {
        VoxelGrid grid = VoxelGrid.aligned(nx, ny, nz, 0.7, 1.1, dz);
        Random random = new Random(seed);
        BitSet mask = new BitSet();
        for (int at = 0; at < grid.voxels(); at++) {
            mask.set(at, random.nextDouble() < 0.06);
        }
        float[] distance = DistanceTransform.outside(grid, mask);
        for (int at = 0; at < grid.voxels(); at++) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int other = mask.nextSetBit(0); other >= 0; other = mask.nextSetBit(other + 1)) {
                nearest = Math.min(
                        nearest, place(grid, at).minus(place(grid, other)).norm());
            }
            if (mask.isEmpty()) {
                assertThat(distance[at]).isEqualTo(Float.POSITIVE_INFINITY);
            } else {
                assertThat((double) distance[at]).isCloseTo(nearest, within(1e-5));
            }
        }
    }

    private static Vec3 place(VoxelGrid grid, int at) {
        return grid.toPatient(at % grid.nx(), at / grid.nx() % grid.ny(), at / grid.nx() / grid.ny());
    }
}
