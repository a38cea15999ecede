package org.vertebrafe.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.synthetic.Pose;

class VoxelGridTest {

    private static final Vec3 X = new Vec3(1, 0, 0);
    private static final Vec3 Y = new Vec3(0, 1, 0);
    private static final Vec3 Z = new Vec3(0, 0, 1);
    private static final Vec3 ORIGIN = new Vec3(-7, 11, 100);
    private static final VoxelGrid GRID = grid(new Vec3(0.5, 0.6, 2), ORIGIN, X, Y, Z);

    private static VoxelGrid grid(Vec3 spacing, Vec3 origin, Vec3 x, Vec3 y, Vec3 z) {
        return new VoxelGrid(4, 5, 6, spacing, origin, x, y, z);
    }

    @Property(tries = 200)
    void voxelAndPatientCoordinatesAreInverse(
            @ForAll @DoubleRange(min = -100, max = 100) double i,
            @ForAll @DoubleRange(min = -100, max = 100) double j,
            @ForAll @DoubleRange(min = -45, max = 45) double tilt) {
        Pose pose = Pose.tilted(ORIGIN, tilt, 2 * tilt, -tilt);
        VoxelGrid grid = grid(new Vec3(0.5, 0.6, 2), ORIGIN, pose.posterior(), pose.left(), pose.superior());
        Vec3 back = grid.toVoxel(grid.toPatient(i, j, i - j));
        assertThat(back.minus(new Vec3(i, j, i - j)).norm()).isLessThan(1e-10);
    }

    @Test
    void gridsThatCoincideToAHundredthOfAVoxelDoNotDiffer() {
        assertThat(GRID.difference(GRID)).isEmpty();
        assertThat(GRID.difference(grid(GRID.spacing(), ORIGIN.plus(new Vec3(0.004, 0, 0)), X, Y, Z)))
                .isEmpty();
        assertThat(GRID.difference(grid(GRID.spacing(), ORIGIN.plus(new Vec3(0.006, 0, 0)), X, Y, Z)))
                .isPresent();
    }

    @Test
    void differencesAreNamedWithBothValues() {
        VoxelGrid larger = new VoxelGrid(4, 5, 7, GRID.spacing(), ORIGIN, X, Y, Z);
        assertThat(GRID.difference(larger)).contains("4 x 5 x 6 against 4 x 5 x 7 voxels");
        assertThat(GRID.difference(grid(new Vec3(0.5, 0.6, 2.5), ORIGIN, X, Y, Z))
                        .orElseThrow())
                .contains("voxel size (0.5", ", 2.0", "against (0.5", ", 2.5", "mm");
        assertThat(GRID.difference(grid(GRID.spacing(), ORIGIN.plus(Z), X, Y, Z))
                        .orElseThrow())
                .contains("1.000 mm apart", "100.000", "101.000", "orientation");
        assertThat(GRID.difference(grid(GRID.spacing(), ORIGIN, X.times(-1), Y, Z))
                        .orElseThrow())
                .contains("3.000 mm apart", "orientation");
        assertThat(GRID.difference(grid(GRID.spacing(), ORIGIN, X, Y.times(-1), Z))
                        .orElseThrow())
                .contains("4.800 mm apart");
    }

    @Test
    void singleSlicesWithAnotherThicknessDiffer() {
        VoxelGrid one = new VoxelGrid(4, 5, 1, new Vec3(1, 1, 1), ORIGIN, X, Y, Z);
        assertThat(one.difference(new VoxelGrid(4, 5, 1, new Vec3(1, 1, 3), ORIGIN, X, Y, Z)))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 1, 0, 1, every size must be at least 1",
        "4, 0, 1, 1, 0, 1, must be positive",
        "4, -1, 1, 1, 0, 1, must be positive",
        "4, NaN, 1, 1, 0, 1, must be positive",
        "4, 1, NaN, 1, 0, 1, not a finite position",
        "4, 1, 0, 1.01, 0, 1, not orthogonal unit vectors",
        "4, 1, 0, 1, 0.01, 1, gantry-tilted",
        "4, 1, 0, NaN, 0, 1, not orthogonal unit vectors",
        "2147483647, 1, 0, 1, 0, 1, crop it"
    })
    void impossibleGridsAreRefused(
            int n, double spacing, double origin, double xx, double xy, double y, String message) {
        assertThatThrownBy(() -> new VoxelGrid(
                        n,
                        2,
                        2,
                        new Vec3(1, spacing, 1),
                        new Vec3(0, 0, origin),
                        new Vec3(xx, xy, 0),
                        new Vec3(0, y, 0),
                        Z))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void nearestDirectionFollowsThePatientNotTheArray() {
        VoxelGrid permuted = grid(new Vec3(1, 2, 3), Vec3.ZERO, Z.times(-1), X, Y);
        GridDirection up = GridDirection.nearest(permuted, new Vec3(0.3, 0.4, 0.8));
        assertThat(up).isEqualTo(new GridDirection(0, -1));
        assertThat(up.vector(permuted).minus(Z).norm()).isZero();
        assertThat(up.step(permuted)).isEqualTo(1);
        assertThat(up.opposite()).isEqualTo(new GridDirection(0, 1));
        assertThat(GridDirection.nearest(permuted, new Vec3(-1, 0, 0))).isEqualTo(new GridDirection(1, -1));
        assertThatThrownBy(() -> new GridDirection(3, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GridDirection(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void columnsVisitEveryVoxelOnceAndRiseInTheirDirection() {
        for (int axis = 0; axis < 3; axis++) {
            for (int sign : new int[] {-1, 1}) {
                GridDirection up = new GridDirection(axis, sign);
                Columns columns = new Columns(GRID, up);
                BitSet seen = new BitSet();
                for (int column = 0; column < columns.count(); column++) {
                    for (int level = 0; level < columns.levels(); level++) {
                        int at = columns.index(column, level);
                        assertThat(seen.get(at)).isFalse();
                        seen.set(at);
                        Vec3 centre = GRID.toPatient(at % 4, at / 4 % 5, at / 20);
                        Vec3 half = up.vector(GRID).times(up.step(GRID) / 2);
                        assertThat(columns.upperFace(column, level)
                                        .minus(centre.plus(half))
                                        .norm())
                                .isLessThan(1e-12);
                    }
                    Vec3 rise = columns.upperFace(column, 1).minus(columns.upperFace(column, 0));
                    assertThat(rise.dot(up.vector(GRID))).isCloseTo(up.step(GRID), within(1e-12));
                }
                assertThat(seen.cardinality()).isEqualTo(GRID.voxels());
            }
        }
    }

    @Test
    void highestVoxelIsThatOfTheDirectionOrNone() {
        Columns down = new Columns(GRID, new GridDirection(2, -1));
        // Voxels 3 and 5 of the first column along z: seen downward from the top, voxel 3 is the far one.
        BitSet mask = new BitSet();
        mask.set(GRID.index(0, 0, 3));
        mask.set(GRID.index(0, 0, 5));
        assertThat(down.highest(0, mask::get)).isEqualTo(2);
        assertThat(down.index(0, 2)).isEqualTo(GRID.index(0, 0, 3));
        assertThat(new Columns(GRID, new GridDirection(2, 1)).highest(0, mask::get))
                .isEqualTo(5);
        assertThat(down.highest(1, mask::get)).isEqualTo(-1);
    }
}
