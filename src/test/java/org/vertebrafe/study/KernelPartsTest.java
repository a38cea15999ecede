package org.vertebrafe.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;

/** Parts of the kernels' difference over a cohort, of vertebrae whose parts are given. */
class KernelPartsTest {

    private static final StudyConfig QUICK = new StudyConfig("B40f,B70f", "weak,strong", 0.9, 100, 1);

    /** Calibration, noise, edges, interaction and segmentation of each vertebra, in percent of its reference. */
    private static final double[][] PARTS = {{4, -1, 6, 0.5, 2}, {5, -2, 8, 0.25, 1}, {3, 0, 7, 0, 4}, {4, -1, 9, 0, 3}
    };

    private static PairedTable table() {
        StringBuilder csv =
                new StringBuilder("id,group,sex,age,kernel,vbmd_mg_per_cm3,strength_N,stiffness_N_per_mm\n");
        for (int v = 0; v < PARTS.length; v++) {
            String start = "P" + v + "," + (v < 2 ? "weak" : "strong") + "," + (v == 0 ? "m" : "f") + ","
                    + (v == 3 ? "60-65" : "7" + v) + ",";
            csv.append(start).append("B40f,80,").append(reference(v)).append(",5000\n");
            csv.append(start).append("B70f,80,6000,5500\n");
        }
        return PairedTable.of(DataTable.parse(csv.toString(), "results.csv"), QUICK.kernelList());
    }

    private static int reference(int vertebra) {
        return 4000 + 500 * vertebra;
    }

    private static DataTable effects(String kernels) {
        StringBuilder csv = new StringBuilder("id,group,level,kernel,other_kernel,quantity,unit,reference,difference,"
                + "by_calibration,by_noise,by_edges,interaction,own_segmentation_adds,status\n");
        for (int v = 0; v < PARTS.length; v++) {
            double[] newtons = new double[5];
            for (int part = 0; part < 5; part++) {
                newtons[part] = PARTS[v][part] / 100 * reference(v);
            }
            csv.append(String.format(
                    Locale.ROOT,
                    "P%d,,,%s,Strength,N,%d,%s,%s,%s,%s,%s,%s,done%n",
                    v,
                    kernels,
                    reference(v),
                    newtons[0] + newtons[1] + newtons[2] + newtons[3],
                    newtons[0],
                    v == 2 ? "" : newtons[1],
                    v == 2 ? "" : newtons[2],
                    newtons[3],
                    newtons[4]));
        }
        return DataTable.parse(csv + "P9,,," + kernels + ",,,,,,,,,,failed\n", "kernels.csv");
    }

    private static DataTable images() {
        StringBuilder csv = new StringBuilder("id,group,level,kernel,noise_sd_HU,edge_slope_HU_per_mm,edge_peak_HU\n");
        for (int v = 0; v < PARTS.length; v++) {
            csv.append("P")
                    .append(v)
                    .append(",,,B40f,")
                    .append(v == 1 ? "" : 20 + v)
                    .append(",400,600\n");
            csv.append("P").append(v).append(",,,B70f,90,800,750\n");
        }
        return DataTable.parse(csv.toString(), "kernel-images.csv");
    }

    private static StudyResult study(String kernels) {
        return PairedStudy.run(table(), QUICK, Optional.of(new KernelParts(effects(kernels), images())));
    }

    private static Finding mean(StudyResult result, String part) {
        return PairedStudyTest.find(result, KernelParts.PARTS, "Strength: " + part, "mean, %");
    }

    /** The sign is that of the other tables: first kernel minus second. */
    @Test
    void partsAreMeansOverTheVertebrae() {
        StudyResult result = study("B40f,B70f");
        assertThat(mean(result, "calibration").value()).isCloseTo(-4, within(1e-12));
        assertThat(mean(result, "segmentation").value()).isCloseTo(-2.5, within(1e-12));
        assertThat(mean(result, "whole difference").value()).isCloseTo(-(11.5 + 12.25 + 14 + 15) / 4, within(1e-12));
        // Where noise could not be told from edges, both are missing, and counted.
        Finding noise = mean(result, "noise");
        assertThat(noise.value()).isCloseTo(4 / 3.0, within(1e-12));
        assertThat(noise.n()).isEqualTo(3);
        assertThat(noise.missing()).isEqualTo(1);
        assertThat(noise.interval()).isPresent();
        assertThat(PairedStudyTest.find(result, KernelParts.PARTS, "Strength: edges", "largest")
                        .value())
                .isCloseTo(-6, within(1e-12));
        Finding strong = PairedStudyTest.find(result, KernelParts.PARTS, "Strength: segmentation", "strong, mean, %");
        assertThat(strong.value()).isCloseTo(-3.5, within(1e-12));
        assertThat(strong.n()).isEqualTo(2);
        assertThat(strong.text()).startsWith("-3.50 (");
    }

    @Test
    void theImagesStandBesideThem() {
        Finding noise = PairedStudyTest.find(
                study("B40f,B70f"), KernelParts.IMAGES, "Noise in soft tissue, SD (HU)", "mean B40f");
        assertThat(noise.value()).isCloseTo((20 + 22 + 23) / 3.0, within(1e-12));
        assertThat(noise.missing()).isEqualTo(1);
    }

    @Test
    void theReportExplainsThem() {
        String html = StudyReport.html(study("B40f,B70f"), List.of(), StudyRemarks.note(""));
        assertThat(html)
                .contains("Parts of B40f \u2212 B70f, each in %", "its noise, added to the image of B40f")
                .doesNotContain("NaN");
    }

    @Test
    void otherKernelsAreRefused() {
        assertThatThrownBy(() -> study("B70f,B40f"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("kernels.csv takes apart B70f against B40f");
    }

    /** Ages that are no number are missing, not wrong. */
    @Test
    void theSubjectsAreDescribed() {
        StudyResult result = study("B40f,B70f");
        assertThat(PairedStudyTest.find(result, PairedStudy.SUBJECTS, "all", "sex f")
                        .value())
                .isEqualTo(3);
        assertThat(PairedStudyTest.find(result, PairedStudy.SUBJECTS, "all", "age, years: mean")
                        .value())
                .isEqualTo(71);
        assertThat(PairedStudyTest.find(result, PairedStudy.SUBJECTS, "all", "age, years: missing")
                        .value())
                .isEqualTo(1);
    }
}
