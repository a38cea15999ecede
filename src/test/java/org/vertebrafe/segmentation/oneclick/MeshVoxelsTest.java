package org.vertebrafe.segmentation.oneclick;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;

class MeshVoxelsTest {

    @Test
    void theVoxelsInsideASphereAreThoseWhoseCentresAre() {
        Icosphere sphere = new Icosphere(4);
        double radius = 15;
        Vec3 middle = new Vec3(3.3, -7.1, 100.4);
        double[] points = new double[sphere.points.length];
        for (int c = 0; c < points.length; c++) {
            points[c] = radius * sphere.points[c] + middle.get(c % 3);
        }
        double s = Math.sqrt(0.5);
        // Turned by 45 degrees, left-handed, anisotropic.
        VoxelGrid grid = new VoxelGrid(
                60,
                50,
                40,
                new Vec3(0.8, 1.1, 1.3),
                middle.plus(new Vec3(0, 36, -26)),
                new Vec3(s, -s, 0),
                new Vec3(-s, -s, 0),
                new Vec3(0, 0, 1));
        BitSet inside = MeshVoxels.inside(grid, points, sphere.triangles);
        int checked = 0;
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    double r = grid.toPatient(i, j, k).minus(middle).norm();
                    if (Math.abs(r - radius) > 0.05) {
                        assertThat(inside.get(grid.index(i, j, k)))
                                .as("radius %f", r)
                                .isEqualTo(r < radius);
                        checked += r < radius ? 1 : 0;
                    }
                }
            }
        }
        assertThat(checked).isGreaterThan(10000);
    }

    @Test
    void theIcosphereIsClosedAndFacesOutward() {
        Icosphere sphere = new Icosphere(3);
        assertThat(sphere.vertices).isEqualTo(642);
        assertThat(sphere.triangles).hasSize(3 * 1280);
        double volume = 0;
        for (int t = 0; t < sphere.triangles.length; t += 3) {
            Vec3 a = ColumnMesh.vertex(sphere.points, sphere.triangles[t]);
            Vec3 b = ColumnMesh.vertex(sphere.points, sphere.triangles[t + 1]);
            Vec3 c = ColumnMesh.vertex(sphere.points, sphere.triangles[t + 2]);
            double part = a.dot(b.cross(c)) / 6;
            assertThat(part).isPositive();
            volume += part;
        }
        assertThat(volume).isBetween(0.98 * 4 * Math.PI / 3, 4 * Math.PI / 3);
    }
}
