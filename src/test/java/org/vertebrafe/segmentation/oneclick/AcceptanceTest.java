package org.vertebrafe.segmentation.oneclick;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;

class AcceptanceTest {

    @ParameterizedTest
    @CsvSource({"3, 0, true", "3, 4, true", "3, 8, false", "3, -12, false", "2, 0, false", "1, 0, false"})
    void thickSlicesAlongTheEndplatesAreFlagged(double slice, double tiltDegrees, boolean flagged) {
        VoxelGrid ct = VoxelGrid.aligned(100, 100, 50, 0.8, 0.8, slice);
        BodyPose pose = new BodyPose(Vec3.ZERO, 0, Math.toRadians(tiltDegrees), 0, 22, 16, 13);
        assertThat(Acceptance.alongSlices(ct, pose).isPresent()).isEqualTo(flagged);
        if (flagged) {
            assertThat(Acceptance.alongSlices(ct, pose).orElseThrow()).contains("3.0 mm", "thinner slices");
        }
    }
}
