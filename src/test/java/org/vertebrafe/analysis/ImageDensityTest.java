package org.vertebrafe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.CalibrationMethod;
import org.vertebrafe.calibration.CalibrationUncertainty;
import org.vertebrafe.calibration.DensityKind;
import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.calibration.LinearCalibration;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.calibration.ScanProtocol;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

class ImageDensityTest {

    /** Standard errors of 1 mg/cm3 and 0.01 mg/cm3 per HU, uncorrelated. */
    private static final LinearCalibration LINE = new LinearCalibration(
            "mine",
            0.0008,
            -0.005,
            DensityKind.HA,
            "a phantom",
            CalibrationMethod.ASYNCHRONOUS,
            Optional.of(new CalibrationUncertainty(
                    List.of(1e-6, 0.0, 0.0, 1e-10), Double.POSITIVE_INFINITY, "two numbers")),
            List.of("Mind the step."));

    private static final Optional<SavedCalibration> CARRIED =
            Optional.of(SavedCalibration.of(LINE, ScanProtocol.UNKNOWN));

    private static final ScanProtocol B40F =
            ScanProtocol.UNKNOWN.withKvp(120).withKernel("B40f").withScanner("SIEMENS", "Sensation 64");

    @TempDir
    private Path folder;

    private static AnalysisConfig config(String... changes) {
        Map<String, String> map = new java.util.HashMap<>();
        for (int i = 0; i < changes.length; i += 2) {
            map.put(changes[i], changes[i + 1]);
        }
        return Settings.of(AnalysisConfig.class).with(AnalysisConfig.defaults(), map);
    }

    @Test
    void theCalibrationThatTravelsWithTheImageIsUsedAndSaysItsRemarks() {
        ImageDensity density = ImageDensity.of(config("calibration", "image"), ScanProtocol.UNKNOWN, CARRIED);
        assertThat(density.calibration()).contains(LINE);
        assertThat(density.kind()).isEqualTo(DensityKind.HA);
        assertThat(density.warnings()).containsExactly("Mind the step.");
        Volume image = new Volume(VoxelGrid.aligned(2, 1, 1, 1, 1, 1), new float[] {0, 250});
        assertThat(density.apply(image).values()).containsExactly(-0.005f, 0.195f);
        assertThat(image.values()).containsExactly(0, 250);
    }

    @Test
    void itsUncertaintyIsThatOfTheDensityByTheCalibrationAlone() {
        ImageDensity density = ImageDensity.of(config("calibration", "image"), ScanProtocol.UNKNOWN, CARRIED);
        // At 200 HU: sqrt(1^2 + (200 * 0.01)^2) mg/cm3.
        assertThat(density.standardError(0.155)).isCloseTo(Math.sqrt(5) * 1e-3, within(1e-12));
        assertThat(density.halfWidth95(0.155)).isCloseTo(1.959964 * Math.sqrt(5) * 1e-3, within(1e-8));
        assertThat(ImageDensity.of(config("calibration", "b40f"), B40F, Optional.empty())
                        .standardError(0.155))
                .isNaN();
    }

    @Test
    void aFileIsComparedWithTheScan() throws IOException {
        Path file = folder.resolve("line.json");
        Files.writeString(
                file,
                SavedCalibration.of(KernelEquations.B70F, ScanProtocol.UNKNOWN).toJson());
        AnalysisConfig config = config("calibration", "file", "calibrationFile", file.toString());
        ImageDensity density = ImageDensity.of(config, B40F, Optional.empty());
        assertThat(density.calibration().orElseThrow().coefficients()).isEqualTo(KernelEquations.B70F.coefficients());
        assertThat(density.warnings()).singleElement().asString().contains("reconstructed with B40f");
    }

    @Test
    void theHeaderArguesWithAnEquationForAnotherKernel() {
        assertThat(ImageDensity.of(config("calibration", "b40f"), B40F, Optional.empty())
                        .warnings())
                .isEmpty();
        assertThat(ImageDensity.of(config("calibration", "b70f"), B40F, Optional.empty())
                        .warnings())
                .singleElement()
                .asString()
                .contains("published for kernel B70f", "reconstructed with B40f", "b40f");
        assertThat(ImageDensity.of(config("calibration", "b40f"), B40F, CARRIED).warnings())
                .singleElement()
                .asString()
                .contains("brings a calibration of its own", "a phantom", "b40f was chosen");
    }

    @Test
    void withoutAChoiceItSaysWhichOneFits() {
        refuses(config(), B40F, CARRIED, "choose calibration image", "a phantom");
        refuses(config(), B40F, Optional.empty(), "choose calibration b40f", "B40f");
        refuses(config(), ScanProtocol.UNKNOWN, Optional.empty(), "choose calibration b40f or b70f if");
        refuses(config("calibration", "image"), B40F, Optional.empty(), "no calibration travels with this image");
        refuses(config("calibration", "file"), B40F, CARRIED, "no calibrationFile is named");
        refuses(
                config("calibration", "file", "calibrationFile", "nowhere.json"),
                B40F,
                CARRIED,
                "nowhere.json is not a file");
    }

    private static void refuses(
            AnalysisConfig config, ScanProtocol scan, Optional<SavedCalibration> carried, String... words) {
        assertThatThrownBy(() -> ImageDensity.of(config, scan, carried))
                .isInstanceOf(InputException.class)
                .message()
                .contains(words);
    }

    @Test
    void anImageOfDensityIsNotCalibratedAgainButKnowsWhatMadeIt() {
        ImageDensity density = ImageDensity.of(config("input", "density"), ScanProtocol.UNKNOWN, CARRIED);
        assertThat(density.fromHu()).isFalse();
        assertThat(density.calibration()).contains(LINE);
        assertThat(density.kind()).isEqualTo(DensityKind.HA);
        assertThat(density.apply(new Volume(VoxelGrid.aligned(1, 1, 1, 1, 1, 1), new float[] {250}))
                        .values())
                .containsExactly(0.25f);
        refuses(
                config("input", "density", "densityKind", "ash"),
                ScanProtocol.UNKNOWN,
                CARRIED,
                "leave densityKind out");
        assertThat(ImageDensity.of(config("input", "density", "densityKind", "ash"), B40F, Optional.empty())
                        .kind())
                .isEqualTo(DensityKind.ASH);
    }
}
