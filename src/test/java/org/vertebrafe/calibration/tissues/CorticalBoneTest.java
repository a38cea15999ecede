package org.vertebrafe.calibration.tissues;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/** Hollow shafts of 1300 HU in muscle, each voxel the mean of what it covers. */
class CorticalBoneTest {

    private static final double OUTER = 14;

    @Test
    void thickCortexIsSampledWithoutItsBorders() {
        Volume shaft = shaft(0.8, 7, 1300);
        BitSet found = CorticalBone.of(shaft, all(shaft));
        assertThat(found.cardinality()).isGreaterThan(500);
        assertThat(found.stream())
                .allSatisfy(at -> assertThat(shaft.values()[at]).isEqualTo(1300f));
    }

    @Test
    void thinCortexIsNotSampled() {
        Volume shaft = shaft(0.8, 2.4, 1300);
        assertThat(CorticalBone.of(shaft, all(shaft)).isEmpty()).isTrue();
    }

    @Test
    void metalIsNotSampled() {
        Volume nail = shaft(0.8, OUTER, 2800);
        assertThat(CorticalBone.of(nail, all(nail)).isEmpty()).isTrue();
    }

    @Test
    void onlyWhereItIsAllowed() {
        Volume shaft = shaft(0.8, 7, 1300);
        BitSet half = new BitSet();
        half.set(0, shaft.grid().voxels() / 2);
        BitSet found = CorticalBone.of(shaft, half);
        assertThat(found.cardinality()).isPositive();
        assertThat(found.length()).isLessThanOrEqualTo(shaft.grid().voxels() / 2);
    }

    private static BitSet all(Volume volume) {
        BitSet all = new BitSet();
        all.set(0, volume.grid().voxels());
        return all;
    }

    private static Volume shaft(double voxel, double wall, double hu) {
        int n = (int) (40 / voxel);
        VoxelGrid grid = VoxelGrid.aligned(n, n, 16, voxel, voxel, voxel);
        float[] values = new float[grid.voxels()];
        int parts = 5;
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < n; i++) {
                int bone = 0;
                for (int part = 0; part < parts * parts; part++) {
                    double x = (i + (part % parts + 0.5) / parts) * voxel - 20;
                    double y = (j + (part / parts + 0.5) / parts) * voxel - 20;
                    double r = new Vec3(x, y, 0).norm();
                    bone += r < OUTER && r > OUTER - wall ? 1 : 0;
                }
                float value = (float) (50 + (hu - 50) * bone / (parts * parts));
                for (int k = 0; k < grid.nz(); k++) {
                    values[grid.index(i, j, k)] = value;
                }
            }
        }
        return new Volume(grid, values);
    }
}
