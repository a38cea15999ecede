package org.vertebrafe.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;

class SavedCalibrationTest {

    private static final ScanProtocol SCAN = ScanProtocol.UNKNOWN
            .withDate(LocalDate.of(2026, 3, 31))
            .withKvp(120)
            .withKernel("B40f")
            .withScanner("Siemens", "Sensation");

    private static PhantomFit fit() {
        Phantom phantom = PhantomCatalogue.shipped().ofId("mindways-model3");
        double[] hu = {-66.66, -24.54, 206.88, 384.42, 549.0};
        List<RodReading> readings = java.util.stream.IntStream.range(0, 5)
                .mapToObj(r -> new RodReading(phantom.rods().get(r).name(), hu[r], 12, 1000))
                .toList();
        return PhantomFit.of(phantom, readings);
    }

    private static QuadraticCalibration parabola() {
        return PhantomlessCalibration.fit(List.of(
                        new TissueSample(ReferenceTissue.ADIPOSE, -82.579, 10, 1000),
                        new TissueSample(ReferenceTissue.AIR, -956.834, 10, 1000),
                        new TissueSample(ReferenceTissue.BLOOD, 39.249, 10, 1000),
                        new TissueSample(ReferenceTissue.CORTICAL_BONE, 1226.214, 50, 1000),
                        new TissueSample(ReferenceTissue.MUSCLE, 24.561, 10, 1000)))
                .calibration();
    }

    @Test
    void everyKindComesBackFromItsJsonAsItWas() {
        for (SavedCalibration saved : List.of(
                SavedCalibration.of(fit(), SCAN),
                SavedCalibration.of(parabola(), SCAN),
                SavedCalibration.of(KernelEquations.B40F, ScanProtocol.UNKNOWN))) {
            assertThat(SavedCalibration.ofJson(saved.toJson(), "text")).isEqualTo(saved);
            assertThat(SavedCalibration.ofJson(saved.toLine(), "line")).isEqualTo(saved);
            assertThat(saved.toLine()).doesNotContain("\n");
        }
    }

    @Test
    void byPhantomItIsTheFileOfAnAsynchronousCalibration() {
        SavedCalibration saved = SavedCalibration.of(fit(), SCAN);
        assertThat(AsynchronousCalibration.ofJson(saved.toJson(), "file"))
                .isEqualTo(saved.phantom().orElseThrow());
        assertThat(saved.calibration().method()).isEqualTo(CalibrationMethod.PHANTOM);
        DensityCalibration other = saved.forScan(SCAN.withKvp(100).withContrast(ContrastAgent.NOT_GIVEN));
        assertThat(other.method()).isEqualTo(CalibrationMethod.ASYNCHRONOUS);
        assertThat(other.remarks()).anyMatch(remark -> remark.startsWith("Another tube voltage"));
    }

    @Test
    void withoutAPhantomItHoldsForItsOwnScanOnly() {
        SavedCalibration saved = SavedCalibration.of(parabola(), SCAN);
        assertThat(saved.forScan(ScanProtocol.UNKNOWN).remarks()).contains(SavedCalibration.OWN_SCAN_ONLY);
        assertThat(saved.forScan(SCAN).remarks()).contains(PhantomlessCalibration.OFFSET_REMARK);
        for (ScanProtocol another :
                List.of(SCAN.withKvp(100), SCAN.withKernel("B70f"), SCAN.withDate(LocalDate.of(2026, 4, 1)))) {
            assertThatThrownBy(() -> saved.forScan(another))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("2026-03-31, 120 kV, kernel B40f")
                    .hasMessageContaining("calibrate this one");
        }
    }

    @Test
    void aPublishedEquationIsDoubtedForAnotherKernelVoltageOrMaker() {
        SavedCalibration saved = SavedCalibration.of(KernelEquations.B40F, ScanProtocol.UNKNOWN);
        assertThat(saved.forScan(SCAN).remarks()).isEmpty();
        assertThat(saved.forScan(SCAN.withKernel("B70f")).remarks())
                .singleElement()
                .asString()
                .contains("published for kernel B40f", "reconstructed with B70f", "an equation for it: b70f");
        assertThat(saved.forScan(SCAN.withKvp(80).withScanner("GE", "Discovery"))
                        .remarks())
                .hasSize(2)
                .anyMatch(remark -> remark.contains("published for 120 kV") && remark.contains("80 kV"))
                .anyMatch(remark -> remark.contains("of GE"));
    }

    @Test
    void refusesAPhantomCalibrationThatLostItsPhantom() {
        String json = SavedCalibration.of(fit().calibration(), SCAN).toJson();
        assertThatThrownBy(() -> SavedCalibration.ofJson(json, "lost.json"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("lost.json")
                .hasMessageContaining("phantomScan");
    }
}
