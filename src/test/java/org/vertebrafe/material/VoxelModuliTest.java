package org.vertebrafe.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.vertebrafe.segmentation.Tissue.BODY;
import static org.vertebrafe.segmentation.Tissue.INFERIOR_CAP;
import static org.vertebrafe.segmentation.Tissue.PROCESS;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.DensityKind;
import org.vertebrafe.segmentation.Tissue;

class VoxelModuliTest {

    @Test
    void voxelsGetTheirLawsModulusTheFloorOrTheCapsAndAreCounted() {
        MaterialSettings settings = Fixture.settings(DensityKind.K2HPO4, "morgan2003-vertebra", 10);
        VoxelModuli moduli = VoxelModuli.continuous(
                Fixture.row(
                        new Tissue[] {BODY, null, PROCESS, BODY, INFERIOR_CAP, BODY, BODY},
                        // 0.11 and 0.35 g/cm3 apparent are 66 and 210 mg/cm3.
                        100,
                        500,
                        -30,
                        0,
                        900,
                        209,
                        211),
                settings);
        float[] e = moduli.modulus();
        assertThat(e[0]).isCloseTo(289, within(0.5f));
        assertThat(new float[] {e[1], e[2], e[3], e[4]}).containsExactly(0, 10, 10, 2500);
        assertThat(moduli.floored()).isEqualTo(bits(2, 3));
        // The fatty voxels lie outside the law's range too; caps and empty voxels never do.
        assertThat(moduli.extrapolated()).isEqualTo(bits(2, 3, 6));
        assertThat(moduli.stiff()).isEqualTo(bits(0, 2, 3, 4, 5, 6));
    }

    @Test
    void modulusJustAboveTheFloorIsNotFloored() {
        double e = 2980 * Math.pow(0.1f, 1.05);
        Tissue[] one = {BODY};
        assertThat(VoxelModuli.continuous(
                                Fixture.row(one, 100),
                                Fixture.settings(DensityKind.K2HPO4, "kopperdahl2002", e * 0.999))
                        .floored()
                        .isEmpty())
                .isTrue();
        assertThat(VoxelModuli.continuous(
                                Fixture.row(one, 100),
                                Fixture.settings(DensityKind.K2HPO4, "kopperdahl2002", e * 1.001))
                        .floored())
                .isEqualTo(bits(0));
    }

    @ParameterizedTest
    @CsvSource({"0, 2500, Modulus floor", "NaN, 2500, Modulus floor", "1, 0, end caps", "1, -5, end caps"})
    void moduliThatAreNotPositiveAreRefused(double floor, double cap, String what) {
        assertThatThrownBy(() -> new MaterialSettings(
                        DensityKind.ASH,
                        DensityModulusLaw.ofId("keller1994"),
                        DensityConversion.ofId("k2hpo4-as-ash"),
                        0.3,
                        floor,
                        cap,
                        0.3))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(what, "MPa", "must be positive");
    }

    @Test
    void orthotropicLawsBringTheirOwnElasticity() {
        assertThat(Fixture.settings(DensityKind.K2HPO4, "crawford-orthotropic", 1)
                        .bone()
                        .get(0, 0))
                .isLessThan(Fixture.settings(DensityKind.K2HPO4, "crawford2003-linear", 1)
                        .bone()
                        .get(0, 0));
    }

    static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        for (int i : set) {
            bits.set(i);
        }
        return bits;
    }
}
