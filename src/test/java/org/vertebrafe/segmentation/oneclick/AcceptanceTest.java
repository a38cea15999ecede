package org.vertebrafe.segmentation.oneclick;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;

class AcceptanceTest {

    @ParameterizedTest
    @CsvSource({"3, 0, true", "3, 4, true", "3, 8, false", "3, -12, false", "2, 0, false", "1, 0, false"})
    void thickSlicesAlongTheEndplatesAreFlagged(double slice, double tiltDegrees, boolean flagged) {
        VoxelGrid ct = VoxelGrid.aligned(100, 100, 50, 0.8, 0.8, slice);
        Vec3 superior = new Vec3(0, Math.sin(Math.toRadians(tiltDegrees)), Math.cos(Math.toRadians(tiltDegrees)));
        Optional<String> doubt = Acceptance.alongSlices(ct, superior, 44);
        assertThat(doubt.isPresent()).isEqualTo(flagged);
        if (flagged) {
            assertThat(doubt.orElseThrow()).contains("3.0 mm", "thinner slices");
        }
    }
}
