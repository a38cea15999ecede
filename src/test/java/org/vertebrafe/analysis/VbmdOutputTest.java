package org.vertebrafe.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The category of vBMD in every output, and why there is none. */
class VbmdOutputTest {

    private static AnalysisResult hu(Map<String, String> settings) {
        return Phantom.run(Phantom.input(Phantom.hu(), Phantom.labels(label -> label)), settings);
    }

    private static JsonObject category(AnalysisResult result) {
        return JsonParser.parseString(ResultJson.of(result)).getAsJsonObject().getAsJsonObject("vbmdCategory");
    }

    @Test
    void categoryComesWithItsRuleSourceAndLimits() {
        AnalysisResult result = hu(Map.of("calibration", "b40f"));
        JsonObject json = category(result);
        // 0.0007 * 150 - 0.0042 = 0.1008 g/cm3
        assertThat(json.get("category").getAsString()).isEqualTo("low bone mass");
        assertThat(json.get("region").getAsString()).isEqualTo("ellipticCylinder");
        assertThat(json.get("rule").getAsString()).contains("80 and 120 mg/cm3", "lumbar spine");
        assertThat(json.get("source").getAsString()).contains("ACR", "ISCD");
        assertThat(json.get("limits").toString())
                .contains("Not a T-score, not a diagnosis", "contrast agent", "not measured with a phantom");
        assertThat(json.has("calibrationStandardError_mg_per_cm3")).isFalse();
        Map<String, Object> row = ResultRow.of(result);
        assertThat((Double) row.get("Trabecular vBMD (mg/cm3)")).isCloseTo(100.8, within(1e-3));
        assertThat(row)
                .containsEntry("vBMD category", "low bone mass")
                .containsEntry("vBMD rule", json.get("rule").getAsString());
        assertThat(row.get("vBMD limits").toString()).contains("Not a T-score");
    }

    @Test
    void otherKindsOfDensityHaveNoCategoryButTheReason() {
        AnalysisResult result = hu(Map.of(
                "calibration", "custom",
                "calibrationSlope", "0.0007",
                "densityKind", "ha",
                "law", "custom",
                "lawExpects", "ha",
                "lawCoefficient", "3000",
                "lawExponent", "1"));
        assertThat(category(result).get("category").getAsString()).isEqualTo("none");
        assertThat(category(result).get("limits").toString()).contains("hydroxyapatite");
        assertThat(ResultRow.of(result)).containsEntry("vBMD category", "none");
    }

    @Test
    void imagesOfDensityDoNotSayHowTheyWereCalibratedAndHaveNoCategory() {
        JsonObject json = category(Phantom.result());
        assertThat(json.get("category").getAsString()).isEqualTo("none");
        assertThat(json.get("limits").toString()).contains("does not say how it was calibrated");
    }
}
