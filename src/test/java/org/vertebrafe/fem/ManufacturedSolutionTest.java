package org.vertebrafe.fem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.material.UnitElasticity;

/**
 * A smooth exact solution of Navier's equations without body force, from the harmonic potential psi = sin(ax) sin(ay)
 * exp(sqrt(2) az): u = (3 - 4 nu) psi e_z - z grad psi (Papkovich-Neuber). Prescribed on the boundary of a cube, its
 * inside is solved for on ever finer meshes.
 */
class ManufacturedSolutionTest {

    private static final double NU = 0.3;
    private static final double A = 1.3;
    private static final double GAUSS = Math.sqrt(0.6);
    private static final double[] POINTS = {-GAUSS, 0, GAUSS};
    private static final double[] WEIGHTS = {5.0 / 9, 8.0 / 9, 5.0 / 9};

    static Vec3 exact(Vec3 p) {
        double e = Math.exp(Math.sqrt(2) * A * p.z());
        double sx = Math.sin(A * p.x());
        double sy = Math.sin(A * p.y());
        double psi = sx * sy * e;
        return new Vec3(
                -p.z() * A * Math.cos(A * p.x()) * sy * e,
                -p.z() * A * sx * Math.cos(A * p.y()) * e,
                (3 - 4 * NU) * psi - p.z() * Math.sqrt(2) * A * psi);
    }

    /** L2 norm of the displacement error, 3 x 3 x 3 Gauss points an element. */
    private static double error(int n, double distortion) {
        Bricks bricks = Bricks.box(n, n, n, 1.0 / n, 1.0 / n, 1.0 / n).distorted(distortion);
        Constraints constraints = new Constraints(bricks.nodes());
        for (int node : bricks.boundaryNodes()) {
            Vec3 u = exact(bricks.position(node));
            for (int i = 0; i < 3; i++) {
                constraints.hold(new int[] {node}, i, u.get(i));
            }
        }
        Solution solution = Bricks.solve(bricks.model(UnitElasticity.isotropic(NU), e -> 500), constraints, 1e-11, 2);
        double sum = 0;
        for (int e = 0; e < bricks.elements(); e++) {
            for (int a = 0; a < 27; a++) {
                double weight = WEIGHTS[a % 3] * WEIGHTS[a / 3 % 3] * WEIGHTS[a / 9];
                double[] at = {POINTS[a % 3], POINTS[a / 3 % 3], POINTS[a / 9]};
                sum += weight * squaredError(bricks, solution, e, at) / (8.0 * n * n * n);
            }
        }
        return Math.sqrt(sum);
    }

    private static double squaredError(Bricks bricks, Solution solution, int element, double[] at) {
        double[][] corner = {
            {-1, -1, -1}, {1, -1, -1}, {1, 1, -1}, {-1, 1, -1}, {-1, -1, 1}, {1, -1, 1}, {1, 1, 1}, {-1, 1, 1}
        };
        Vec3 position = Vec3.ZERO;
        Vec3 u = Vec3.ZERO;
        for (int c = 0; c < 8; c++) {
            int node = bricks.connectivity[8 * element + c];
            double shape = (1 + corner[c][0] * at[0]) * (1 + corner[c][1] * at[1]) * (1 + corner[c][2] * at[2]) / 8;
            position = position.plus(bricks.position(node).times(shape));
            u = u.plus(new Vec3(
                            solution.displacement()[3 * node],
                            solution.displacement()[3 * node + 1],
                            solution.displacement()[3 * node + 2])
                    .times(shape));
        }
        Vec3 difference = u.minus(exact(position));
        return difference.dot(difference);
    }

    @Test
    void displacementErrorFallsWithTheSquareOfTheElementSize() {
        double coarse = error(4, 0);
        double medium = error(8, 0);
        double fine = error(16, 0);
        assertThat(Math.log(coarse / medium) / Math.log(2)).isBetween(1.9, 2.1);
        assertThat(Math.log(medium / fine) / Math.log(2)).isBetween(1.95, 2.05);
    }

    @Test
    void distortedElementsKeepTheOrder() {
        assertThat(Math.log(error(6, 0.1) / error(12, 0.1)) / Math.log(2)).isBetween(1.8, 2.2);
    }
}
