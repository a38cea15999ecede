package org.vertebrafe.study.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vertebrafe.analysis.ResultFiles;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.imagej.ValueRange;
import org.vertebrafe.io.Nifti;

class CohortValuesTest {

    @TempDir
    private Path folder;

    /** A map with values that rise evenly, in that many voxels; NaN elsewhere. */
    private void map(String vertebra, MapQuantity quantity, int voxels, double from, double to) throws IOException {
        VoxelGrid grid = VoxelGrid.aligned(20, 20, 5, 1, 1, 1);
        float[] values = new float[grid.voxels()];
        Arrays.fill(values, Float.NaN);
        for (int n = 0; n < voxels; n++) {
            values[(7 * n) % values.length] = (float) (from + (to - from) * n / (voxels - 1));
        }
        Path place = Files.createDirectories(folder.resolve(vertebra));
        Nifti.write(new Volume(grid, values), place.resolve(ResultFiles.mapName(quantity)), Progress.NONE);
    }

    @Test
    void eachVertebraCountsTheSameHoweverLargeItIs() throws IOException {
        map("large/L1", MapQuantity.VON_MISES, 2000, 0, 10);
        map("small", MapQuantity.VON_MISES, 200, 20, 30);
        map("small", MapQuantity.DENSITY, 200, 100, 200);
        CohortValues cohort = CohortValues.read(folder, MapQuantity.VON_MISES);
        assertThat(cohort.vertebrae()).isEqualTo(2);
        ValueRange range = ValueRange.of(cohort);
        // From zero to percentile 99 of both together: 98 % of the small one's. By voxels it would be 28.9.
        assertThat(range.min()).isZero();
        assertThat(range.max()).isCloseTo(29.8, within(0.11));
        assertThat(CohortValues.read(folder, MapQuantity.DENSITY).words()).isEqualTo("1 vertebra");
    }

    @Test
    void bothSignsShareTheirZero() throws IOException {
        map("a", MapQuantity.HYDROSTATIC, 1000, -10, 2);
        map("b", MapQuantity.HYDROSTATIC, 1000, -4, 4);
        ValueRange range = ValueRange.of(CohortValues.read(folder, MapQuantity.HYDROSTATIC));
        // 98 % of both together are no larger in magnitude: 96 % of the first one's.
        assertThat(range.max()).isEqualTo(-range.min()).isCloseTo(9.52, within(0.13));
    }

    @Test
    void saysWhatAFolderLacks() throws IOException {
        assertThatThrownBy(() -> CohortValues.read(folder.resolve("gone"), MapQuantity.DENSITY))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("does not exist");
        map("a", MapQuantity.DENSITY, 100, 0, 1);
        assertThatThrownBy(() -> CohortValues.read(folder, MapQuantity.VON_MISES))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("neither percentiles.csv")
                .hasMessageContaining("map-von-mises.nii.gz");
        Files.writeString(folder.resolve("percentiles.csv"), "id,level,kernel,quantity,unit,p0\na,L1,,density,,1\n");
        assertThatThrownBy(() -> CohortValues.read(folder, MapQuantity.DENSITY))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("p1");
    }
}
