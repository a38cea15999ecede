package org.vertebrafe.mesh.tet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.GridDirection;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.VoxelMesh;
import org.vertebrafe.mesh.VoxelMesher.Loading;
import org.vertebrafe.segmentation.LabelRoles;
import org.vertebrafe.segmentation.Plane;
import org.vertebrafe.segmentation.Shapes;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.segmentation.VertebralFrame;

/** The mesh of a real vertebra, the L2 of the spineFE benchmark. */
class Verse004TetTest {

    private static TissueMap tissues;
    private static TetMesh mesh;

    @BeforeAll
    static void read() throws IOException {
        var labels = Nifti.readLabels(Path.of("../shared/data/verse004-L2/labels.nii.gz"))
                .image();
        tissues = TissueMap.of(labels, LabelRoles.preset("spinefe-benchmark", "", labels));
        mesh = mesh(tissues);
    }

    private static TetMesh mesh(TissueMap tissues) {
        try (TaskExecutor threads = TaskExecutors.fixedThreadPool(2)) {
            return TetMesher.vertebra(
                    tissues,
                    VertebralFrame.of(tissues),
                    Loading.ENDPLATES,
                    TetSettings.defaults(),
                    threads,
                    Progress.NONE);
        }
    }

    @Test
    void hasTheShapeOfAVertebra() {
        assertThat(mesh.topology().manifold()).isTrue();
        assertThat(mesh.topology().shells()).isEqualTo(1);
        // One handle: the vertebral canal runs through.
        assertThat(mesh.topology().eulerNumber()).isZero();
        assertThat(mesh.report().partsRemoved()).isZero();
        assertThat(mesh.quality().volume()).isCloseTo(53746, within(108.0));
        assertThat(mesh.surface().volume()).isCloseTo(53746, within(537.0));
    }

    @Test
    void elementsAreGood() {
        double[] angles = Solids.dihedralRange(mesh);
        assertThat(angles[0]).isGreaterThan(8);
        assertThat(angles[1]).isLessThan(165);
        assertThat(mesh.quality().jacobianRatio().min()).isPositive();
        assertThat(mesh.quality().edgeLength().mean()).isCloseTo(2, within(0.1));
        assertThat(mesh.mesh().type()).isEqualTo(ElementType.TET10);
        assertThat(mesh.report().straightened()).isLessThan(mesh.report().curved() / 50);
    }

    @Test
    void endplatesArePiecesOfTheBodysEnds() {
        VertebralFrame frame = VertebralFrame.of(tissues);
        for (boolean superior : new boolean[] {true, false}) {
            Plane plane = superior ? frame.superiorEndplate() : frame.inferiorEndplate();
            String name = superior ? VoxelMesh.SUPERIOR : VoxelMesh.INFERIOR;
            int[] triangles = Facets.triangles(
                    mesh.mesh().connectivity(), 10, mesh.facetSets().get(name));
            SurfaceTopology topology = SurfaceTopology.of(mesh.mesh().nodes(), triangles);
            // A disc: one piece with one border.
            assertThat(topology.shells()).isEqualTo(1);
            assertThat(topology.eulerNumber()).isEqualTo(1);
            double area = new TriangleSurface(mesh.mesh().coordinates(), triangles).area();
            // An ellipse of some 48 x 34 mm.
            assertThat(area).isBetween(1000.0, 1900.0);
            int[] nodes = mesh.mesh().nodeSet(name);
            assertThat(nodes.length).isEqualTo(topology.vertices() + topology.edges());
            for (int node : nodes) {
                assertThat(Math.abs(plane.distance(mesh.mesh().node(node)))).isLessThan(0.15 * frame.height());
            }
        }
    }

    @Test
    void capsHavePlaneOuterFacesAndTissuesOfTheirOwn() {
        // The labelled disks are normal to the image's axis.
        VertebralFrame frame = VertebralFrame.of(tissues).along(new Vec3(0, 0, 1));
        TetMesh capped = TetMesher.vertebra(
                tissues, frame, Loading.CAPS, TetSettings.defaults(), TaskExecutors.singleThreaded(), Progress.NONE);
        double[] height = new double[2];
        for (int side = 0; side < 2; side++) {
            int[] nodes = capped.mesh().nodeSet(side == 0 ? VoxelMesh.INFERIOR : VoxelMesh.SUPERIOR);
            height[side] = capped.mesh().node(nodes[0]).z();
            for (int node : nodes) {
                assertThat(capped.mesh().node(node).z()).isCloseTo(height[side], within(1e-9));
            }
            int[] triangles = Facets.triangles(
                    capped.mesh().connectivity(),
                    10,
                    capped.facetSets().get(side == 0 ? VoxelMesh.INFERIOR : VoxelMesh.SUPERIOR));
            assertThat(SurfaceTopology.of(capped.mesh().nodes(), triangles).shells())
                    .isEqualTo(1);
            // The disks' outer faces have some 1,350 voxels of 1 mm2; the rim is rounded.
            assertThat(new TriangleSurface(capped.mesh().coordinates(), triangles).area())
                    .isBetween(1000.0, 1400.0);
        }
        // Plate to plate 37 mm, as published.
        assertThat(height[1] - height[0]).isCloseTo(37, within(0.3));
        assertThat(capped.quality().volume()).isCloseTo(53746 + 7015 + 6425, within(670.0));
        assertThat(Solids.dihedralRange(capped)[0]).isGreaterThan(8);
        assertThat(capped.quality().jacobianRatio().min()).isPositive();
        double cap = 0;
        TetShape shape = new TetShape();
        for (int e = 0; e < capped.mesh().elements(); e++) {
            if (Tissue.ofCode(capped.tissues()[e]).isCap()) {
                int[] nodes = capped.mesh().connectivity();
                shape.measure(
                        capped.mesh().coordinates(),
                        nodes[10 * e],
                        nodes[10 * e + 1],
                        nodes[10 * e + 2],
                        nodes[10 * e + 3]);
                cap += shape.volume;
            }
        }
        assertThat(cap).isCloseTo(7015 + 6425, within(300.0));
    }

    @Test
    void everyElementIsBone() {
        assertThat(mesh.tissues()).hasSize(mesh.mesh().elements()).doesNotContain((byte) 0);
    }

    @Test
    void flippedAndPermutedArraysGiveTheSameMesh() {
        VoxelGrid grid = tissues.grid();
        VoxelGrid other = Shapes.reordered(grid, new int[] {2, 0, 1}, new boolean[] {true, false, true});
        byte[] codes = new byte[grid.voxels()];
        for (int k = 0, at = 0; k < other.nz(); k++) {
            for (int j = 0; j < other.ny(); j++) {
                for (int i = 0; i < other.nx(); i++, at++) {
                    Vec3 v = grid.toVoxel(other.toPatient(i, j, k));
                    codes[at] = tissues.codes()[
                            grid.index((int) Math.rint(v.x()), (int) Math.rint(v.y()), (int) Math.rint(v.z()))];
                }
            }
        }
        assertThat(new GridDirection(0, 1).vector(other)).isNotEqualTo(new GridDirection(0, 1).vector(grid));
        TetMesh turned = mesh(new TissueMap(other, codes));
        assertThat(turned.mesh().elements()).isCloseTo(mesh.mesh().elements(), within(20));
        assertThat(turned.quality().volume()).isCloseTo(mesh.quality().volume(), within(0.5));
        assertThat(turned.quality().dihedral().mean())
                .isCloseTo(mesh.quality().dihedral().mean(), within(0.01));
        assertThat(turned.topology().eulerNumber()).isZero();
    }
}
