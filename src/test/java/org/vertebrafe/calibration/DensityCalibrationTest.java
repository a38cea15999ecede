package org.vertebrafe.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

class DensityCalibrationTest {

    private static DensityCalibration line(double slope, double intercept) {
        return new LinearCalibration("custom", slope, intercept, DensityKind.K2HPO4, "test");
    }

    /** Jiang et al. 2023: Eq 1 rho = -0.0042 + 0.00070 HU, Eq 2 rho = -0.0037 + 0.00073 HU. */
    @ParameterizedTest
    @CsvSource({
        "b40f, 0, -0.0042",
        "b40f, 6, 0.0000",
        "b40f, 200, 0.1358",
        "b40f, -100, -0.0742",
        "b70f, 0, -0.0037",
        "b70f, 200, 0.1423",
        "b70f, 1000, 0.7263"
    })
    void publishedLinesAreTheStudysEquations(String id, double hu, double density) {
        DensityCalibration line = KernelEquations.published(id).orElseThrow();
        assertThat(line.apply(hu)).isCloseTo(density, within(1e-12));
        assertThat(line.kind()).isEqualTo(DensityKind.K2HPO4);
        assertThat(line.source()).contains("10.3389/fendo.2023.1076990");
    }

    @Test
    void unknownLineIsNotPublished() {
        assertThat(KernelEquations.published("b60s")).isEmpty();
        assertThat(KernelEquations.published("custom")).isEmpty();
    }

    @Property
    void inverseUndoesTheLine(
            @ForAll @DoubleRange(min = 1e-4, max = 1e-2) @Scale(6) double slope,
            @ForAll @DoubleRange(min = -0.1, max = 0.1) @Scale(5) double intercept,
            @ForAll @DoubleRange(min = -1024, max = 3071) double hu) {
        DensityCalibration line = line(slope, intercept);
        assertThat(line.invert(line.apply(hu))).isCloseTo(hu, within(1e-9));
    }

    @Test
    void imagesAreCalibratedVoxelByVoxelAndLeftAsTheyWere() {
        Volume ct = new Volume(VoxelGrid.aligned(3, 1, 1, 1, 1, 1), new float[] {-1000, 6, 200});
        Volume density = KernelEquations.published("b40f").orElseThrow().apply(ct);
        assertThat(density.values()).containsExactly(new float[] {-0.7042f, 0f, 0.1358f}, within(1e-7f));
        assertThat(density.grid()).isSameAs(ct.grid());
        assertThat(ct.values()).containsExactly(-1000, 6, 200);
    }

    @Test
    void slopeInMilligramsIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> line(0.7, -4.2))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("0.7", "g/cm3 per HU", "0.0001..0.01", "mg/cm3", "divide by 1000");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0.0007, 0", "NaN, 0", "Infinity, 0", "0.0007, NaN", "0.0007, -Infinity"})
    void linesThatCannotBeAreRefused(double slope, double intercept) {
        assertThatThrownBy(() -> line(slope, intercept))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the slope must be positive");
    }

    @ParameterizedTest
    @EnumSource
    void kindsAreFoundByTheirName(DensityKind kind) {
        assertThat(DensityKind.ofId(kind.id())).isEqualTo(kind);
        assertThat(kind.words()).endsWith("density");
    }

    @Test
    void unknownKindIsRefusedListingTheKnown() {
        assertThatThrownBy(() -> DensityKind.ofId("bone"))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("\"bone\"", "k2hpo4, ha, ash, apparent");
    }
}
