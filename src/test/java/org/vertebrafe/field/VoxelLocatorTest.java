package org.vertebrafe.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.mesh.VoxelMesh;
import org.vertebrafe.mesh.VoxelMesher;
import org.vertebrafe.mesh.VoxelSolid;
import org.vertebrafe.segmentation.Shapes;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.VertebralFrame;
import org.vertebrafe.synthetic.Pose;

class VoxelLocatorTest {

    private static final VoxelGrid GRID = Shapes.around(new Vec3(5, 6, 6), new Vec3(1, 1.5, 2));
    private static final VoxelMesh MESH = mesh();

    /** A body of 8 x 6 x 8 mm in the middle of the grid. */
    private static VoxelMesh mesh() {
        VoxelSolid solid = Shapes.solid(Shapes.map(GRID, Tissue.BODY, Shapes.box(Pose.UPRIGHT, 8, 6, 8)));
        return VoxelMesher.mesh(
                solid, solid.occupied(), VertebralFrame.of(solid.tissues()), VoxelMesher.Loading.ENDPLATES);
    }

    private static Vec3 centre(VoxelGrid grid, int at) {
        return grid.toPatient(at % grid.nx(), at / grid.nx() % grid.ny(), at / grid.nx() / grid.ny());
    }

    /** The value the tests give to the element around a position: different in each. */
    private static double value(Vec3 elementCentre) {
        return 1000 + 100 * elementCentre.x() + 10 * elementCentre.y() + elementCentre.z();
    }

    private static double[] values() {
        return Arrays.stream(MESH.voxelOfElement())
                .mapToDouble(at -> value(centre(GRID, at)))
                .toArray();
    }

    private static Vec3 snap(Vec3 p) {
        Vec3 v = GRID.toVoxel(p);
        return GRID.toPatient(Math.rint(v.x()), Math.rint(v.y()), Math.rint(v.z()));
    }

    private static void assertMapped(VoxelGrid target) {
        Volume map = VoxelLocator.locate(MESH, target, TaskExecutors.singleThreaded())
                .map(values());
        assertThat(map.grid()).isSameAs(target);
        int inside = 0;
        for (int at = 0; at < target.voxels(); at++) {
            Vec3 p = centre(target, at);
            boolean body = Math.abs(p.x()) < 4 && Math.abs(p.y()) < 3 && Math.abs(p.z()) < 4;
            if (body) {
                inside++;
                assertThat(map.values()[at]).as(p.toString()).isEqualTo((float) value(snap(p)));
            } else {
                assertThat(map.values()[at]).as(p.toString()).isNaN();
            }
        }
        assertThat(inside).isPositive();
    }

    @Test
    void ownGridGivesEachVoxelItsElementsValueAndNanOutside() {
        assertMapped(GRID);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 2, 0", "0, 1, 2, 7", "2, 0, 1, 2", "1, 0, 2, 4", "2, 1, 0, 7", "1, 2, 0, 1"})
    void flippedAndPermutedGridsGetTheSameMapInThePatient(int a, int b, int c, int flips) {
        boolean[] flip = {(flips & 1) != 0, (flips & 2) != 0, (flips & 4) != 0};
        assertMapped(Shapes.reordered(GRID, new int[] {a, b, c}, flip));
    }

    @Test
    void finerCoarserAndObliqueGridsTakeTheElementTheirCentresLieIn() {
        // Spacings for which no centre lies on a face between two elements.
        assertMapped(Shapes.around(new Vec3(9, 9, 9), new Vec3(0.3, 0.43, 0.53)));
        assertMapped(Shapes.around(new Vec3(9, 9, 9), new Vec3(3.1, 2.3, 3.3)));
        Pose pose = Pose.tilted(new Vec3(0.013, 0.021, -0.017), 20, 30, -10);
        assertMapped(new VoxelGrid(
                31,
                33,
                35,
                new Vec3(0.43, 0.41, 0.37),
                pose.toPatient(new Vec3(-6.5, -6.7, -6.3)),
                pose.left(),
                pose.posterior(),
                pose.superior()));
    }

    @Test
    void gridsBesideTheMeshAreEmpty() {
        VoxelGrid beside =
                new VoxelGrid(3, 3, 3, new Vec3(1, 1, 1), new Vec3(50, 0, 0), GRID.xAxis(), GRID.yAxis(), GRID.zAxis());
        for (float value : VoxelLocator.locate(MESH, beside, TaskExecutors.singleThreaded())
                .map(values())
                .values()) {
            assertThat(value).isNaN();
        }
    }

    @ParameterizedTest
    @EnumSource
    void quantitiesAreFoundByTheirName(MapQuantity quantity) {
        assertThat(MapQuantity.ofId(quantity.id())).isEqualTo(quantity);
        // A ratio and a flag have none.
        assertThat(quantity.unit().isEmpty())
                .isEqualTo(quantity == MapQuantity.SAFETY_FACTOR || quantity == MapQuantity.FAILED);
    }

    @Test
    void unknownQuantityIsRefusedListingTheKnown() {
        assertThatThrownBy(() -> MapQuantity.ofId("stress"))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("\"stress\"", "density, modulus, von-mises, sed, min-principal-strain");
    }
}
