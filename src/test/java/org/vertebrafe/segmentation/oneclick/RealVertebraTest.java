package org.vertebrafe.segmentation.oneclick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.io.Nifti;

/** A real CT of 3 mm voxels whose L2 and L4 were labelled by others. */
class RealVertebraTest {

    private static final Path DATA = Path.of("../shared/data/torso-ct");
    private static final Vec3 L2 = new Vec3(5.9, -133.0, 351.7);
    private static final Vec3 L4 = new Vec3(4.4, -143.4, 278.2);

    private static Volume ct;
    private static Labels vertebrae;
    private static Labels bodies;

    @BeforeAll
    static void read() throws IOException {
        ct = Nifti.readVolume(DATA.resolve("ct.nii.gz")).image();
        vertebrae = Nifti.readLabels(DATA.resolve("labels_L2_L4.nii.gz")).image();
        bodies = Nifti.readLabels(DATA.resolve("bodies_L2_L4.nii.gz")).image();
    }

    @ParameterizedTest
    @CsvSource({"30, 5.9, -133.0, 351.7", "28, 4.4, -143.4, 278.2"})
    void agreesWithTheLabelsOfOthers(int label, double x, double y, double z) {
        Vec3 centre = new Vec3(x, y, z);
        Segmentation result = VertebraSegmenterTest.segment(ct, centre);
        short[] body = new short[ct.grid().voxels()];
        for (int at = 0; at < body.length; at++) {
            body[at] = (short) (vertebrae.get(at) == label && bodies.get(at) != 0 ? 1 : 0);
        }
        assertThat(VertebraSegmenterTest.dice(
                        result.labels(), VertebraSegmenterTest::isBody, new Labels(ct.grid(), body), l -> l == 1))
                .as("body")
                .isGreaterThan(0.89);
        assertThat(VertebraSegmenterTest.dice(
                        result.labels(), VertebraSegmenterTest::isBone, vertebrae, l -> l == label))
                .as("vertebra")
                .isGreaterThan(0.86);
        assertThat(result.quality().verdict()).isEqualTo(SegmentationQuality.Verdict.GOOD);
    }

    @Test
    void theSeedDoesNotMatter() {
        double volume = bodyVoxels(L4);
        for (Vec3 shift : new Vec3[] {new Vec3(-6.2, 3.2, 1.8), new Vec3(6, 0.4, -3.4)}) {
            assertThat(bodyVoxels(L4.plus(shift)) / volume)
                    .as("shift %s", shift)
                    .isBetween(0.98, 1.02);
        }
    }

    private static double bodyVoxels(Vec3 seed) {
        return VertebraSegmenterTest.segment(ct, seed, SegmentationSettings.BODY).labels().counts().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** A disc between two endplates looks much like a body. */
    @ParameterizedTest
    @CsvSource({"5.9, -138.0, 333.7", "4.4, -143.4, 296.2"})
    void refusesSeedsInDiscsAndSaysWhereTheBodiesAre(double x, double y, double z) {
        assertThatThrownBy(() -> VertebraSegmenterTest.segment(ct, new Vec3(x, y, z), SegmentationSettings.BODY))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("between two vertebral bodies")
                .hasMessageContaining("the nearest");
    }

    @ParameterizedTest
    @CsvSource({"canal, 0, 27, 0", "psoas, -35, 5, 0", "muscle, 25, 55, 0", "liver, -90, -30, 20"})
    void refusesSeedsInOtherTissue(String tissue, double x, double y, double z) {
        assertThatThrownBy(() -> VertebraSegmenterTest.segment(ct, L2.plus(new Vec3(x, y, z))))
                .as(tissue)
                .isInstanceOf(InputException.class);
    }
}
