package org.vertebrafe.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

class ElementDensityTest {

    /** Turned, mirrored and anisotropic: nothing is along the patient's axes. */
    private static final VoxelGrid GRID = new VoxelGrid(
            24,
            20,
            16,
            new Vec3(0.7, 0.5, 1.1),
            new Vec3(12, -30, 44),
            new Vec3(0.6, 0.8, 0),
            new Vec3(0.8, -0.6, 0),
            new Vec3(0, 0, -1));

    private static final int[][] CUT = {
        {0, 1, 3, 7}, {0, 3, 2, 7}, {0, 2, 6, 7}, {0, 6, 4, 7}, {0, 4, 5, 7}, {0, 5, 1, 7}
    };

    /** A box in voxel coordinates, n cells along each edge, each cut into six tetrahedra. */
    private static Mesh box(VoxelGrid grid, Vec3 low, Vec3 high, int n) {
        double[] x = new double[3 * (n + 1) * (n + 1) * (n + 1)];
        for (int node = 0; node < x.length / 3; node++) {
            int[] at = {node % (n + 1), node / (n + 1) % (n + 1), node / (n + 1) / (n + 1)};
            double[] voxel = new double[3];
            for (int i = 0; i < 3; i++) {
                voxel[i] = low.get(i) + (high.get(i) - low.get(i)) * at[i] / n;
            }
            Vec3 p = grid.toPatient(voxel[0], voxel[1], voxel[2]);
            for (int i = 0; i < 3; i++) {
                x[3 * node + i] = p.get(i);
            }
        }
        int[] connectivity = new int[24 * n * n * n];
        int to = 0;
        for (int cell = 0; cell < n * n * n; cell++) {
            for (int[] tet : CUT) {
                for (int corner : tet) {
                    int i = cell % n + (corner & 1);
                    int j = cell / n % n + (corner >> 1 & 1);
                    int k = cell / n / n + (corner >> 2);
                    connectivity[to++] = i + (n + 1) * (j + (n + 1) * k);
                }
            }
        }
        return new Mesh(ElementType.TET4, x, connectivity, Map.of());
    }

    private static Volume image(ToDoubleFunction<Vec3> value) {
        float[] values = new float[GRID.voxels()];
        for (int at = 0; at < values.length; at++) {
            int i = at % GRID.nx();
            int j = at / GRID.nx() % GRID.ny();
            int k = at / GRID.nx() / GRID.ny();
            values[at] = (float) value.applyAsDouble(GRID.toPatient(i, j, k));
        }
        return new Volume(GRID, values);
    }

    private static ElementDensity average(Volume image, BitSet mask, Mesh mesh) {
        return ElementDensity.of(image, mask, mesh, TaskExecutors.singleThreaded(), Progress.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9})
    void anImageLinearInSpaceGivesItsValueAtTheCentreOfEachElement(int n) {
        Mesh mesh = box(GRID, new Vec3(1.3, 2.1, 0.4), new Vec3(21.2, 17.9, 14.6), n);
        ToDoubleFunction<Vec3> linear = p -> 0.4 + 0.02 * p.x() - 0.013 * p.y() + 0.005 * p.z();
        ElementDensity density = average(image(linear), null, mesh);
        for (int e = 0; e < mesh.elements(); e++) {
            Vec3 centre = Vec3.ZERO;
            for (int c = 0; c < 4; c++) {
                centre = centre.plus(mesh.node(mesh.connectivity()[4 * e + c]).times(0.25));
            }
            assertThat((double) density.mean()[e]).isCloseTo(linear.applyAsDouble(centre), within(2e-7));
            assertThat(density.covered()[e]).isEqualTo(1);
        }
    }

    @Test
    void aQuadraticTetrahedronIsAveragedOverItsCorners() {
        Mesh linear = box(GRID, new Vec3(3, 3, 3), new Vec3(6, 6, 6), 1);
        int[] corners = Arrays.copyOf(linear.connectivity(), 4);
        double[] x = Arrays.copyOf(linear.coordinates(), linear.coordinates().length + 18);
        int[] ten = Arrays.copyOf(corners, 10);
        for (int m = 0; m < 6; m++) {
            ten[4 + m] = linear.nodes() + m;
        }
        Mesh quadratic = new Mesh(ElementType.TET10, x, ten, Map.of());
        Volume image = image(p -> Math.sin(p.x()) + p.z());
        assertThat(average(image, null, quadratic).mean()[0])
                .isEqualTo(average(image, null, linear).mean()[0]);
    }

    @Test
    void massIsThatOfTheVoxelsWhateverTheMesh() {
        Random random = new Random(5);
        // A blob in air: its voxels are wholly inside the mesh, so that both integrals are over all of it.
        float[] values = new float[GRID.voxels()];
        double voxels = 0;
        for (int at = 0; at < values.length; at++) {
            int i = at % GRID.nx();
            int j = at / GRID.nx() % GRID.ny();
            int k = at / GRID.nx() / GRID.ny();
            if (i >= 4 && i < 20 && j >= 4 && j < 16 && k >= 3 && k < 13) {
                values[at] = random.nextFloat();
                voxels += values[at] * GRID.voxelVolume();
            }
        }
        Volume image = new Volume(GRID, values);
        for (int n : new int[] {3, 7, 11}) {
            Mesh mesh = box(GRID, new Vec3(1.37, 1.61, 0.53), new Vec3(21.71, 17.43, 14.61), n);
            ElementDensity density = average(image, null, mesh);
            // White noise from voxel to voxel is the worst image there can be.
            assertThat(density.total()).isCloseTo(voxels, within(2e-3 * voxels));
            assertThat(Arrays.stream(density.volume()).sum())
                    .isCloseTo(20.34 * 15.82 * 14.08 * GRID.voxelVolume(), within(1e-6));
        }
    }

    @Test
    void anElementsMeanIsItsIntegralNotItsCentre() {
        // One bright plane of voxels, seen by an element three voxels wide: a third of the plane's triangle function.
        Volume image = image(p -> Math.abs(GRID.toVoxel(p).z() - 8) < 0.1 ? 1 : 0);
        Mesh mesh = box(GRID, new Vec3(5, 5, 6.5), new Vec3(8, 8, 9.5), 1);
        ElementDensity density = average(image, null, mesh);
        assertThat(density.total()).isCloseTo(9 * GRID.voxelVolume(), within(0.01 * 9 * GRID.voxelVolume()));
    }

    @Test
    void withAMaskOnlyItsVoxelsCountAndTheirShareIsTold() {
        BitSet mask = new BitSet();
        for (int at = 0; at < GRID.voxels(); at++) {
            mask.set(at, at % GRID.nx() <= 10);
        }
        // Bone of 0.8 in the mask, fat of -0.1 beyond.
        Volume image = image(p -> GRID.toVoxel(p).x() < 10.5 ? 0.8 : -0.1);
        Mesh across = box(GRID, new Vec3(8, 5, 5), new Vec3(14, 8, 8), 1);
        ElementDensity masked = average(image, mask, across);
        ElementDensity plain = average(image, null, across);
        double reached = 0;
        for (int e = 0; e < across.elements(); e++) {
            assertThat((double) masked.mean()[e]).isCloseTo(0.8, within(1e-6));
            assertThat(plain.mean()[e]).isLessThan(0.8f);
            reached += masked.covered()[e] / across.elements();
        }
        // The interpolation reaches one voxel beyond the last centre: 3 of 6.
        assertThat(reached).isCloseTo(0.5, within(0.02));
        ElementDensity outside = average(image, mask, box(GRID, new Vec3(15, 5, 5), new Vec3(17, 7, 7), 1));
        assertThat(outside.coveredLessThan(0.01).cardinality()).isEqualTo(6);
        assertThat((double) outside.mean()[0]).isCloseTo(-0.1, within(1e-6));
    }

    @Test
    void theResultDoesNotDependOnTheNumberOfThreads() {
        Mesh mesh = box(GRID, new Vec3(1, 1, 1), new Vec3(20, 18, 14), 6);
        Volume image = image(p -> Math.sin(p.x()) * p.y());
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(3)) {
            assertThat(ElementDensity.of(image, null, mesh, threads, Progress.NONE)
                            .mean())
                    .isEqualTo(average(image, null, mesh).mean());
        }
    }

    @Test
    void aMeshThatLeavesTheImageIsRefused() {
        Mesh within = box(GRID, new Vec3(-0.5, 0, 0), new Vec3(5, 5, 15.5), 2);
        assertThat(average(image(p -> 1), null, within).mean()[0]).isEqualTo(1);
        Mesh beyond = box(GRID, new Vec3(-2.5, 0, 0), new Vec3(5, 5, 5), 2);
        assertThatThrownBy(() -> average(image(p -> 1), null, beyond))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1.40 mm beyond")
                .hasMessageContaining("axis 1");
    }
}
