package org.vertebrafe.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;

class KernelEquationsTest {

    private static final ScanProtocol SIEMENS =
            ScanProtocol.UNKNOWN.withKvp(120).withScanner("SIEMENS Healthineers", "SOMATOM Definition");

    @Test
    void theEquationsOfTheStudyAreShipped() {
        assertThat(KernelEquations.B40F.apply(100)).isCloseTo(0.0658, within(1e-12));
        assertThat(KernelEquations.B70F.apply(100)).isCloseTo(0.0693, within(1e-12));
        assertThat(KernelEquations.published("b70f")).contains(KernelEquations.B70F);
        assertThat(KernelEquations.published("b60f")).isEmpty();
        assertThat(KernelEquations.B40F.method()).isEqualTo(CalibrationMethod.PUBLISHED);
    }

    @ParameterizedTest
    @CsvSource({"B40f, b40f", "b40F , b40f", "B70f, b70f", "B70f\\3, b70f"})
    void aKernelOfTheSameNameIsOffered(String kernel, String id) {
        KernelMatch match = KernelEquations.shipped().match(SIEMENS.withKernel(kernel));
        assertThat(match.equation()).map(KernelEquation::id).contains(id);
        assertThat(match.words()).contains("Jiang", "one scanner").doesNotContain("does not say");
    }

    @ParameterizedTest
    @CsvSource({"B41f", "B40s", "B30f", "Br40", "STANDARD", "B60f"})
    void aMerelySimilarKernelIsNotOffered(String kernel) {
        KernelMatch match = KernelEquations.shipped().match(SIEMENS.withKernel(kernel));
        assertThat(match.equation()).isEmpty();
        assertThat(match.words()).contains("No published equation for kernel " + kernel, "B40f, B70f");
    }

    @Test
    void anotherVoltageOrMakerIsNotOffered() {
        KernelMatch voltage =
                KernelEquations.shipped().match(SIEMENS.withKvp(100).withKernel("B40f"));
        assertThat(voltage.equation()).isEmpty();
        assertThat(voltage.words()).contains("120 kV", "this scan has 100 kV");
        KernelMatch maker = KernelEquations.shipped()
                .match(SIEMENS.withScanner("Other", "X").withKernel("B40f"));
        assertThat(maker.equation()).isEmpty();
        assertThat(maker.words()).contains("Other");
    }

    @Test
    void whatIsUnknownIsSaid() {
        KernelMatch match = KernelEquations.shipped().match(ScanProtocol.UNKNOWN.withKernel("B70f"));
        assertThat(match.equation()).map(KernelEquation::id).contains("b70f");
        assertThat(match.words()).contains("does not say its tube voltage", "who made the scanner");
        KernelMatch nothing = KernelEquations.shipped().match(ScanProtocol.UNKNOWN.withKernel(" "));
        assertThat(nothing.equation()).isEmpty();
        assertThat(nothing.words()).contains("does not say its reconstruction kernel");
    }

    @Test
    void aUsersTableExtendsTheShippedOne() {
        String mine =
                """
                {"schema": "vertebrafe-kernel-equations/1", "equations": [{"id": "ours", "kernel": "Br40d", "kVp": 100,
                 "manufacturer": "Siemens", "densityKind": "ha", "slope_g_per_cm3_per_HU": 0.00065,
                 "intercept_g_per_cm3": 0.001, "source": "our phantom"}]}
                """;
        KernelEquations table = KernelEquations.shipped().plus(mine, "ours.json");
        assertThat(table.match(SIEMENS.withKvp(100).withKernel("Br40d\\3")).equation())
                .map(KernelEquation::calibration)
                .hasValueSatisfying(line -> {
                    assertThat(line.kind()).isEqualTo(DensityKind.HA);
                    assertThat(line.apply(1000)).isCloseTo(0.651, within(1e-12));
                });
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> table.plus(mine, "again.json"))
                .withMessageContaining("an equation \"ours\" already");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> KernelEquations.shipped().plus(mine.replace("0.00065", "0.65"), "mg.json"))
                .withMessageContaining("slope_g_per_cm3_per_HU");
    }

    @ParameterizedTest
    @CsvSource({
        "B40f, B41s, true",
        "B40f, B70f, false",
        "B40f, I40f, false",
        "Br40d, Br36d, true",
        "B49f, B50f, false",
        "STANDARD, SOFT, true",
        "STANDARD, BONE, false",
        "FC08, FC08, true",
        "FC08, FC30, false"
    })
    void familiesFollowTheMakersNames(String one, String other, boolean same) {
        assertThat(new ReconstructionKernel(one).sameFamilyAs(new ReconstructionKernel(other)))
                .isEqualTo(same);
    }
}
