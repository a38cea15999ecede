package org.vertebrafe.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Random;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.fem.ElementGeometry;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;
import org.vertebrafe.mesh.tet.TetMesher;
import org.vertebrafe.mesh.tet.TetSettings;
import org.vertebrafe.segmentation.Shapes;
import org.vertebrafe.synthetic.Pose;

class TetLocatorTest {

    private static final double RADIUS = 8;
    private static final int[][] EDGES = {{0, 1}, {1, 2}, {2, 0}, {0, 3}, {1, 3}, {2, 3}};

    private static Mesh ball(ElementType type) {
        VoxelGrid grid = Shapes.around(new Vec3(10, 10, 10), new Vec3(1, 1, 1));
        BitSet mask = new BitSet();
        for (int at = 0; at < grid.voxels(); at++) {
            mask.set(at, centre(grid, at).norm() < RADIUS);
        }
        return TetMesher.mask(grid, mask, new TetSettings(3, type), TaskExecutors.singleThreaded(), Progress.NONE)
                .mesh();
    }

    private static Vec3 centre(VoxelGrid grid, int at) {
        return grid.toPatient(at % grid.nx(), at / grid.nx() % grid.ny(), at / grid.nx() / grid.ny());
    }

    /** A grid turned against the mesh, with other voxels. */
    private static VoxelGrid oblique() {
        Pose pose = Pose.tilted(new Vec3(0.013, 0.021, -0.017), 20, 30, -10);
        return new VoxelGrid(
                40,
                43,
                36,
                new Vec3(0.51, 0.47, 0.58),
                pose.toPatient(new Vec3(-10.1, -10.3, -10.2)),
                pose.left(),
                pose.posterior(),
                pose.superior());
    }

    private static ElementMap locate(Mesh mesh, VoxelGrid grid, int nThreads) {
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(nThreads)) {
            return TetLocator.locate(mesh, grid, threads);
        }
    }

    private static float[] numbers(Mesh mesh, VoxelGrid grid, int nThreads) {
        double[] values = new double[mesh.elements()];
        Arrays.setAll(values, e -> e);
        return locate(mesh, grid, nThreads).map(values).values();
    }

    /** Six times the volume of a tetrahedron. */
    private static double volume(Vec3 a, Vec3 b, Vec3 c, Vec3 d) {
        return b.minus(a).dot(c.minus(a).cross(d.minus(a)));
    }

    @Test
    void voxelsOfStraightElementsAreThoseOnTheInnerSideOfAllFaces() {
        Mesh mesh = ball(ElementType.TET4);
        VoxelGrid grid = oblique();
        float[] found = numbers(mesh, grid, 1);
        int inside = 0;
        for (int at = 0; at < grid.voxels(); at += 7) {
            Vec3 p = centre(grid, at);
            int expected = -1;
            for (int e = 0; e < mesh.elements() && expected < 0; e++) {
                Vec3[] x = new Vec3[4];
                Arrays.setAll(x, corner(mesh, e));
                boolean in = volume(p, x[1], x[2], x[3]) >= 0
                        && volume(x[0], p, x[2], x[3]) >= 0
                        && volume(x[0], x[1], p, x[3]) >= 0
                        && volume(x[0], x[1], x[2], p) >= 0;
                expected = in ? e : -1;
            }
            inside += expected >= 0 ? 1 : 0;
            assertThat((Float) found[at]).as(p.toString()).isEqualTo((Float)
                    (expected < 0 ? Float.NaN : (float) expected));
        }
        assertThat(inside).isGreaterThan(1000);
    }

    private static java.util.function.IntFunction<Vec3> corner(Mesh mesh, int element) {
        return c -> mesh.node(mesh.connectivity()[mesh.type().nodes() * element + c]);
    }

    @ParameterizedTest
    @EnumSource(names = {"TET4", "TET10"})
    void voxelsFillTheVolumeOfTheElementsBentOrNot(ElementType type) {
        Mesh mesh = ball(type);
        double volume = Arrays.stream(ElementGeometry.volumes(mesh, TaskExecutors.singleThreaded()))
                .sum();
        assertThat(filled(mesh, oblique())).isCloseTo(volume, within(0.004 * volume));
    }

    private static double filled(Mesh mesh, VoxelGrid grid) {
        int voxels = 0;
        for (float value : numbers(mesh, grid, 1)) {
            voxels += Float.isNaN(value) ? 0 : 1;
        }
        return voxels * grid.voxelVolume();
    }

    /** No voxel falls between two bent elements: all inside the ball but for its skin belong to one. */
    @Test
    void thereAreNoGapsBetweenBentElements() {
        Mesh mesh = ball(ElementType.TET10);
        VoxelGrid grid = oblique();
        float[] found = numbers(mesh, grid, 1);
        for (int at = 0; at < found.length; at++) {
            double r = centre(grid, at).norm();
            if (r < RADIUS - 0.6) {
                assertThat(found[at]).as("" + centre(grid, at)).isNotNaN();
            } else if (r > RADIUS + 0.6) {
                assertThat(found[at]).as("" + centre(grid, at)).isNaN();
            }
        }
    }

    /** The forward map of the element is the independent truth. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void placesInABentElementAreRecognised(long seed) {
        Random chance = new Random(seed);
        double[] x = {0, 0, 0, 2, 0.1, 0, 0.3, 2.2, 0, 0.2, 0.4, 1.9};
        double[] nodes = Arrays.copyOf(x, 30);
        for (int m = 0; m < 6; m++) {
            for (int i = 0; i < 3; i++) {
                nodes[12 + 3 * m + i] =
                        (x[3 * EDGES[m][0] + i] + x[3 * EDGES[m][1] + i]) / 2 + 0.2 * (chance.nextDouble() - 0.5);
            }
        }
        TetPlace place = new TetPlace(ElementType.TET10);
        place.load(nodes);
        int in = 0;
        for (int n = 0; n < 2000; n++) {
            double[] l = new double[4];
            l[1] = 1.4 * chance.nextDouble() - 0.2;
            l[2] = 1.4 * chance.nextDouble() - 0.2;
            l[3] = 1.4 * chance.nextDouble() - 0.2;
            l[0] = 1 - l[1] - l[2] - l[3];
            double least = Arrays.stream(l).min().orElseThrow();
            if (least < -0.3 || Math.abs(least) < 1e-6) {
                continue;
            }
            double[] p = new double[3];
            for (int i = 0; i < 3; i++) {
                for (int c = 0; c < 4; c++) {
                    p[i] += l[c] * (2 * l[c] - 1) * nodes[3 * c + i];
                }
                for (int m = 0; m < 6; m++) {
                    p[i] += 4 * l[EDGES[m][0]] * l[EDGES[m][1]] * nodes[12 + 3 * m + i];
                }
                if (least > 0) {
                    assertThat(p[i]).isBetween(place.low[i], place.high[i]);
                }
            }
            in += least > 0 ? 1 : 0;
            assertThat(place.holds(p[0], p[1], p[2])).as(Arrays.toString(l)).isEqualTo(least > 0);
        }
        assertThat(in).isGreaterThan(50);
    }

    @ParameterizedTest
    @EnumSource(names = {"TET4", "TET10"})
    void threadsDoNotChangeTheMap(ElementType type) {
        Mesh mesh = ball(type);
        assertThat(numbers(mesh, oblique(), 3)).isEqualTo(numbers(mesh, oblique(), 1));
    }

    @Test
    void voxelOnAFaceBelongsToTheLowerElementHoweverTheGridLies() {
        // Two elements that share the face z = 0, over voxel centres in that face.
        double[] x = {0, 0, 0, 4, 0, 0, 0, 4, 0, 1, 1, 4, 1, 1, -4};
        Mesh mesh = new Mesh(ElementType.TET4, x, new int[] {0, 1, 2, 3, 0, 2, 1, 4}, Map.of());
        VoxelGrid grid = VoxelGrid.aligned(6, 6, 3, 1, 1, 1);
        for (boolean flipped : new boolean[] {false, true}) {
            VoxelGrid target = Shapes.reordered(grid, new int[] {0, 1, 2}, new boolean[] {false, false, flipped});
            float[] found = numbers(mesh, target, 1);
            int at = target.index(1, 1, flipped ? 2 : 0);
            assertThat(centre(target, at).z()).isZero();
            assertThat(found[at]).isZero();
        }
    }

    @Test
    void gridsBesideTheMeshAreEmptyAndBricksAreRefused() {
        VoxelGrid beside = new VoxelGrid(
                3,
                3,
                3,
                new Vec3(1, 1, 1),
                new Vec3(50, 0, 0),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
        for (float value : numbers(ball(ElementType.TET4), beside, 1)) {
            assertThat(value).isNaN();
        }
        Mesh brick = new Mesh(ElementType.HEX8, new double[24], new int[8], Map.of());
        assertThatThrownBy(() -> numbers(brick, beside, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
