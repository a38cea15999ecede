package org.vertebrafe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.field.MapQuantity;

/** The answer belongs to the patient, not to how the array is stored, how the patient lies or how many threads ran. */
class InvarianceTest {

    private static final AnalysisInput PHANTOM = Phantoms.vertebra();

    /** Endplates, added caps between free plates, coarser elements, orthotropic bone. */
    static Stream<Map<String, String>> models() {
        return Stream.of(
                Map.of(),
                Map.of("bc", "plates-free", "law", "kopperdahl2002"),
                Map.of("bc", "plates-held", "elementSize", "1.7"),
                Map.of("law", "crawford-orthotropic", "region", "body"));
    }

    static Stream<Arguments> storageOrders() {
        int[][] orders = {{0, 1, 2}, {2, 0, 1}, {1, 0, 2}};
        boolean[][] flips = {{true, false, false}, {true, true, false}, {false, true, true}};
        return models().flatMap(model -> Stream.of(0, 1, 2).map(i -> Arguments.of(model, orders[i], flips[i])));
    }

    @ParameterizedTest
    @MethodSource("storageOrders")
    void permutedAndFlippedArraysGiveTheSameStiffness(Map<String, String> model, int[] order, boolean[] flipped) {
        AnalysisResult expected = Phantoms.analyze(PHANTOM, 2, model);
        AnalysisResult stored = Phantoms.analyze(Phantoms.reordered(PHANTOM, order, flipped), 2, model);
        assertSame(stored, expected);
    }

    @ParameterizedTest
    @MethodSource("models")
    void turnedPatientGivesTheSameStiffness(Map<String, String> model) {
        AnalysisResult expected = Phantoms.analyze(PHANTOM, 2, model);
        AnalysisInput turned = Phantoms.turned(PHANTOM, 23, new Vec3(1, -2, 0.5), new Vec3(-120, 45, 300));
        assertSame(Phantoms.analyze(turned, 2, model), expected);
    }

    private static void assertSame(AnalysisResult actual, AnalysisResult expected) {
        assertThat(actual.mesh().elements()).isEqualTo(expected.mesh().elements());
        assertThat(actual.mesh().nodes()).isEqualTo(expected.mesh().nodes());
        assertThat(actual.stiffness()).isCloseTo(expected.stiffness(), within(1e-8 * expected.stiffness()));
        assertThat(actual.strength()).isCloseTo(expected.strength(), within(1e-8 * expected.strength()));
        actual.strengths().forEach((definition, newtons) -> assertThat(newtons)
                .isCloseTo(expected.strengths().get(definition), within(1e-6 * newtons)));
    }

    @Test
    void threadsDoNotChangeASingleBit() {
        AnalysisResult one = Phantoms.analyze(PHANTOM, 1, Map.of("bc", "plates-free"));
        for (int threads : new int[] {2, 4}) {
            AnalysisResult more = Phantoms.analyze(PHANTOM, threads, Map.of("bc", "plates-free"));
            assertThat(more.stiffness()).isEqualTo(one.stiffness());
            assertThat(more.displacements()).isEqualTo(one.displacements());
            assertThat(more.elementValues(MapQuantity.VON_MISES)).isEqualTo(one.elementValues(MapQuantity.VON_MISES));
        }
    }

    @Test
    void stiffnessDoesNotDependOnTheCompressionShown() {
        double expected = Phantoms.analyze(PHANTOM, 2, Map.of()).stiffness();
        assertThat(Phantoms.analyze(PHANTOM, 2, Map.of("compression", "0.1")).stiffness())
                .isCloseTo(expected, within(1e-9 * expected));
    }

    @Test
    void bothEndsFeelTheSameForce() {
        models().forEach(model -> assertThat(
                        Phantoms.analyze(PHANTOM, 2, model).test().imbalance())
                .isLessThan(1e-7));
    }
}
