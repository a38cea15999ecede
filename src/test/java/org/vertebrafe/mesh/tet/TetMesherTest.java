package org.vertebrafe.mesh.tet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.Random;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.mesh.ElementType;

class TetMesherTest {

    @Test
    void sphereIsASphere() {
        VoxelGrid grid = Solids.grid(26, 1, 1, 1);
        BitSet mask = Solids.mask(grid, Solids.sphere(10));
        TetMesh mesh = Solids.mesh(grid, mask, 2, ElementType.TET10);
        Solids.requireSound(mesh, 2);
        double worst = 0;
        for (int node : mesh.mesh().connectivity().length > 0 ? boundaryNodes(mesh) : new int[0]) {
            worst = Math.max(worst, Math.abs(mesh.mesh().node(node).norm() - 10));
        }
        assertThat(worst).isLessThan(0.35);
    }

    private static int[] boundaryNodes(TetMesh mesh) {
        BitSet nodes = new BitSet();
        for (int node : mesh.surface().triangles()) {
            nodes.set(node);
        }
        return nodes.stream().toArray();
    }

    @Test
    void volumeAndAreaOfAnExactSphereConvergeAtSecondOrder() {
        TriangleSurface ball = ball(10, 5);
        double[] volumeError = new double[3];
        double[] areaError = new double[3];
        double[] curvedError = new double[3];
        double[] edges = {3, 1.5, 0.75};
        for (int level = 0; level < 3; level++) {
            TetMesh mesh = TetMesher.surface(
                    ball,
                    new TetSettings(edges[level], ElementType.TET10),
                    TaskExecutors.singleThreaded(),
                    Progress.NONE);
            Solids.requireSound(mesh, 2);
            volumeError[level] = 1 - mesh.surface().volume() / (4000 * Math.PI / 3);
            curvedError[level] = Math.abs(1 - mesh.quality().volume() / ball.volume());
            areaError[level] = 1 - mesh.surface().area() / (400 * Math.PI);
        }
        // Over two halvings: a factor 16, give or take where the lattice
        // lies.
        assertThat(volumeError[0] / volumeError[2]).isBetween(9.0, 24.0);
        assertThat(areaError[0] / areaError[2]).isBetween(9.0, 24.0);
        // With bent sides hardly anything is missing.
        assertThat(curvedError[0]).isLessThan(0.05 * volumeError[0]);
    }

    /** A sphere of triangles: an octahedron, halved {@code levels} times. */
    static TriangleSurface ball(double radius, int levels) {
        java.util.List<Vec3> points = new java.util.ArrayList<>();
        java.util.List<int[]> faces = new java.util.ArrayList<>();
        int n = 1 << levels;
        java.util.Map<String, Integer> numbers = new java.util.HashMap<>();
        for (int octant = 0; octant < 8; octant++) {
            int sx = (octant & 1) == 0 ? 1 : -1;
            int sy = (octant & 2) == 0 ? 1 : -1;
            int sz = (octant & 4) == 0 ? 1 : -1;
            for (int i = 0; i < n; i++) {
                for (int j = 0; i + j < n; j++) {
                    int[][] up = {{i, j}, {i + 1, j}, {i, j + 1}};
                    int[][] down = {{i + 1, j}, {i + 1, j + 1}, {i, j + 1}};
                    for (int[][] t : i + j + 1 < n ? new int[][][] {up, down} : new int[][][] {up}) {
                        int[] face = new int[3];
                        for (int c = 0; c < 3; c++) {
                            Vec3 p = new Vec3(sx * t[c][0], sy * t[c][1], sz * (n - t[c][0] - t[c][1]));
                            face[c] = numbers.computeIfAbsent(
                                    (int) p.x() + " " + (int) p.y() + " " + (int) p.z(), key -> {
                                        points.add(p.normalized().times(radius));
                                        return points.size() - 1;
                                    });
                        }
                        faces.add(sx * sy * sz > 0 ? face : new int[] {face[0], face[2], face[1]});
                    }
                }
            }
        }
        double[] xyz = new double[3 * points.size()];
        for (int v = 0; v < points.size(); v++) {
            xyz[3 * v] = points.get(v).x();
            xyz[3 * v + 1] = points.get(v).y();
            xyz[3 * v + 2] = points.get(v).z();
        }
        return new TriangleSurface(
                xyz, faces.stream().flatMapToInt(java.util.Arrays::stream).toArray());
    }

    @Test
    void cubeKeepsItsVolumeAndTorusItsHole() {
        VoxelGrid grid = Solids.grid(24, 1, 1, 1);
        BitSet cube = Solids.mask(grid, Solids.box(16, 16, 16));
        TetMesh mesh = Solids.mesh(grid, cube, 1.5, ElementType.TET10);
        Solids.requireSound(mesh, 2);
        assertThat(mesh.quality().volume()).isCloseTo(4096, within(41.0));

        TetMesh ring = Solids.mesh(grid, Solids.mask(grid, Solids.torus(7, 3)), 1.2, ElementType.TET4);
        Solids.requireSound(ring, 0);
    }

    @Test
    void thinShellOfOneAndAHalfVoxelsStaysWhole() {
        VoxelGrid grid = Solids.grid(30, 1, 1, 1);
        BitSet shell = Solids.mask(grid, p -> p.norm() < 11.5 && p.norm() >= 10);
        TetMesh mesh = Solids.mesh(grid, shell, 0.8, ElementType.TET10);
        // Two closed surfaces, one inside the other, without a hole through.
        Solids.requireSound(mesh, 4);
        assertThat(mesh.topology().shells()).isEqualTo(2);
        assertThat(mesh.report().partsRemoved()).isZero();
        assertThat(mesh.quality().volume()).isCloseTo(shell.cardinality(), within(0.04 * shell.cardinality()));
    }

    @Test
    void smoothBlobsKeepTheirVolume() {
        for (int seed = 0; seed < 10; seed++) {
            VoxelGrid grid = Solids.grid(40, 0.8, 0.8, 0.8);
            BitSet mask = Solids.mask(grid, Solids.blob(new Random(seed), 6));
            TetMesh mesh = Solids.mesh(grid, mask, 1.2, ElementType.TET4);
            assertThat(mesh.report().solidVolume()).isCloseTo(mask.cardinality() * 0.512, within(1e-6));
            assertThat(mesh.quality().volume())
                    .isCloseTo(
                            mesh.report().solidVolume(),
                            within(0.01 * mesh.report().solidVolume()));
        }
    }

    @Test
    void meanEdgeIsTheOneAskedFor() {
        VoxelGrid grid = Solids.grid(30, 1, 1, 1);
        BitSet mask = Solids.mask(grid, Solids.blob(new Random(3), 5));
        for (double edge : new double[] {0.7, 1, 2, 3}) {
            assertThat(Solids.mesh(grid, mask, edge, ElementType.TET4)
                            .quality()
                            .edgeLength()
                            .mean())
                    .isCloseTo(edge, within(0.05 * edge));
        }
    }

    @Test
    void resultDoesNotDependOnThreads() {
        VoxelGrid grid = Solids.grid(30, 1, 1, 1);
        BitSet mask = Solids.mask(grid, Solids.blob(new Random(5), 6));
        TetSettings settings = new TetSettings(1, ElementType.TET10);
        TetMesh one = TetMesher.mask(grid, mask, settings, TaskExecutors.singleThreaded(), Progress.NONE);
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(4)) {
            TetMesh many = TetMesher.mask(grid, mask, settings, threads, Progress.NONE);
            assertThat(many.mesh().connectivity()).isEqualTo(one.mesh().connectivity());
            assertThat(many.mesh().coordinates()).isEqualTo(one.mesh().coordinates());
            assertThat(many.quality().dihedral().mean())
                    .isEqualTo(one.quality().dihedral().mean());
        }
    }

    @Test
    void badInputIsRefusedWithARemedy() {
        VoxelGrid grid = Solids.grid(8, 1, 1, 1);
        assertThatThrownBy(() -> Solids.mesh(grid, new BitSet(), 1, ElementType.TET4))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no labelled voxel");
        BitSet dot = new BitSet();
        dot.set(300);
        assertThatThrownBy(() -> Solids.mesh(grid, dot, 20, ElementType.TET4))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("choose them smaller");
        TriangleSurface ball = ball(3, 2);
        TriangleSurface open = new TriangleSurface(
                ball.coordinates(), java.util.Arrays.copyOf(ball.triangles(), ball.triangles().length - 3));
        assertThatThrownBy(() ->
                        TetMesher.surface(open, TetSettings.defaults(), TaskExecutors.singleThreaded(), Progress.NONE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("3 edges with one triangle");
    }
}
