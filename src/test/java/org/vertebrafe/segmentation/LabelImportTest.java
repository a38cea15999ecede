package org.vertebrafe.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.LabelResampler;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.imagej.SharedImages;

/** Real labels of others on the CT they were made from, and moved onto other grids. */
class LabelImportTest {

    private static Volume ct;
    private static Labels vertebrae;
    private static Labels bodies;

    @BeforeAll
    static void read() throws IOException {
        ct = SharedImages.volume("torso-ct/ct.nii.gz");
        vertebrae = SharedImages.labels("torso-ct/labels_L2_L4.nii.gz");
        bodies = SharedImages.labels("torso-ct/bodies_L2_L4.nii.gz");
    }

    private static ImportedVertebra run(Labels map) {
        return LabelImport.run(ct, map, LabelRoles.preset("totalsegmentator", "L2", map), 0.5);
    }

    /** Dice of the body against that of others, and part of the vertebra that is labelled as in the original. */
    private static double[] agreement(ImportedVertebra imported) {
        int both = 0;
        int sum = 0;
        int same = 0;
        int all = 0;
        for (int at = 0; at < ct.grid().voxels(); at++) {
            Tissue tissue = imported.tissues().get(at);
            boolean ours = tissue != null && tissue.isBody();
            boolean vertebra = vertebrae.get(at) == 30;
            boolean theirs = vertebra && bodies.get(at) != 0;
            both += ours && theirs ? 1 : 0;
            sum += (ours ? 1 : 0) + (theirs ? 1 : 0);
            same += vertebra && tissue != null ? 2 : 0;
            all += (vertebra ? 1 : 0) + (tissue != null ? 1 : 0);
        }
        return new double[] {2.0 * both / sum, (double) same / all};
    }

    @Test
    void aWholeVertebraOnTheSameGridIsDividedAndShelled() {
        ImportedVertebra imported = run(vertebrae);
        double[] agreement = agreement(imported);
        assertThat(agreement[0]).isGreaterThan(0.95);
        assertThat(agreement[1]).isEqualTo(1);
        assertThat(imported.inside()).isEqualTo(1);
        assertThat(imported.labels().counts().keySet()).containsExactly(1, 2, 3, 4);
        assertThat(imported.warnings()).isEmpty();
        assertThat(imported.steps()).hasSize(2).noneMatch(step -> step.contains("resampled"));
    }

    /** Turned, flipped, finer and shifted: the label map of another program. */
    @Test
    void labelsOnAnotherGridComeBack() {
        VoxelGrid grid = ct.grid();
        double angle = Math.toRadians(7);
        Vec3 x = grid.xAxis().times(-Math.cos(angle)).plus(grid.yAxis().times(-Math.sin(angle)));
        Vec3 y = grid.xAxis().times(-Math.sin(angle)).plus(grid.yAxis().times(Math.cos(angle)));
        VoxelGrid other = new VoxelGrid(
                260,
                220,
                120,
                new Vec3(1.5, 1.5, 2),
                new Vec3(5.9, -133, 351.7)
                        .minus(x.times(195))
                        .minus(y.times(165))
                        .minus(grid.zAxis().times(120)),
                x,
                y,
                grid.zAxis());
        Labels moved = LabelResampler.nearest(vertebrae, other);
        ImportedVertebra imported = run(moved);
        assertThat(imported.steps()).hasSize(3).first().asString().contains("resampled", "nearest");
        assertThat(agreement(imported)[1])
                .as("overlap with the labels as they were")
                .isGreaterThan(0.93);
        assertThat(agreement(imported)[0]).isGreaterThan(0.93);
    }

    @Test
    void theSameVoxelsInAnotherOrderAreNotResampled() {
        VoxelGrid reordered = Shapes.reordered(ct.grid(), new int[] {2, 0, 1}, new boolean[] {true, false, true});
        ImportedVertebra imported = run(LabelResampler.nearest(vertebrae, reordered));
        assertThat(imported.steps()).noneMatch(step -> step.contains("resampled"));
        assertThat(agreement(imported)[1]).isEqualTo(1);
    }

    @Test
    void labelsOfAnotherPlaceAreRefusedOrWarnedOfWithPercentages() {
        Labels away = shifted(new Vec3(0, 0, 400));
        assertThatThrownBy(() -> run(away))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("0 % of the labelled vertebra lies within the CT")
                .hasMessageContaining("origin or orientation");
        // Up, until a part of the vertebra is above the CT.
        VoxelGrid grid = ct.grid();
        double top = grid.toPatient(0, 0, grid.nz() - 1).z();
        ImportedVertebra cut = run(shifted(new Vec3(0, 0, top - 360)));
        assertThat(cut.inside()).isBetween(0.5, 0.99);
        assertThat(cut.warnings()).anyMatch(w -> w.contains("% of the labelled vertebra lies outside"));
        ImportedVertebra soft = run(shifted(new Vec3(0, -60, 0)));
        assertThat(soft.warnings()).singleElement().asString().contains("no brighter");
    }

    private static Labels shifted(Vec3 by) {
        VoxelGrid g = vertebrae.grid();
        short[] values = new short[g.voxels()];
        for (int at = 0; at < values.length; at++) {
            values[at] = (short) vertebrae.get(at);
        }
        return new Labels(
                new VoxelGrid(
                        g.nx(), g.ny(), g.nz(), g.spacing(), g.origin().plus(by), g.xAxis(), g.yAxis(), g.zAxis()),
                values);
    }

    @Test
    void dividedLabelsAreTakenAsTheyAre() throws IOException {
        Volume density = SharedImages.volume("verse004-L2/density.nii.gz");
        Labels labels = SharedImages.labels("verse004-L2/labels.nii.gz");
        ImportedVertebra imported =
                LabelImport.run(density, labels, LabelRoles.preset("spinefe-benchmark", "", labels), 99);
        assertThat(imported.labels().counts()).isEqualTo(labels.counts());
        assertThat(imported.steps()).isEmpty();
    }

    @Test
    void theShellIsAsThickAsAsked() {
        VoxelGrid grid = Shapes.around(new Vec3(32, 32, 24), new Vec3(0.5, 0.5, 0.5));
        short[] values = new short[grid.voxels()];
        TissueMap box = Shapes.map(grid, Tissue.BODY, Shapes.box(org.vertebrafe.synthetic.Pose.UPRIGHT, 40, 30, 20));
        for (int at = 0; at < values.length; at++) {
            values[at] = (short) (box.get(at) == null ? 0 : 9);
        }
        Labels body = new Labels(grid, values);
        TreeMap<Integer, Tissue> roles = new TreeMap<>();
        roles.put(9, Tissue.BODY);
        Volume flat = new Volume(grid, new float[grid.voxels()]);
        for (double cortex : new double[] {0, 0.5, 1, 2}) {
            // Outermost layer at least: 0.5 mm.
            double t = Math.max(0.5, cortex);
            double core = (40 - 2 * t) * (30 - 2 * t) * (20 - 2 * t);
            Labels labels = LabelImport.run(flat, body, new LabelRoles(roles, false), cortex)
                    .labels();
            assertThat(labels.counts().get(1) * grid.voxelVolume())
                    .as("cortex %s", cortex)
                    .isCloseTo(core, within(1e-6));
        }
        assertThatThrownBy(() -> LabelImport.run(flat, body, new LabelRoles(roles, false), -1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("0..5 mm");
    }
}
