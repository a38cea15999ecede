package org.vertebrafe.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.Shapes;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.segmentation.VertebralFrame;
import org.vertebrafe.synthetic.Pose;

class VoxelMesherTest {

    private static final int[][] ORDERS = {{0, 1, 2}, {1, 0, 2}, {2, 1, 0}, {1, 2, 0}};
    private static final boolean[][] FLIPS = {{false, false, false}, {false, false, true}, {true, true, true}};

    private static VoxelMesh mesh(VoxelSolid solid, VoxelMesher.Loading loading) {
        return VoxelMesher.mesh(solid, solid.occupied(), VertebralFrame.of(solid.tissues()), loading);
    }

    /** A body of 10 x 8 x 6 mm in voxels of 1 x 2 x 1.5 mm: 10 x 4 x 4 elements. */
    private static VoxelSolid block(int[] order, boolean[] flip) {
        VoxelGrid grid = Shapes.reordered(Shapes.around(new Vec3(7, 8, 6), new Vec3(1, 2, 1.5)), order, flip);
        return Shapes.solid(Shapes.map(grid, Tissue.BODY, Shapes.box(Pose.UPRIGHT, 10, 8, 6)));
    }

    @Test
    void blockHasItsElementsNodesAndSurfacesWhicheverWayTheArrayLies() {
        for (int[] order : ORDERS) {
            for (boolean[] flip : FLIPS) {
                VoxelMesh voxels = mesh(block(order, flip), VoxelMesher.Loading.ENDPLATES);
                Mesh mesh = voxels.mesh();
                assertThat(mesh.elements()).isEqualTo(10 * 4 * 4);
                assertThat(mesh.nodes()).isEqualTo(11 * 5 * 5);
                assertThat(voxels.componentsRemoved()).isZero();
                assertFlat(mesh, VoxelMesh.SUPERIOR, 3, 11 * 5);
                assertFlat(mesh, VoxelMesh.INFERIOR, -3, 11 * 5);
                double volume = 0;
                for (int e = 0; e < mesh.elements(); e++) {
                    assertThat(leastCornerJacobian(mesh, e)).isPositive();
                    volume += edge(mesh, e, 0, 1).cross(edge(mesh, e, 0, 3)).dot(edge(mesh, e, 0, 4));
                }
                assertThat(volume).isCloseTo(480, within(1e-9));
            }
        }
    }

    private static void assertFlat(Mesh mesh, String set, double z, int nodes) {
        assertThat(mesh.nodeSet(set)).hasSize(nodes).isSorted().doesNotHaveDuplicates();
        for (int node : mesh.nodeSet(set)) {
            assertThat(mesh.node(node).z()).isCloseTo(z, within(1e-9));
        }
    }

    private static Vec3 edge(Mesh mesh, int element, int from, int to) {
        int[] c = mesh.connectivity();
        return mesh.node(c[8 * element + to]).minus(mesh.node(c[8 * element + from]));
    }

    /** Positive where the nodes are in Abaqus order: triple product of the edges at each corner. */
    private static double leastCornerJacobian(Mesh mesh, int e) {
        int[][] neighbours = {{1, 3, 4}, {2, 0, 5}, {3, 1, 6}, {0, 2, 7}, {7, 5, 0}, {4, 6, 1}, {5, 7, 2}, {6, 4, 3}};
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < 8; c++) {
            int[] n = neighbours[c];
            least = Math.min(
                    least, edge(mesh, e, c, n[0]).cross(edge(mesh, e, c, n[1])).dot(edge(mesh, e, c, n[2])));
        }
        return least;
    }

    @Test
    void neighboursShareTheirNodesAndElementsKnowTheirVoxels() {
        VoxelSolid solid = block(ORDERS[0], FLIPS[0]);
        VoxelMesh voxels = mesh(solid, VoxelMesher.Loading.ENDPLATES);
        VoxelGrid grid = voxels.grid();
        for (int e = 0; e < voxels.mesh().elements(); e++) {
            int at = voxels.voxelOfElement()[e];
            Vec3 centre = Vec3.ZERO;
            for (int c = 0; c < 8; c++) {
                centre = centre.plus(voxels.mesh()
                        .node(voxels.mesh().connectivity()[8 * e + c])
                        .times(0.125));
            }
            Vec3 voxel = grid.toPatient(at % grid.nx(), at / grid.nx() % grid.ny(), at / grid.nx() / grid.ny());
            assertThat(centre.minus(voxel).norm()).isLessThan(1e-9);
        }
    }

    @Test
    void partsThatTouchByAnEdgeOrNotAtAllAreLeftOutAndCounted() {
        VoxelGrid grid = Shapes.around(new Vec3(10, 10, 10), new Vec3(1, 1, 1));
        byte[] codes = Shapes.mark(grid, new byte[grid.voxels()], Tissue.BODY, Shapes.box(Pose.UPRIGHT, 10, 10, 10));
        // Two voxels on the body's edge line, and three far away.
        Shapes.mark(
                grid,
                codes,
                Tissue.PROCESS,
                p -> p.x() > 5 && p.x() < 6 && p.y() > 5 && p.y() < 6 && Math.abs(p.z()) < 1);
        Shapes.mark(grid, codes, Tissue.PROCESS, p -> p.x() < -9 && p.y() < -9 && p.z() > 7);
        VoxelMesh mesh = mesh(Shapes.solid(new TissueMap(grid, codes)), VoxelMesher.Loading.ENDPLATES);
        assertThat(mesh.componentsRemoved()).isEqualTo(2);
        assertThat(mesh.voxelsRemoved()).isEqualTo(5);
        assertThat(mesh.mesh().elements()).isEqualTo(1000);
        assertThat(mesh.mesh().nodes()).isEqualTo(11 * 11 * 11);
    }

    @Test
    void faceCoveredByOtherTissueIsNotLoaded() {
        VoxelGrid grid = Shapes.around(new Vec3(8, 8, 8), new Vec3(1, 1, 1));
        byte[] codes = Shapes.mark(grid, new byte[grid.voxels()], Tissue.BODY, Shapes.box(Pose.UPRIGHT, 10, 10, 10));
        Shapes.mark(
                grid,
                codes,
                Tissue.PROCESS,
                p -> p.y() > 0 && p.y() < 5 && p.z() > 5 && p.z() < 7 && Math.abs(p.x()) < 5);
        VoxelMesh mesh = mesh(Shapes.solid(new TissueMap(grid, codes)), VoxelMesher.Loading.ENDPLATES);
        assertThat(mesh.mesh().nodeSet(VoxelMesh.SUPERIOR)).hasSize(11 * 6);
        assertThat(mesh.mesh().nodeSet(VoxelMesh.INFERIOR)).hasSize(11 * 11);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 15, 30})
    void obliqueBodyIsLoadedThroughItsEndplatesOnly(int tilt) {
        for (int coronal : new int[] {0, tilt}) {
            Pose pose = Pose.tilted(new Vec3(0.3, -0.2, 0.4), 0, coronal == 0 ? tilt : 0, coronal);
            VoxelGrid grid = Shapes.around(new Vec3(34, 34, 30), new Vec3(1, 1, 1));
            VoxelSolid solid = Shapes.solid(Shapes.map(grid, Tissue.BODY, Shapes.box(pose, 40, 30, 26)));
            Mesh mesh = mesh(solid, VoxelMesher.Loading.ENDPLATES).mesh();
            for (String set : new String[] {VoxelMesh.SUPERIOR, VoxelMesh.INFERIOR}) {
                double end = set.equals(VoxelMesh.SUPERIOR) ? 13 : -13;
                BitSet covered = new BitSet();
                for (int node : mesh.nodeSet(set)) {
                    Vec3 local = pose.toLocal(mesh.node(node));
                    // Faces up to 12 % of the height from the plane count; their corners reach a voxel farther.
                    assertThat(Math.abs(local.z() - end)).isLessThan(0.12 * 26 + Math.sqrt(3));
                    int square = (int) Math.floor((local.x() + 20) / 5) + 8 * (int) Math.floor((local.y() + 15) / 5);
                    if (Math.abs(local.x()) < 20 && Math.abs(local.y()) < 15) {
                        covered.set(square);
                    }
                }
                assertThat(covered.cardinality())
                        .as("squares of 5 mm of the endplate that are loaded")
                        .isEqualTo(48);
            }
        }
    }

    @Test
    void modelsWithoutElementsOrSurfacesAreRefused() {
        VoxelSolid solid = block(ORDERS[0], FLIPS[0]);
        VertebralFrame frame = VertebralFrame.of(solid.tissues());
        assertThatThrownBy(() -> VoxelMesher.mesh(solid, new BitSet(), frame, VoxelMesher.Loading.ENDPLATES))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no elements");
        assertThatThrownBy(() -> VoxelMesher.mesh(solid, solid.occupied(), frame, VoxelMesher.Loading.CAPS))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("no superior-cap", "let the program add caps");
        // Only the middle of the block is stiff: neither end is part of the model.
        BitSet middle = new BitSet();
        solid.occupied().stream()
                .filter(at -> Math.abs(solid.grid()
                                .toPatient(
                                        0,
                                        0,
                                        at / solid.grid().nx() / solid.grid().ny())
                                .z())
                        < 1)
                .forEach(middle::set);
        assertThatThrownBy(() -> VoxelMesher.mesh(solid, middle, frame, VoxelMesher.Loading.ENDPLATES))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("not part of the model");
    }

    @Test
    void cropKeepsEveryVoxelInItsPlace() {
        VoxelSolid solid = block(ORDERS[3], FLIPS[1]);
        VoxelSolid cropped = solid.cropped(2);
        assertThat(cropped.occupied().cardinality()).isEqualTo(160);
        assertThat(VertebralFrame.of(cropped.tissues()).bodyCentre().norm()).isLessThan(1e-9);
        Predicate<Vec3> block = Shapes.box(Pose.UPRIGHT, 10, 8, 6);
        assertThat(cropped.tissues().codes())
                .isEqualTo(Shapes.map(cropped.grid(), Tissue.BODY, block).codes());
        int[] box = cropped.tissues().boundingBox();
        assertThat(box).startsWith(2, 2, 2);
    }
}
