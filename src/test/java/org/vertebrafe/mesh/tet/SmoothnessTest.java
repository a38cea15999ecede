package org.vertebrafe.mesh.tet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.mesh.ElementType;

/** Surfaces of meshes from voxels against the solids that the voxels sample: no staircase, nothing thin lost. */
class SmoothnessTest {

    /** An axis that no row of voxels follows. */
    private static final Vec3 AXIS = new Vec3(0.2, 0.3, 1).normalized();

    /** Mean and greatest angle, degrees, between the facets and the true normals at their middles. */
    private static double[] angles(TetMesh mesh, UnaryOperator<Vec3> normal) {
        TriangleSurface surface = mesh.surface();
        double sum = 0;
        double most = 0;
        int n = 0;
        for (int f = 0; f < surface.faces(); f++) {
            Vec3 a = surface.vertex(surface.triangles()[3 * f]);
            Vec3 b = surface.vertex(surface.triangles()[3 * f + 1]);
            Vec3 c = surface.vertex(surface.triangles()[3 * f + 2]);
            Vec3 truth = normal.apply(a.plus(b).plus(c).times(1 / 3.0));
            if (truth != null) {
                Vec3 own = b.minus(a).cross(c.minus(a)).normalized();
                double angle = Math.toDegrees(Math.acos(Math.min(1, own.dot(truth))));
                sum += angle;
                most = Math.max(most, angle);
                n++;
            }
        }
        return new double[] {sum / n, most};
    }

    @Test
    void sphereOfVoxelsIsAsSmoothAsTheSphere() {
        VoxelGrid grid = Solids.grid(26, 1, 1, 1);
        TetMesh mesh = Solids.mesh(grid, Solids.mask(grid, Solids.sphere(10)), 1.5, ElementType.TET4);
        double[] angles = angles(mesh, Vec3::normalized);
        // The staircase itself is 30 degrees off in the mean, 55 at most.
        assertThat(angles[0]).isLessThan(3);
        assertThat(angles[1]).isLessThan(12);
    }

    @Test
    void leaningCylinderOfFlatVoxelsIsSmooth() {
        VoxelGrid grid = Solids.grid(28, 0.8, 0.8, 1.5);
        BitSet mask = Solids.mask(
                grid,
                p -> Math.abs(p.dot(AXIS)) < 9
                        && p.minus(AXIS.times(p.dot(AXIS))).norm() < 6);
        TetMesh mesh = Solids.mesh(grid, mask, 1.5, ElementType.TET4);
        double[] angles = angles(
                mesh,
                p -> Math.abs(p.dot(AXIS)) < 6
                        ? p.minus(AXIS.times(p.dot(AXIS))).normalized()
                        : null);
        assertThat(angles[0]).isLessThan(5);
        assertThat(angles[1]).isLessThan(18);
    }

    @Test
    void thinRodKeepsItsLengthAndVolume() {
        VoxelGrid grid = Solids.grid(26, 1, 1, 1);
        BitSet mask = Solids.mask(
                grid,
                p -> Math.abs(p.dot(AXIS)) < 10
                        && p.minus(AXIS.times(p.dot(AXIS))).norm() < 1.3);
        TetMesh mesh = Solids.mesh(grid, mask, 1, ElementType.TET10);
        Solids.requireSound(mesh, 2);
        assertThat(mesh.report().partsRemoved()).isZero();
        double longest = 0;
        for (int node = 0; node < mesh.mesh().nodes(); node++) {
            longest = Math.max(longest, Math.abs(mesh.mesh().node(node).dot(AXIS)));
        }
        assertThat(longest).isCloseTo(10, within(1.0));
        assertThat(mesh.quality().volume()).isCloseTo(mask.cardinality(), within(0.03 * mask.cardinality()));
    }
}
