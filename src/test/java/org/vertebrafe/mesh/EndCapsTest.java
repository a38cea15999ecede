package org.vertebrafe.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.Shapes;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.VertebralFrame;
import org.vertebrafe.synthetic.Pose;

class EndCapsTest {

    private static final double HEIGHT = 24;

    private static VoxelSolid body(Pose pose, VoxelGrid grid) {
        return Shapes.solid(Shapes.map(grid, Tissue.BODY, Shapes.box(pose, 40, 30, HEIGHT)))
                .cropped(0);
    }

    private static int count(VoxelSolid solid, Tissue tissue) {
        return solid.tissues().counts().getOrDefault(tissue, 0);
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "2, 4", "1, 1", "0.5, 3.5"})
    void capsOnAFlatBodyAreSlabsOfTheThicknessAsked(double dz, double thickness) {
        for (boolean[] flip : new boolean[][] {{false, false, false}, {true, false, true}}) {
            VoxelGrid grid = Shapes.reordered(
                    Shapes.around(new Vec3(22, 16, 12), new Vec3(1, 1, dz)), new int[] {2, 0, 1}, flip);
            VoxelSolid solid = body(Pose.UPRIGHT, grid);
            VertebralFrame frame = VertebralFrame.of(solid.tissues());
            VoxelSolid capped = EndCaps.add(solid, frame, thickness);
            int slab = (int) Math.round(40 * 30 * thickness / dz);
            assertThat(count(capped, Tissue.SUPERIOR_CAP)).isEqualTo(slab);
            assertThat(count(capped, Tissue.INFERIOR_CAP)).isEqualTo(slab);
            assertThat(count(capped, Tissue.BODY)).isEqualTo(count(solid, Tissue.BODY));
            Mesh mesh = VoxelMesher.mesh(capped, capped.occupied(), frame, VoxelMesher.Loading.CAPS)
                    .mesh();
            for (String set : new String[] {VoxelMesh.SUPERIOR, VoxelMesh.INFERIOR}) {
                assertThat(mesh.nodeSet(set)).hasSize(41 * 31);
                for (int node : mesh.nodeSet(set)) {
                    assertThat(Math.abs(mesh.node(node).z())).isCloseTo(HEIGHT / 2 + thickness, within(1e-9));
                }
            }
        }
    }

    @Test
    void capsFillAConcavityAndStandAboveItsRim() {
        VoxelGrid grid = Shapes.around(new Vec3(22, 16, 13), new Vec3(1, 1, 1));
        // A dish of 2 mm depth in the superior endplate.
        VoxelSolid solid = Shapes.solid(Shapes.map(
                        grid,
                        Tissue.BODY,
                        p -> Shapes.box(Pose.UPRIGHT, 40, 30, HEIGHT).test(p)
                                && !(p.z() > 10 && Math.abs(p.x()) < 10 && Math.abs(p.y()) < 8)))
                .cropped(0);
        VoxelSolid capped = EndCaps.add(solid, VertebralFrame.of(solid.tissues()), 3);
        assertThat(count(capped, Tissue.SUPERIOR_CAP)).isEqualTo(40 * 30 * 3 + 20 * 16 * 2);
        assertThat(count(capped, Tissue.INFERIOR_CAP)).isEqualTo(40 * 30 * 3);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 15, 25})
    void outerFacesOfCapsOnTiltedBodiesLieWithinAVoxelOfAPlaneAcrossTheAxis(int tilt) {
        Pose pose = Pose.tilted(new Vec3(0.3, -0.2, 0.4), 5, tilt, -tilt / 3.0);
        VoxelSolid solid = body(pose, Shapes.around(new Vec3(34, 32, 30), new Vec3(1, 1, 1)));
        VertebralFrame frame = VertebralFrame.of(solid.tissues());
        VoxelSolid capped = EndCaps.add(solid, frame, 4);
        Mesh mesh = VoxelMesher.mesh(capped, capped.occupied(), frame, VoxelMesher.Loading.CAPS)
                .mesh();
        for (String set : new String[] {VoxelMesh.SUPERIOR, VoxelMesh.INFERIOR}) {
            double sign = set.equals(VoxelMesh.SUPERIOR) ? 1 : -1;
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int node : mesh.nodeSet(set)) {
                double height = sign * mesh.node(node).minus(pose.centre()).dot(frame.superior());
                low = Math.min(low, height);
                high = Math.max(high, height);
            }
            // Face middles lie within one voxel of the plane; their corners lean half a diagonal out of it.
            double lean = Math.sqrt(0.5) * Math.sin(Math.toRadians(1.1 * tilt));
            assertThat(high - low).isLessThan(1 + 2 * lean + 0.01);
            assertThat(low).as("at least the thickness asked, less a voxel").isGreaterThan(HEIGHT / 2 + 4 - 1 - lean);
            assertThat(high)
                    .as("not thicker than asked above the highest voxel")
                    .isLessThan(HEIGHT / 2 + 4 + 1 + lean);
            assertThat(capped.grid().voxels())
                    .as("voxels of the grid: no more than a box around the model")
                    .isLessThan(64 * 60 * 66);
            assertThat(mesh.nodeSet(set).length)
                    .as("the whole endplate is covered")
                    .isGreaterThan(1000);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -4, Double.NaN})
    void thicknessThatIsNotPositiveIsRefused(double thickness) {
        VoxelSolid solid = body(Pose.UPRIGHT, Shapes.around(new Vec3(22, 16, 12), new Vec3(2, 2, 2)));
        assertThatThrownBy(() -> EndCaps.add(solid, VertebralFrame.of(solid.tissues()), thickness))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("thickness", "mm", "positive");
    }

    @Test
    void capThinnerThanAVoxelIsRefusedNamingBoth() {
        VoxelSolid solid = body(Pose.UPRIGHT, Shapes.around(new Vec3(22, 16, 12), new Vec3(1, 1, 2)));
        assertThatThrownBy(() -> EndCaps.add(solid, VertebralFrame.of(solid.tissues()), 1.5))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("1.5", "2", "mm", "thicker");
    }
}
