package org.vertebrafe.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.DensityKind;
import org.vertebrafe.calibration.KernelEquation;
import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.segmentation.LabelRoles;
import org.vertebrafe.strength.StrengthDefinition;

class DensityModulusLawTest {

    /** Reference moduli, MPa, of K2HPO4-equivalent densities taken as ash, to the digit printed. */
    @ParameterizedTest
    @CsvSource({
        "morgan2003-vertebra, 50, 98",
        "morgan2003-vertebra, 80, 204",
        "morgan2003-vertebra, 100, 289",
        "morgan2003-vertebra, 150, 544",
        "morgan2003-vertebra, 200, 852",
        "kopperdahl2002, 50, 128",
        "kopperdahl2002, 80, 210",
        "kopperdahl2002, 100, 266",
        "kopperdahl2002, 150, 407",
        "kopperdahl2002, 200, 550",
        // Published formulas by hand: -34.7 + 3230 rho, and 10500 rho_ash^2.29.
        "crawford2003-linear, 100, 288",
        "crawford2003-linear, 10, 0",
        "crawford-orthotropic, 100, 288",
        "keller1994, 100, 54"
    })
    void densityGivesThePublishedModulus(String law, double milligrams, long modulus) {
        MaterialSettings settings = Fixture.settings(DensityKind.K2HPO4, law, 1e-4);
        double rho = settings.toLawDensity().applyAsDouble(milligrams / 1000);
        assertThat(Math.round(settings.law().modulus(rho))).isEqualTo(modulus);
    }

    @Property
    void lawOfTheStudyIsOnePowerOfAshDensity(@ForAll @DoubleRange(min = 1e-3, max = 1.2) @Scale(5) double ash) {
        MaterialSettings settings = Fixture.settings(DensityKind.ASH, "morgan2003-vertebra", 1e-4);
        double modulus = settings.law().modulus(settings.toLawDensity().applyAsDouble(ash));
        assertThat(modulus).isCloseTo(10494.1 * Math.pow(ash, 1.56), within(1e-5 * modulus));
    }

    @Property
    void modulusNeverFallsWithDensityNorBelowZero(
            @ForAll @DoubleRange(min = -1, max = 2) @Scale(4) double a,
            @ForAll @DoubleRange(min = -1, max = 2) @Scale(4) double b) {
        for (DensityModulusLaw law : DensityModulusLaw.LIBRARY) {
            assertThat(law.modulus(Math.min(a, b)))
                    .as(law.id())
                    .isBetween(0.0, law.modulus(Math.max(a, b)))
                    .isNotNaN();
        }
    }

    @Test
    void everyLawSaysWhereItIsFrom() {
        assertThat(DensityModulusLaw.LIBRARY)
                .allSatisfy(law -> assertThat(law.source()).contains("doi:10."));
        assertThat(DensityModulusLaw.ofId("crawford2003-linear").formula())
                .isEqualTo("E = max(0, -34.7000 + 3230.00 * rho^1.00000)");
    }

    @Test
    void onlyDensitiesOutsideTheSpecimensRangeExtrapolate() {
        DensityModulusLaw morgan = DensityModulusLaw.ofId("morgan2003-vertebra");
        assertThat(List.of(0.1099, 0.11, 0.2, 0.35, 0.3501).stream().map(morgan::extrapolates))
                .containsExactly(true, false, false, false, true);
        assertThat(DensityModulusLaw.ofId("kopperdahl2002").extrapolates(5)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0",
        "-1, 1, 0",
        "NaN, 1, 0",
        "Infinity, 1, 0",
        "1, 0, 0",
        "1, NaN, 0",
        "1, Infinity, 0",
        "1, 1, Infinity"
    })
    void lawsThatCannotBeAreRefused(double coefficient, double exponent, double offset) {
        assertThatThrownBy(() -> new DensityModulusLaw(
                        "custom",
                        DensityKind.ASH,
                        coefficient,
                        exponent,
                        offset,
                        Double.NaN,
                        Double.NaN,
                        false,
                        "test"))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("custom", "must be positive");
    }

    /** The choices of a setting, and the ids of the library it chooses from. */
    static Stream<Arguments> libraries() {
        return Stream.of(
                arguments("law", "custom", DensityModulusLaw.LIBRARY.stream().map(DensityModulusLaw::id)),
                arguments("conversion", "", DensityConversion.LIBRARY.stream().map(DensityConversion::id)),
                arguments("densityKind", "", Arrays.stream(DensityKind.values()).map(DensityKind::id)),
                arguments("lawExpects", "", Arrays.stream(DensityKind.values()).map(DensityKind::id)),
                arguments(
                        "calibration",
                        "none,image,file,custom",
                        KernelEquations.shipped().equations().stream().map(KernelEquation::id)),
                arguments("labelPreset", "custom", LabelRoles.PRESETS.stream()),
                arguments("strength", "", StrengthDefinition.ids().stream()));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void choicesOfASettingAreTheLibraryItChoosesFrom(String setting, String beside, Stream<String> library) {
        List<String> choices = Settings.of(AnalysisConfig.class).items().stream()
                .filter(item -> item.name().equals(setting))
                .flatMap(item -> Arrays.stream(item.declaration().choices()))
                .toList();
        List<String> expected = Stream.concat(Arrays.stream(beside.split(",")).filter(s -> !s.isEmpty()), library)
                .toList();
        assertThat(choices).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void unknownLawIsRefusedListingTheKnown() {
        assertThatThrownBy(() -> DensityModulusLaw.ofId("morgan"))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("\"morgan\"", "morgan2003-vertebra", "keller1994", "crawford-orthotropic");
    }
}
