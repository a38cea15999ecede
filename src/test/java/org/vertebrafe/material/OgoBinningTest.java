package org.vertebrafe.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.vertebrafe.segmentation.Tissue.BODY;
import static org.vertebrafe.segmentation.Tissue.CORTICAL_BODY;
import static org.vertebrafe.segmentation.Tissue.SUPERIOR_CAP;
import static org.vertebrafe.segmentation.Tissue.TRABECULAR_BODY;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.DensityKind;
import org.vertebrafe.segmentation.Tissue;

/**
 * Rows whose densities span 128 mg/cm3, so that a bin is 1 mg/cm3 wide and its centre half a milligram above its lower
 * edge; expected moduli are Kopperdahl's law at the centre, by hand.
 */
class OgoBinningTest {

    private static final double FLOOR = 1e-4;
    private static final MaterialSettings SETTINGS = Fixture.settings(DensityKind.K2HPO4, "kopperdahl2002", FLOOR);

    private static VoxelModuli moduli(Tissue[] tissues, double... milligrams) {
        return OgoBinning.moduli(Fixture.row(tissues, milligrams), SETTINGS);
    }

    private static Tissue[] all(Tissue tissue, int n) {
        Tissue[] tissues = new Tissue[n];
        Arrays.fill(tissues, tissue);
        return tissues;
    }

    private static float kopperdahl(double milligrams) {
        return (float) (2980 * Math.pow(milligrams / 1000, 1.05));
    }

    /** Between 100 and 228 mg/cm3: the bin of n mg/cm3 starts at n, its modulus is taken at the centre of the next. */
    @ParameterizedTest
    @CsvSource({
        "100, 101.5",
        "101, 102.5",
        "150, 151.5",
        "226, 227.5",
        // The last bin, which also holds the maximum itself, wraps round to the first.
        "227, 100.5",
        "228, 100.5",
        // Fractions are cut off toward zero before anything else.
        "100.9, 101.5",
        "150.99, 151.5"
    })
    void eachBinHasTheModulusOfTheNextAndTheLastThatOfTheFirst(double milligrams, double centre) {
        VoxelModuli moduli = moduli(all(TRABECULAR_BODY, 3), 100, milligrams, 228);
        assertThat(moduli.modulus()[1]).isCloseTo(kopperdahl(centre), within(0.002f));
        assertThat(moduli.modulus()[0]).isCloseTo(kopperdahl(101.5), within(0.002f));
        assertThat(moduli.modulus()[2]).isCloseTo(kopperdahl(100.5), within(0.002f));
        assertThat(moduli.floored().isEmpty()).isTrue();
    }

    @Test
    void densitiesBelowMinus31CountAsMinus31AndNegativesAreCutTowardZero() {
        // -31..97: bins of 1 mg/cm3 again. -30.9 becomes -30, whose next bin has its centre at -28.5: the floor.
        VoxelModuli moduli = moduli(all(TRABECULAR_BODY, 6), -500, -31, -30.9, 10, 96.7, 97.4);
        assertThat(moduli.modulus()[0]).isEqualTo((float) FLOOR);
        assertThat(moduli.modulus()[1]).isEqualTo((float) FLOOR);
        assertThat(moduli.modulus()[2]).isEqualTo((float) FLOOR);
        assertThat(moduli.modulus()[3]).isCloseTo(kopperdahl(11.5), within(0.002f));
        // 96 is the last bin and 97 the maximum: both wrap to the lowest bin, which is at the floor.
        assertThat(moduli.modulus()[4]).isEqualTo((float) FLOOR);
        assertThat(moduli.modulus()[5]).isEqualTo((float) FLOOR);
        assertThat(moduli.floored()).isEqualTo(VoxelModuliTest.bits(0, 1, 2, 4, 5));
    }

    @Test
    void trabecularZerosAreDroppedAndCorticalOnesKeptWithTheLowestModulus() {
        Tissue[] row = {TRABECULAR_BODY, TRABECULAR_BODY, CORTICAL_BODY, CORTICAL_BODY, TRABECULAR_BODY, TRABECULAR_BODY
        };
        // The zeros of voxels 1 and 2 are small densities that the cut made zero: they still hold the bone together.
        VoxelModuli moduli = moduli(row, 100, 0.9, -0.9, 150, 228, 0.2);
        assertThat(moduli.modulus()[1]).isZero();
        assertThat(moduli.modulus()[5]).isZero();
        assertThat(moduli.modulus()[2]).isCloseTo(kopperdahl(100.5), within(0.002f));
        assertThat(moduli.stiff()).isEqualTo(VoxelModuliTest.bits(0, 2, 3, 4));
    }

    @Test
    void onlyTheLargestPartOfTheNonzeroVoxelsHasDensity() {
        Tissue[] row = all(TRABECULAR_BODY, 6);
        row[5] = CORTICAL_BODY;
        // A true zero separates the last two voxels from the rest; the trabecular one goes, the cortical one stays.
        VoxelModuli moduli = moduli(row, 100, 150, 228, 0, 900, 900);
        assertThat(moduli.stiff()).isEqualTo(VoxelModuliTest.bits(0, 1, 2, 5));
        assertThat(moduli.modulus()[5]).isCloseTo(kopperdahl(100.5), within(0.002f));
    }

    @Test
    void capsKeepTheirOwnModulusAndNoVoxelAppearsWhereNoTissueIs() {
        Tissue[] row = {SUPERIOR_CAP, TRABECULAR_BODY, TRABECULAR_BODY, null};
        VoxelModuli moduli = moduli(row, 0, 100, 228, 700);
        assertThat(moduli.modulus()[0]).isEqualTo(2500);
        assertThat(moduli.modulus()[3]).isZero();
    }

    @Test
    void modelsItWasNotMadeForAreRefused() {
        assertThatThrownBy(() -> moduli(all(BODY, 2), 100, 228))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("ogo128", "cortical", "trabecular", "binning none");
        assertThatThrownBy(() -> moduli(all(TRABECULAR_BODY, 2), 100, 100))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("ogo128", "constant");
        assertThatThrownBy(() -> moduli(all(TRABECULAR_BODY, 2), 0, 0))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("ogo128");
    }
}
