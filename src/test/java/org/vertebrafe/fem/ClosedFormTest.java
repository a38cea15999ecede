package org.vertebrafe.fem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.material.UnitElasticity;

/** Bars and stacks whose answer is known by hand. */
class ClosedFormTest {

    private static final double[] LAYERS = {20000, 50, 2500, 0.5, 700};

    /** Compression between smooth plates: three floating motions stay free. */
    private static Constraints smoothPlates(Bricks bricks, double displacement) {
        return new Constraints(bricks.nodes())
                .hold(bricks.layer(0), 2, 0)
                .hold(bricks.layer(bricks.nz), 2, -displacement);
    }

    @Test
    void uniformBarBetweenSmoothPlatesIsInUniaxialStress() {
        Bricks bricks = Bricks.box(3, 4, 5, 1, 1.5, 2);
        ElasticModel model = bricks.model(UnitElasticity.isotropic(0.3), e -> 1200);
        Solution solution = Bricks.solve(model, smoothPlates(bricks, 0.1));
        double area = 3 * 6;
        double length = 10;
        double force = 1200 * area * 0.1 / length;
        assertThat(solution.reaction(bricks.layer(0)).z()).isCloseTo(force, within(1e-9 * force));
        assertThat(solution.reaction(bricks.layer(5)).z()).isCloseTo(-force, within(1e-9 * force));
        ElementFields fields = Bricks.fields(model, solution);
        for (int e = 0; e < bricks.elements(); e++) {
            assertThat(fields.vonMises(e)).isCloseTo(12, within(1e-8));
            assertThat(fields.principalStresses(e)[2]).isCloseTo(-12, within(1e-8));
            assertThat(fields.principalStresses(e)[0]).isCloseTo(0, within(1e-8));
            assertThat(fields.principalStrains(e)[2]).isCloseTo(-0.01, within(1e-11));
            assertThat(fields.principalStrains(e)[0]).isCloseTo(0.003, within(1e-11));
            assertThat(fields.strainEnergyDensity(e)).isCloseTo(0.5 * 12 * 0.01, within(1e-10));
        }
    }

    @Test
    void floatingMotionsStayZeroOnAverage() {
        Bricks bricks = Bricks.box(3, 3, 4, 1, 1, 1);
        Solution solution =
                Bricks.solve(bricks.model(UnitElasticity.isotropic(0.3), e -> 100), smoothPlates(bricks, 0.1));
        double x = 0;
        double y = 0;
        for (int n = 0; n < bricks.nodes(); n++) {
            x += solution.displacement()[3 * n];
            y += solution.displacement()[3 * n + 1];
        }
        assertThat(x).isCloseTo(0, within(1e-10));
        assertThat(y).isCloseTo(0, within(1e-10));
    }

    @Test
    void layersInSeriesAddTheirCompliances() {
        Bricks bricks = Bricks.box(3, 3, LAYERS.length, 1, 1, 2);
        ElasticModel model = bricks.model(UnitElasticity.isotropic(0), e -> LAYERS[e / (bricks.nx * bricks.ny)]);
        Solution solution = Bricks.solve(model, smoothPlates(bricks, 0.1));
        double compliance = 0;
        for (double modulus : LAYERS) {
            compliance += 2 / (modulus * 9);
        }
        double force = 0.1 / compliance;
        assertThat(solution.reaction(bricks.layer(0)).z()).isCloseTo(force, within(1e-8 * force));
        ElementFields fields = Bricks.fields(model, solution);
        for (int e = 0; e < bricks.elements(); e++) {
            assertThat(fields.stress()[6 * e + 2]).isCloseTo(-force / 9, within(1e-6 * force));
        }
    }

    @Test
    void columnsInParallelAddTheirStiffnesses() {
        Bricks bricks = Bricks.box(LAYERS.length, 2, 4, 1, 1, 1);
        ElasticModel model = bricks.model(UnitElasticity.isotropic(0), e -> LAYERS[e % LAYERS.length]);
        Constraints constraints = smoothPlates(bricks, 0.1);
        double force = 0;
        for (double modulus : LAYERS) {
            force += modulus * 2 * 0.1 / 4;
        }
        Solution solution = Bricks.solve(model, constraints);
        assertThat(solution.reaction(bricks.layer(0)).z()).isCloseTo(force, within(1e-8 * force));
    }

    @Test
    void laterallyHeldBarHasTheConfinedModulus() {
        double nu = 0.3;
        Bricks bricks = Bricks.box(2, 2, 2, 1, 1, 1);
        Constraints constraints = smoothPlates(bricks, 0.02);
        int[] all = java.util.stream.IntStream.range(0, bricks.nodes()).toArray();
        constraints.hold(all, 0, 0).hold(all, 1, 0);
        Solution solution = Bricks.solve(bricks.model(UnitElasticity.isotropic(nu), e -> 1000), constraints);
        double confined = 1000 * (1 - nu) / ((1 + nu) * (1 - 2 * nu));
        Vec3 reaction = solution.reaction(bricks.layer(0));
        assertThat(reaction.z()).isCloseTo(confined * 4 * 0.01, within(1e-9 * confined));
    }

    @Test
    void workOfTheReactionsIsTheStrainEnergy() {
        Bricks bricks = Bricks.box(3, 3, 3, 1, 1, 1).distorted(0.15);
        ElasticModel model = bricks.model(UnitElasticity.isotropic(0.35), e -> 1 + 37 * (e % 5));
        Constraints constraints = new Constraints(bricks.nodes())
                .hold(bricks.layer(0), 0, 0)
                .hold(bricks.layer(0), 1, 0)
                .hold(bricks.layer(0), 2, 0)
                .hold(bricks.layer(3), 2, -0.1);
        Solution solution = Bricks.solve(model, constraints);
        double work = 0.5 * -0.1 * solution.reaction(bricks.layer(3)).z();
        double energy = 0;
        for (int i = 0; i < solution.displacement().length; i++) {
            energy += 0.5 * solution.displacement()[i] * solution.nodalForce()[i];
        }
        assertThat(energy).isCloseTo(work, within(1e-10 * work));
        assertThat(solution.reaction(bricks.layer(0))
                        .plus(solution.reaction(bricks.layer(3)))
                        .norm())
                .isLessThan(1e-9 * work / 0.1);
    }
}
