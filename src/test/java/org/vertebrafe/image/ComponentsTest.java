package org.vertebrafe.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComponentsTest {

    private static final VoxelGrid CUBE = VoxelGrid.aligned(3, 3, 3, 1, 1, 1);

    private static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        for (int i : set) {
            bits.set(i);
        }
        return bits;
    }

    @ParameterizedTest
    @CsvSource({
        // Voxel of the middle (13) with one other: the six faces join, edges and corners do not.
        "12, 1",
        "14, 1",
        "10, 1",
        "16, 1",
        "4, 1",
        "22, 1",
        "9, 2",
        "17, 2",
        "1, 2",
        "3, 2",
        "25, 2",
        "0, 2",
        "26, 2",
        "2, 2"
    })
    void voxelsHangTogetherByFacesOnly(int other, int parts) {
        Components.Largest largest = Components.largest(CUBE, bits(13, other));
        assertThat(largest.count()).isEqualTo(parts);
        assertThat(largest.voxels()).isEqualTo(3 - parts);
    }

    @Test
    void rowsAndSlicesDoNotWrapRound() {
        assertThat(Components.largest(CUBE, bits(2, 3)).count()).isEqualTo(2);
        assertThat(Components.largest(CUBE, bits(8, 9)).count()).isEqualTo(2);
    }

    @Test
    void ofEquallyLargePartsTheFirstIsTakenAndALaterLargerOneWins() {
        assertThat(Components.largest(CUBE, bits(0, 1, 6, 7, 24)).mask()).isEqualTo(bits(0, 1));
        assertThat(Components.largest(CUBE, bits(0, 1, 6, 7, 8)).mask()).isEqualTo(bits(6, 7, 8));
    }

    @Test
    void nothingHasNoPart() {
        Components.Largest largest = Components.largest(CUBE, new BitSet());
        assertThat(largest.voxels()).isZero();
        assertThat(largest.count()).isZero();
        assertThat(largest.mask().isEmpty()).isTrue();
    }

    @Test
    void largeAndWindingPartsAreFollowedToTheirEnd() {
        VoxelGrid grid = VoxelGrid.aligned(61, 61, 3, 1, 1, 1);
        BitSet comb = new BitSet();
        for (int j = 0; j < 61; j++) {
            for (int i = 0; i < 61; i++) {
                comb.set(grid.index(i, j, 1), j % 2 == 0 || i == (j % 4 == 1 ? 0 : 60));
            }
        }
        BitSet asked = (BitSet) comb.clone();
        Components.Largest largest = Components.largest(grid, asked);
        assertThat(largest.count()).isEqualTo(1);
        assertThat(largest.mask()).isEqualTo(comb);
        assertThat(asked).as("the mask asked about").isEqualTo(comb);
    }

    /** Against the definition: labels spread over faces until nothing changes. */
    @Property(tries = 300)
    void countAndSizeAreThoseOfTheDefinition(@ForAll long bits, @ForAll @IntRange(min = 1, max = 4) int nx) {
        VoxelGrid grid = VoxelGrid.aligned(nx, 4, 4, 1, 1, 1);
        BitSet mask = BitSet.valueOf(new long[] {bits});
        mask.clear(grid.voxels(), 64);
        int[] label = new int[grid.voxels()];
        for (int i = 0; i < label.length; i++) {
            label[i] = mask.get(i) ? i : -1;
        }
        for (boolean changed = true; changed; ) {
            changed = false;
            for (int a = 0; a < label.length; a++) {
                for (int b = 0; b < label.length; b++) {
                    int distance = Math.abs(a % nx - b % nx)
                            + Math.abs(a / nx % 4 - b / nx % 4)
                            + Math.abs(a / nx / 4 - b / nx / 4);
                    if (distance == 1 && label[a] >= 0 && label[b] > label[a]) {
                        label[b] = label[a];
                        changed = true;
                    }
                }
            }
        }
        int[] size = new int[label.length];
        int most = 0;
        int count = 0;
        for (int i = 0; i < label.length; i++) {
            if (label[i] >= 0) {
                count += size[label[i]]++ == 0 ? 1 : 0;
                most = Math.max(most, size[label[i]]);
            }
        }
        Components.Largest largest = Components.largest(grid, mask);
        assertThat(largest.count()).isEqualTo(count);
        assertThat(largest.voxels()).isEqualTo(most).isEqualTo(largest.mask().cardinality());
    }
}
