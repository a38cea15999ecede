package org.vertebrafe.mesh.tet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.mesh.ElementType;

/** Masks of simple solids, and checks that need no mesher's help. */
final class Solids {

    private Solids() {}

    /** A grid of n voxels along each axis, its centre at the origin. */
    static VoxelGrid grid(int n, double dx, double dy, double dz) {
        return new VoxelGrid(
                n,
                n,
                n,
                new Vec3(dx, dy, dz),
                new Vec3(-(n - 1) / 2.0 * dx, -(n - 1) / 2.0 * dy, -(n - 1) / 2.0 * dz),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
    }

    /** The voxels whose centres lie in a solid. */
    static BitSet mask(VoxelGrid grid, Predicate<Vec3> solid) {
        BitSet mask = new BitSet(grid.voxels());
        for (int k = 0, at = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++, at++) {
                    mask.set(at, solid.test(grid.toPatient(i, j, k)));
                }
            }
        }
        return mask;
    }

    static Predicate<Vec3> sphere(double radius) {
        return p -> p.norm() < radius;
    }

    static Predicate<Vec3> box(double x, double y, double z) {
        return p -> Math.abs(p.x()) < x / 2 && Math.abs(p.y()) < y / 2 && Math.abs(p.z()) < z / 2;
    }

    static Predicate<Vec3> torus(double ring, double tube) {
        return p -> Math.hypot(Math.hypot(p.x(), p.y()) - ring, p.z()) < tube;
    }

    /** A smooth blob: several balls at random places that overlap. */
    static Predicate<Vec3> blob(Random chance, double size) {
        int n = 3 + chance.nextInt(6);
        Vec3[] centres = new Vec3[n];
        double[] radii = new double[n];
        centres[0] = Vec3.ZERO;
        for (int b = 0; b < n; b++) {
            if (b > 0) {
                Vec3 step = new Vec3(chance.nextGaussian(), chance.nextGaussian(), chance.nextGaussian()).normalized();
                centres[b] = centres[b - 1].plus(step.times(0.9 * radii[b - 1])).times(0.9);
            }
            radii[b] = size * (0.6 + 0.6 * chance.nextDouble());
        }
        return p -> {
            for (int b = 0; b < n; b++) {
                if (p.minus(centres[b]).norm() < radii[b]) {
                    return true;
                }
            }
            return false;
        };
    }

    static TetMesh mesh(VoxelGrid grid, BitSet mask, double edge, ElementType type) {
        TaskExecutor threads = TaskExecutors.singleThreaded();
        return TetMesher.mask(grid, mask, new TetSettings(edge, type), threads, Progress.NONE);
    }

    /** Requires all that is promised of any mesh, and this Euler number of its boundary. */
    static void requireSound(TetMesh mesh, int eulerNumber) {
        assertThat(mesh.topology().manifold()).isTrue();
        assertThat(mesh.topology().eulerNumber()).isEqualTo(eulerNumber);
        int[] faces = facesByElements(mesh);
        assertThat(faces[1]).isEqualTo(mesh.boundary().length);
        assertThat(faces[3]).isZero();
        double[] angles = dihedralRange(mesh);
        assertThat(angles[0])
                .isGreaterThan(8)
                .isCloseTo(mesh.quality().dihedral().min(), within(1e-6));
        assertThat(angles[1])
                .isLessThan(165)
                .isCloseTo(mesh.quality().dihedral().max(), within(1e-6));
        assertThat(mesh.quality().jacobianRatio().min()).isPositive();
        // Elements that overlapped or left gaps would not add up to what the boundary encloses.
        double straight = straightVolume(mesh);
        assertThat(mesh.surface().volume()).isCloseTo(straight, within(1e-9 * straight));
    }

    /** Least and greatest dihedral angle, degrees, straight from the definition. */
    static double[] dihedralRange(TetMesh mesh) {
        double[] range = {180, 0};
        int per = mesh.mesh().type().nodes();
        int[] nodes = mesh.mesh().connectivity();
        for (int e = 0; e < mesh.mesh().elements(); e++) {
            Vec3[] p = new Vec3[4];
            for (int c = 0; c < 4; c++) {
                p[c] = mesh.mesh().node(nodes[per * e + c]);
            }
            for (int i = 0; i < 4; i++) {
                for (int j = i + 1; j < 4; j++) {
                    Vec3 along = p[j].minus(p[i]).normalized();
                    Vec3 a = p[(i + 1) % 4 == j ? (j + 1) % 4 : (i + 1) % 4].minus(p[i]);
                    Vec3 b = p[6 - i - j - indexOf(i, j)].minus(p[i]);
                    a = a.minus(along.times(a.dot(along)));
                    b = b.minus(along.times(b.dot(along)));
                    double angle = Math.toDegrees(Math.acos(a.dot(b) / (a.norm() * b.norm())));
                    range[0] = Math.min(range[0], angle);
                    range[1] = Math.max(range[1], angle);
                }
            }
        }
        return range;
    }

    /** The corner that the edge's first other corner is, so that the remaining one is 6 - i - j - it. */
    private static int indexOf(int i, int j) {
        return (i + 1) % 4 == j ? (j + 1) % 4 : (i + 1) % 4;
    }

    /** Volume of all elements with straight sides, mm3. */
    static double straightVolume(TetMesh mesh) {
        int per = mesh.mesh().type().nodes();
        int[] nodes = mesh.mesh().connectivity();
        double six = 0;
        for (int e = 0; e < mesh.mesh().elements(); e++) {
            Vec3 a = mesh.mesh().node(nodes[per * e]);
            Vec3 u = mesh.mesh().node(nodes[per * e + 1]).minus(a);
            Vec3 v = mesh.mesh().node(nodes[per * e + 2]).minus(a);
            double element = u.cross(v).dot(mesh.mesh().node(nodes[per * e + 3]).minus(a));
            if (!(element > 0)) {
                throw new AssertionError("element " + e + " is inside out");
            }
            six += element;
        }
        return six / 6;
    }

    /** How many faces belong to one, two and more elements. */
    static int[] facesByElements(TetMesh mesh) {
        int per = mesh.mesh().type().nodes();
        int[] nodes = mesh.mesh().connectivity();
        Map<Long, Integer> faces = new HashMap<>();
        for (int e = 0; e < mesh.mesh().elements(); e++) {
            for (int[] corners : Facets.CORNERS) {
                int[] face = new int[3];
                for (int c = 0; c < 3; c++) {
                    face[c] = nodes[per * e + corners[c]];
                }
                java.util.Arrays.sort(face);
                long n = mesh.mesh().nodes();
                faces.merge((face[0] * n + face[1]) * n + face[2], 1, Integer::sum);
            }
        }
        int[] counts = new int[4];
        faces.values().forEach(n -> counts[Math.min(3, n)]++);
        return counts;
    }
}
