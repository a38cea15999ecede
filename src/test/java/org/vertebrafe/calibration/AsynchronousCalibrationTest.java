package org.vertebrafe.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;

class AsynchronousCalibrationTest {

    private static final ScanProtocol SCAN = ScanProtocol.UNKNOWN
            .withDate(LocalDate.of(2026, 1, 15))
            .withKvp(120)
            .withMas(250)
            .withKernel("B40f")
            .withTableHeight(160)
            .withSliceThickness(1)
            .withContrast(ContrastAgent.NOT_GIVEN)
            .withScanner("SIEMENS", "SOMATOM");

    private static final Phantom MINDWAYS = PhantomCatalogue.shipped().ofId("mindways-model3");
    private static final AsynchronousCalibration KEPT = AsynchronousCalibration.of(
            PhantomFit.of(MINDWAYS, PhantomFitTest.readings(MINDWAYS, -66, -25, 207, 384, 549)), SCAN);

    @Test
    void theFileGivesTheSameCalibrationBack(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("calibration.json"), KEPT.toJson());
        assertThat(AsynchronousCalibration.read(file)).isEqualTo(KEPT);
        AsynchronousCalibration bare =
                new AsynchronousCalibration(KEPT.calibration(), ScanProtocol.UNKNOWN, KEPT.phantom(), KEPT.r2());
        assertThat(AsynchronousCalibration.ofJson(bare.toJson(), "bare")).isEqualTo(bare);
    }

    @Test
    void theFileHoldsAcquisitionFactsAndNothingElse() {
        JsonObject json = JsonParser.parseString(KEPT.toJson()).getAsJsonObject();
        assertThat(json.keySet())
                .containsExactlyInAnyOrder("schema", "program", "calibration", "phantom", "r2", "phantomScan");
        assertThat(json.getAsJsonObject("phantomScan").keySet())
                .containsExactlyInAnyOrder(
                        "date",
                        "kVp",
                        "mAs",
                        "kernel",
                        "tableHeight_mm",
                        "sliceThickness_mm",
                        "contrastAgent",
                        "manufacturer",
                        "scannerModel");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            textBlock =
                    """
        vertebrafe-calibration/1 | vertebrafe-calibration/2        | of another version
        2026-01-15               | 15.01.2026                      | year-month-day
        "kVp": 120.0             | "kVp": 120.0, "patient": "x"    | field "patient" is unknown
        "kVp": 120.0             | "kVp": 1200.0                   | limits 40.0000 .. 160.000
        "method": "phantom"      | "method": "phantomless"         | "phantom" expected
        "contrastAgent": "no"    | "contrastAgent": "never"        | yes, no or unknown
        """)
    void filesThatAreNotSuchACalibrationAreRefused(String right, String wrong, String message) {
        assertThat(KEPT.toJson()).contains(right);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> AsynchronousCalibration.ofJson(KEPT.toJson().replace(right, wrong), "file"))
                .withMessageContaining(message);
    }

    @Test
    void aParabolaIsNeverUsedForAnotherScan() {
        JsonObject json = JsonParser.parseString(KEPT.toJson()).getAsJsonObject();
        json.add(
                "calibration",
                CalibrationJson.of(CalibrationFormsTest.parabola(4e-7, 0.0005, 0.037, Optional.empty())));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> AsynchronousCalibration.ofJson(json.toString(), "file"))
                .withMessageContaining("belongs to the scan it was made from");
    }

    @Test
    void anotherScanOfTheSameProtocolTakesTheLineWithoutAWarning() {
        ScanProtocol patient = SCAN.withDate(LocalDate.of(2026, 4, 15)).withTableHeight(131);
        assertThat(ProtocolComparison.compare(SCAN, patient)).isEmpty();
        LinearCalibration line = KEPT.forScan(patient);
        assertThat(line.coefficients()).isEqualTo(KEPT.calibration().coefficients());
        assertThat(line.uncertainty()).isEqualTo(KEPT.calibration().uncertainty());
        assertThat(line.method()).isEqualTo(CalibrationMethod.ASYNCHRONOUS);
        assertThat(line.source()).contains("2026-01-15");
        assertThat(line.remarks()).isEqualTo(KEPT.calibration().remarks());
    }

    @Test
    void everyDifferenceThatMattersIsSaidWithItsSize() {
        assertWarning(SCAN.withKvp(100), "phantom 120 kV, patient 100 kV");
        assertWarning(SCAN.withKernel("B70f"), "phantom B40f, patient B70f", "4 %");
        assertWarning(SCAN.withKernel("B41f"), "same family");
        assertWarning(SCAN.withDate(LocalDate.of(2026, 4, 16)), "91 days", "more than 90");
        assertWarning(SCAN.withDate(LocalDate.of(2025, 10, 1)), "106 days");
        assertWarning(SCAN.withTableHeight(129), "differ by 31 mm");
        assertWarning(SCAN.withSliceThickness(3), "phantom 1.00 mm, patient 3.00 mm");
        assertWarning(SCAN.withMas(62.5), "250 mAs", "factor of 2.0");
        assertWarning(SCAN.withContrast(ContrastAgent.GIVEN), "at least 6 mg/cm3");
        assertWarning(SCAN.withScanner("SIEMENS", "Force"), "scanner model", "SOMATOM", "Force");
        assertThat(KEPT.forScan(SCAN.withKvp(100)).remarks())
                .anySatisfy(remark -> assertThat(remark).contains("100 kV"));
    }

    @Test
    void smallDifferencesAreNotSaid() {
        ScanProtocol patient = SCAN.withMas(180)
                .withSliceThickness(1.25)
                .withTableHeight(130)
                .withKernel("b40F")
                .withScanner("Siemens ", "somatom");
        assertThat(ProtocolComparison.compare(SCAN, patient)).isEmpty();
    }

    @Test
    void whatIsNotKnownIsNamedOnce() {
        assertThat(ProtocolComparison.compare(SCAN, ScanProtocol.UNKNOWN))
                .containsExactly(
                        "Not known of both scans and so not compared: manufacturer, scanner model, tube voltage,"
                                + " kernel, date, table height, slice thickness, mAs, contrast agent.");
    }

    @Test
    void impossibleAcquisitionsAreRefused() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> SCAN.withKvp(1.2))
                .withMessageContaining("1.20000 kV");
        assertThat(ScanProtocol.UNKNOWN.kvp()).isEqualTo(OptionalDouble.empty());
    }

    private static void assertWarning(ScanProtocol patient, String... parts) {
        List<String> warnings = ProtocolComparison.compare(SCAN, patient);
        assertThat(warnings).singleElement().asString().contains(parts);
    }
}
