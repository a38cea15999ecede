package org.vertebrafe.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;

class SyntheticTruthTest {

    private static final SyntheticVertebra VERTEBRA = SyntheticVertebra.lumbar(7);

    /** Voxel centres sample the body, so its extent along a direction is known to half a voxel on either side. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "10, 6, -4", "-35, -20, 15"})
    void labelsReachTheEndplateRimsWithinHalfAVoxel(double axial, double sagittal, double coronal) {
        Pose pose = Pose.tilted(new Vec3(3, -2, 40), axial, sagittal, coronal);
        VoxelGrid grid = SyntheticGrids.box(new Vec3(-31, -35, 10), new Vec3(37, 31, 70), 0.5, 0.5, 0.5);
        var scan = SyntheticGrids.sample(VERTEBRA.withPose(pose), grid, SyntheticGrids.labelsOnly());
        VertebraTruth truth = scan.truth();
        double top = Double.NEGATIVE_INFINITY;
        double bottom = Double.POSITIVE_INFINITY;
        for (int index = 0; index < grid.voxels(); index++) {
            int label = scan.labels().get(index);
            if (label == SyntheticScan.CORTICAL_BODY || label == SyntheticScan.TRABECULAR_BODY) {
                double along = centre(grid, index).minus(truth.centre()).dot(truth.superior());
                top = Math.max(top, along);
                bottom = Math.min(bottom, along);
            }
        }
        assertThat(truth.superiorRim().minus(truth.inferiorRim()).norm()).isCloseTo(truth.bodyHeight(), within(1e-9));
        assertThat(truth.superiorRim().minus(truth.centre()).dot(truth.superior()) - top)
                .isBetween(-1e-9, 0.25 + 1e-9);
        assertThat(bottom - truth.inferiorRim().minus(truth.centre()).dot(truth.superior()))
                .isBetween(-1e-9, 0.25 + 1e-9);
    }

    private static Vec3 centre(VoxelGrid grid, int index) {
        int i = index % grid.nx();
        int j = index / grid.nx() % grid.ny();
        return grid.toPatient(i, j, index / (grid.nx() * grid.ny()));
    }

    @Test
    void centralHeightIsWhatTheLabelsHaveOnTheAxis() {
        VoxelGrid grid = SyntheticGrids.box(new Vec3(-0.5, -0.5, -16), new Vec3(0.5, 0.5, 16), 1, 1, 0.5);
        Labels labels = SyntheticGrids.sample(VERTEBRA, grid, SyntheticGrids.labelsOnly())
                .labels();
        int bone = labels.counts().values().stream().mapToInt(Integer::intValue).sum();
        assertThat(0.5 * bone).isCloseTo(BodyShape.LUMBAR.centralHeight(), within(0.5));
    }

    @Test
    void tiltTurnsTheAxes() {
        Pose pose = Pose.tilted(Vec3.ZERO, 0, 6, 0);
        double c = Math.cos(Math.toRadians(6));
        double s = Math.sin(Math.toRadians(6));
        assertThat(pose.superior().minus(new Vec3(0, -s, c)).norm()).isLessThan(1e-15);
        assertThat(pose.posterior().minus(new Vec3(0, c, s)).norm()).isLessThan(1e-15);
        assertThat(Pose.tilted(Vec3.ZERO, 0, 0, 6)
                        .superior()
                        .minus(new Vec3(s, 0, c))
                        .norm())
                .isLessThan(1e-15);
        assertThat(Pose.tilted(Vec3.ZERO, 6, 0, 0)
                        .left()
                        .minus(new Vec3(c, s, 0))
                        .norm())
                .isLessThan(1e-15);
    }

    @Test
    void theImageMovesWithThePose() {
        Pose pose = Pose.tilted(new Vec3(12, -30, 400), 20, -15, 8);
        VoxelGrid upright = SyntheticGrids.whole(2, 2, 3);
        VoxelGrid turned = new VoxelGrid(
                upright.nx(),
                upright.ny(),
                upright.nz(),
                upright.spacing(),
                pose.toPatient(upright.origin()),
                pose.left(),
                pose.posterior(),
                pose.superior());
        var a = SyntheticGrids.sample(VERTEBRA, upright, ScanSettings.CLEAN);
        var b = SyntheticGrids.sample(VERTEBRA.withPose(pose), turned, ScanSettings.CLEAN);
        float[] first = a.hu().values();
        float[] second = b.hu().values();
        for (int i = 0; i < first.length; i++) {
            assertThat(second[i]).isCloseTo(first[i], within(0.01f));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "0.75, 0.75, 1.25", "2, 2, 2.5", "3, 3, 3"})
    void labelsAreOneConnectedPieceWithAClosedCortex(double dx, double dy, double dz) {
        VoxelGrid grid = SyntheticGrids.whole(dx, dy, dz);
        Labels labels = SyntheticGrids.sample(VERTEBRA, grid, SyntheticGrids.labelsOnly())
                .labels();
        assertThat(labels.counts().keySet())
                .containsExactly(
                        SyntheticScan.TRABECULAR_BODY,
                        SyntheticScan.CORTICAL_BODY,
                        SyntheticScan.TRABECULAR_ARCH,
                        SyntheticScan.CORTICAL_ARCH);
        int bone = labels.counts().values().stream().mapToInt(Integer::intValue).sum();
        FaceNeighbours flood = new FaceNeighbours(labels);
        assertThat(flood.pieceAt(grid.toVoxel(Vec3.ZERO))).isEqualTo(bone);
        assertThat(flood.trabecularNextToBackground()).isZero();
    }

    @Test
    void parametersOutOfRangeAreRefusedWithNameValueAndLimits() {
        assertThatThrownBy(() -> new BodyShape(45, 33, 5, 3, 3, 2, 2, 0.5, 0.5))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("height of the body", "5", "mm", "10", "50");
        assertThatThrownBy(() -> new BoneDensity(110, 0.2, 0.85, 0, 4))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("trabecular density of the body", "110", "g/cm3");
        assertThatThrownBy(() -> ScanSettings.CLEAN.withNoise(Double.NaN)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Pose.tilted(new Vec3(Double.NaN, 0, 0), 0, 0, 0))
                .isInstanceOf(InputException.class);
    }
}
