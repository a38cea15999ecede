package org.vertebrafe.fem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

/** The exact solution of {@link ManufacturedSolutionTest} on meshes of tetrahedra of half the size each. */
class TetConvergenceTest {

    private static final double NU = 0.3;

    /** Gauss points and weights of degree 7 on 0..1. */
    private static final double[] POINTS = {
        0.06943184420297371, 0.33000947820757187, 0.6699905217924281, 0.9305681557970262
    };

    private static final double[] WEIGHTS = {
        0.17392742256872692, 0.32607257743127307, 0.32607257743127307, 0.17392742256872692
    };

    /** Errors of a solution: root of the integrals of |u - u_h|^2 and of the strain energy density of u - u_h. */
    private record Errors(double displacement, double energy) {}

    @ParameterizedTest
    @CsvSource({"TET4, 4, 2, 1", "TET10, 3, 3, 2"})
    void errorsFallWithTheOrderOfTheElement(ElementType type, int n, double displacement, double energy) {
        Errors coarse = errors(type, n);
        Errors medium = errors(type, 2 * n);
        Errors fine = errors(type, 4 * n);
        assertThat(order(medium.displacement, fine.displacement)).isBetween(displacement - 0.1, displacement + 0.1);
        assertThat(order(medium.energy, fine.energy)).isBetween(energy - 0.1, energy + 0.1);
        assertThat(order(coarse.displacement, medium.displacement)).isBetween(displacement - 0.3, displacement + 0.3);
        assertThat(order(coarse.energy, medium.energy)).isBetween(energy - 0.3, energy + 0.3);
    }

    private static double order(double coarse, double fine) {
        return Math.log(coarse / fine) / Math.log(2);
    }

    private static Errors errors(ElementType type, int n) {
        Bricks bricks = Bricks.box(n, n, n, 1.0 / n, 1.0 / n, 1.0 / n);
        Tets tets = type == ElementType.TET4 ? Tets.linear(bricks) : Tets.quadratic(bricks);
        Mesh mesh = tets.mesh;
        Constraints constraints = new Constraints(mesh.nodes());
        for (int node : tets.boundaryNodes()) {
            Vec3 u = ManufacturedSolutionTest.exact(mesh.node(node));
            for (int i = 0; i < 3; i++) {
                constraints.hold(new int[] {node}, i, u.get(i));
            }
        }
        ElasticModel model = tets.model(UnitElasticity.isotropic(NU), e -> 1);
        Solution solution = Bricks.solve(model, constraints, 1e-10, 2);
        double l2 = 0;
        double energy = 0;
        for (int e = 0; e < mesh.elements(); e++) {
            Interpolation u = new Interpolation(mesh, e, solution.displacement());
            for (int at = 0; at < 64; at++) {
                // The cube folded onto the tetrahedron.
                double r = POINTS[at % 4];
                double s = POINTS[at / 4 % 4];
                double t = POINTS[at / 16];
                double[] l = {0, r, s * (1 - r), t * (1 - r) * (1 - s)};
                l[0] = 1 - l[1] - l[2] - l[3];
                double weight = WEIGHTS[at % 4] * WEIGHTS[at / 4 % 4] * WEIGHTS[at / 16];
                double volume = weight * (1 - r) * (1 - r) * (1 - s) * u.jacobian;
                Vec3 x = u.position(l);
                Vec3 difference = u.at(l).minus(ManufacturedSolutionTest.exact(x));
                l2 += volume * difference.dot(difference);
                energy += volume * energyDensity(u, l, x);
            }
        }
        return new Errors(Math.sqrt(l2), Math.sqrt(energy));
    }

    private static double energyDensity(Interpolation u, double[] l, Vec3 x) {
        double[][] g = new double[3][3];
        double step = 1e-5;
        for (int j = 0; j < 3; j++) {
            Vec3 d = new Vec3(j == 0 ? step : 0, j == 1 ? step : 0, j == 2 ? step : 0);
            Vec3 exact = ManufacturedSolutionTest.exact(x.plus(d))
                    .minus(ManufacturedSolutionTest.exact(x.minus(d)))
                    .times(1 / (2 * step));
            Vec3 difference = u.derivative(l, j).minus(exact);
            for (int i = 0; i < 3; i++) {
                g[i][j] = difference.get(i);
            }
        }
        double lambda = NU / ((1 + NU) * (1 - 2 * NU));
        double mu = 0.5 / (1 + NU);
        double trace = g[0][0] + g[1][1] + g[2][2];
        double sum = lambda * trace * trace / 2;
        for (int ij = 0; ij < 9; ij++) {
            double strain = (g[ij / 3][ij % 3] + g[ij % 3][ij / 3]) / 2;
            sum += mu * strain * strain;
        }
        return sum;
    }

    /** Displacements in a straight-sided tetrahedron, written with barycentric coordinates. */
    private static final class Interpolation {

        private final Mesh mesh;
        private final int element;
        private final double[] displacement;
        private final Vec3[] gradients = new Vec3[4];
        final double jacobian;

        Interpolation(Mesh mesh, int element, double[] displacement) {
            this.mesh = mesh;
            this.element = element;
            this.displacement = displacement;
            Vec3 a = corner(1).minus(corner(0));
            Vec3 b = corner(2).minus(corner(0));
            Vec3 c = corner(3).minus(corner(0));
            jacobian = a.dot(b.cross(c));
            gradients[1] = b.cross(c).times(1 / jacobian);
            gradients[2] = c.cross(a).times(1 / jacobian);
            gradients[3] = a.cross(b).times(1 / jacobian);
            gradients[0] = gradients[1].plus(gradients[2]).plus(gradients[3]).times(-1);
        }

        private Vec3 corner(int n) {
            return mesh.node(mesh.connectivity()[mesh.type().nodes() * element + n]);
        }

        private Vec3 node(int n) {
            int at = 3 * mesh.connectivity()[mesh.type().nodes() * element + n];
            return new Vec3(displacement[at], displacement[at + 1], displacement[at + 2]);
        }

        Vec3 position(double[] l) {
            Vec3 sum = Vec3.ZERO;
            for (int n = 0; n < 4; n++) {
                sum = sum.plus(corner(n).times(l[n]));
            }
            return sum;
        }

        Vec3 at(double[] l) {
            Vec3 sum = Vec3.ZERO;
            for (int n = 0; n < 4; n++) {
                sum = sum.plus(node(n).times(mesh.type() == ElementType.TET4 ? l[n] : l[n] * (2 * l[n] - 1)));
            }
            for (int m = 4; m < mesh.type().nodes(); m++) {
                int[] edge = Tets.EDGES[m - 4];
                sum = sum.plus(node(m).times(4 * l[edge[0]] * l[edge[1]]));
            }
            return sum;
        }

        Vec3 derivative(double[] l, int j) {
            Vec3 sum = Vec3.ZERO;
            for (int n = 0; n < 4; n++) {
                double slope = mesh.type() == ElementType.TET4 ? 1 : 4 * l[n] - 1;
                sum = sum.plus(node(n).times(slope * gradients[n].get(j)));
            }
            for (int m = 4; m < mesh.type().nodes(); m++) {
                int a = Tets.EDGES[m - 4][0];
                int b = Tets.EDGES[m - 4][1];
                sum = sum.plus(node(m).times(4 * (l[a] * gradients[b].get(j) + l[b] * gradients[a].get(j))));
            }
            return sum;
        }
    }
}
