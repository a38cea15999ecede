package org.vertebrafe.calibration.tissues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.ReferenceTissue;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

class TissueMeasurementTest {

    private static final VoxelGrid GRID = VoxelGrid.aligned(40, 40, 10, 1, 1, 2);

    @Test
    void regionsDrawnOneVoxelTooLargeReadTheirTissue() {
        // Muscle in a box of fat, the region one voxel larger all around.
        Volume ct = scene();
        FoundTissues found = TissueMeasurement.of(ct, box(9, 21, 7), Map.of(7, ReferenceTissue.MUSCLE));
        TissueRegion muscle = found.region(ReferenceTissue.MUSCLE).orElseThrow();
        assertThat(muscle.label()).isEqualTo(7);
        assertThat(muscle.sample().voxels()).isEqualTo(10 * 10 * 10);
        assertThat(muscle.sample().meanHu()).isCloseTo(55, within(4 * 1.5 * 10 / Math.sqrt(1000)));
        assertThat(found.labels().counts()).containsOnly(Map.entry(7, 1000));
        assertThat(found.warnings()).isEmpty();
    }

    @Test
    void aRegionInAnotherTissueIsLeftOutWithItsValue() {
        FoundTissues found = TissueMeasurement.of(scene(), box(9, 21, 1), Map.of(1, ReferenceTissue.AIR));
        assertThat(found.regions()).isEmpty();
        assertThat(found.labels().counts()).isEmpty();
        assertThat(found.warnings()).singleElement().satisfies(warning -> assertThat(warning)
                .startsWith("Air left out: mean of 5")
                .contains("-1100 .. -850 HU"));
    }

    @Test
    void aRegionOfFewVoxelsIsLeftOut() {
        FoundTissues found = TissueMeasurement.of(scene(), box(12, 13, 4), Map.of(4, ReferenceTissue.MUSCLE));
        assertThat(found.regions()).isEmpty();
        assertThat(found.warnings()).singleElement().satisfies(warning -> assertThat(warning)
                .startsWith("Muscle left out: 10 voxels"));
    }

    @Test
    void aThinRegionIsMeasuredWhole() {
        FoundTissues found = TissueMeasurement.of(scene(), box(12, 14, 4), Map.of(4, ReferenceTissue.MUSCLE));
        assertThat(found.regions()).singleElement().satisfies(region -> {
            assertThat(region.sample().voxels()).isEqualTo(40);
            assertThat(region.remark()).contains("Too thin");
        });
    }

    @Test
    void wrongLabelsAreRefused() {
        Volume ct = scene();
        assertThatThrownBy(() -> TissueMeasurement.of(ct, box(9, 21, 7), Map.of(3, ReferenceTissue.BLOOD)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("none of the labels [3]");
        assertThatThrownBy(() -> TissueMeasurement.of(
                        ct, box(9, 21, 7), Map.of(7, ReferenceTissue.MUSCLE, 8, ReferenceTissue.MUSCLE)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("both muscle");
        VoxelGrid other = VoxelGrid.aligned(40, 40, 9, 1, 1, 2);
        Labels elsewhere = new Labels(other, new short[other.voxels()]);
        assertThatThrownBy(() -> TissueMeasurement.of(ct, elsewhere, TissueLabels.tissues()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("different grids");
    }

    @Test
    void everyTissueHasItsLabel() {
        assertThat(TissueLabels.tissues().values()).containsExactlyInAnyOrder(ReferenceTissue.values());
        TissueLabels.tissues()
                .forEach((label, tissue) -> assertThat(TissueLabels.of(tissue)).isEqualTo(label));
    }

    /** Fat with muscle in columns 10..19, noise of 10 HU. */
    private static Volume scene() {
        Random random = new Random(11);
        float[] values = new float[GRID.voxels()];
        for (int at = 0; at < values.length; at++) {
            int i = at % GRID.nx();
            int j = at / GRID.nx() % GRID.ny();
            boolean muscle = i >= 10 && i < 20 && j >= 10 && j < 20;
            values[at] = (float) ((muscle ? 55 : -100) + 10 * random.nextGaussian());
        }
        return new Volume(GRID, values);
    }

    /** A label in columns and rows from..to-1 of all slices. */
    private static Labels box(int from, int to, int label) {
        short[] values = new short[GRID.voxels()];
        for (int at = 0; at < values.length; at++) {
            int i = at % GRID.nx();
            int j = at / GRID.nx() % GRID.ny();
            values[at] = (short) (i >= from && i < to && j >= from && j < to ? label : 0);
        }
        return new Labels(GRID, values);
    }
}
