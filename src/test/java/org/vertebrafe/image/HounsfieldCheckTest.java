package org.vertebrafe.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.imagej.SharedImages;

class HounsfieldCheckTest {

    @ParameterizedTest
    @CsvSource({
        "0, 255, 8-bit",
        "-1, 255, air near -1000 expected",
        "0, 4095, subtract 1024",
        "31744, 35840, subtract 32768",
        "-0.09, 1.4, g/cm3",
        "0, 1, g/cm3",
        "7, 7, constant",
        "-1000, 40, no bone",
        "-1000, 60000, ends at 32767",
        "-20, 1800, not Hounsfield units"
    })
    void refusesWhatIsNotHu(float min, float max, String message) {
        assertThatThrownBy(() -> HounsfieldCheck.require(image(min, max)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("HU range")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"-1024, 3071", "-3024, 1500", "-32768, 3071", "-110, 900", "-60, 400", "-1000, 30710"})
    void acceptsCtsWithAndWithoutAir(float min, float max) {
        assertThat(HounsfieldCheck.problem(image(min, max))).isEmpty();
    }

    @Test
    void namesTheRangeItFound() {
        assertThat(HounsfieldCheck.problem(image(0, 255)).orElseThrow()).startsWith("HU range 0..255: not Hounsfield");
    }

    @Test
    void remarksOnPaddingBelowAirAndOnATopThatIsCutOff() {
        float[] values = new float[100];
        java.util.Arrays.fill(values, -1040);
        assertThat(HounsfieldCheck.belowAir(values)).isEmpty();
        values[3] = -2000;
        assertThat(HounsfieldCheck.belowAir(values).orElseThrow())
                .startsWith("1 voxels are below -1100 HU, down to -2000");
        values[4] = 3071;
        assertThat(HounsfieldCheck.cutOff(values))
                .as("one voxel may well be the highest")
                .isEmpty();
        java.util.Arrays.fill(values, 10, 40, 3071);
        assertThat(HounsfieldCheck.cutOff(values).orElseThrow())
                .startsWith("31 voxels are at the highest value, 3071 HU");
        java.util.Arrays.fill(values, 1200);
        assertThat(HounsfieldCheck.cutOff(values))
                .as("bone, not the end of a scale")
                .isEmpty();
    }

    @Test
    void refusesNaN() {
        assertThat(HounsfieldCheck.problem(image(Float.NaN, 255)).orElseThrow()).contains("NaN");
    }

    @Test
    void acceptsTheRealCtAndAnyCropToAVertebra() throws IOException {
        Volume ct = SharedImages.volume("torso-ct/ct.nii.gz");
        assertThat(HounsfieldCheck.problem(ct)).isEmpty();
        Labels labels = SharedImages.labels("torso-ct/labels_L2_L4.nii.gz");
        for (int label : new int[] {28, 30}) {
            assertThat(HounsfieldCheck.problem(crop(ct, labels, label)))
                    .as("label " + label)
                    .isEmpty();
        }
    }

    /** The smallest box around a label. */
    private static Volume crop(Volume ct, Labels labels, int label) {
        VoxelGrid grid = ct.grid();
        int[] low = {grid.nx(), grid.ny(), grid.nz()};
        int[] high = {-1, -1, -1};
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    if (labels.get(i, j, k) == label) {
                        int[] at = {i, j, k};
                        for (int a = 0; a < 3; a++) {
                            low[a] = Math.min(low[a], at[a]);
                            high[a] = Math.max(high[a], at[a]);
                        }
                    }
                }
            }
        }
        VoxelGrid box =
                grid.crop(low[0], low[1], low[2], high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1);
        float[] values = new float[box.voxels()];
        for (int k = 0; k < box.nz(); k++) {
            for (int j = 0; j < box.ny(); j++) {
                for (int i = 0; i < box.nx(); i++) {
                    values[box.index(i, j, k)] = ct.get(low[0] + i, low[1] + j, low[2] + k);
                }
            }
        }
        return new Volume(box, values);
    }

    private static Volume image(float first, float second) {
        return new Volume(VoxelGrid.aligned(2, 1, 1, 1, 1, 1), new float[] {first, second});
    }
}
