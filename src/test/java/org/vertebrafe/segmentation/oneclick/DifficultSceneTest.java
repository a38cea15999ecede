package org.vertebrafe.segmentation.oneclick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vertebrafe.segmentation.oneclick.VertebraSegmenterTest.dice;
import static org.vertebrafe.segmentation.oneclick.VertebraSegmenterTest.segment;

import net.imglib2.parallel.TaskExecutors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.synthetic.ArchShape;
import org.vertebrafe.synthetic.BodyShape;
import org.vertebrafe.synthetic.BoneDensity;
import org.vertebrafe.synthetic.Pose;
import org.vertebrafe.synthetic.ScanSettings;
import org.vertebrafe.synthetic.SyntheticScan;
import org.vertebrafe.synthetic.SyntheticVertebra;
import org.vertebrafe.synthetic.VertebraSampler;

/** Bone and bright things beside the vertebra or in it: ribs, metal, an aorta full of contrast agent, sclerosis. */
class DifficultSceneTest {

    private static final double PIXEL = 1.5;
    private static final double METAL_HU = 3071;

    /** As of a twelfth thoracic vertebra: hardly any transverse processes. */
    private static final ArchShape THORACIC = new ArchShape(21, 16, 8.5, 14.5, 48, 30, 46, 1.1);

    private static final SyntheticVertebra VERTEBRA = new SyntheticVertebra(
            BodyShape.LUMBAR, THORACIC, new BoneDensity(0.11, 0.2, 0.85, 0.02, 4), Pose.tilted(Vec3.ZERO, 2, 8, -3), 5);

    private static SyntheticScan scan;
    private static Segmentation clean;

    @BeforeAll
    static void segmentTheVertebraAlone() {
        scan = scan(VERTEBRA);
        clean = segment(scan.hu(), new Vec3(3, -2, 2));
    }

    private static SyntheticScan scan(SyntheticVertebra vertebra) {
        VoxelGrid grid = new VoxelGrid(
                80,
                72,
                56,
                new Vec3(PIXEL, PIXEL, PIXEL),
                new Vec3(-60, -40, -42),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
        return VertebraSampler.sample(
                vertebra, grid, ScanSettings.CLEAN.withNoise(15), TaskExecutors.singleThreaded(), Progress.NONE);
    }

    /** Paints a round rod whose ends are in the vertebra's own axes, its border blurred over a voxel; bone stays over it. */
    private static float[] withRod(float[] hu, Vec3 from, Vec3 to, double radius, double value) {
        VoxelGrid grid = scan.hu().grid();
        float[] out = hu.clone();
        for (int at = 0; at < out.length; at++) {
            double inside = radius + PIXEL / 2 - distance(local(grid, at), from, to);
            double part = Math.min(Math.max(inside / PIXEL, 0), 1);
            out[at] = (float) Math.max(out[at], part * value + (1 - part) * out[at]);
        }
        return out;
    }

    private static Vec3 local(VoxelGrid grid, int at) {
        return VERTEBRA.pose()
                .toLocal(grid.toPatient(at % grid.nx(), at / grid.nx() % grid.ny(), at / grid.nx() / grid.ny()));
    }

    private static double distance(Vec3 p, Vec3 from, Vec3 to) {
        Vec3 axis = to.minus(from);
        double t = Math.min(Math.max(p.minus(from).dot(axis) / axis.dot(axis), 0), 1);
        return p.minus(from.plus(axis.times(t))).norm();
    }

    private static double bodyDice(Segmentation found) {
        return dice(found.labels(), VertebraSegmenterTest::isBody, scan.labels(), VertebraSegmenterTest::isBody);
    }

    private static Segmentation segmented(float[] hu) {
        return segment(new Volume(scan.hu().grid(), hu), new Vec3(3, -2, 2));
    }

    /** The heads touch the pedicles' roots; the shafts run outward, backward and down. */
    @Test
    void cutsRibsOff() {
        Vec3[] heads = {new Vec3(26, 16, 8), new Vec3(-26, 16, 8)};
        float[] hu = scan.hu().values();
        for (Vec3 head : heads) {
            Vec3 shaft = new Vec3(Math.signum(head.x()) * 30, 22, -14);
            hu = withRod(hu, head, head.plus(shaft), 3.5, 450);
        }
        Segmentation found = segmented(hu);
        assertThat(bodyDice(found)).isGreaterThan(bodyDice(clean) - 0.005);
        VoxelGrid grid = scan.hu().grid();
        int rib = 0;
        int taken = 0;
        for (int at = 0; at < grid.voxels(); at++) {
            Vec3 p = local(grid, at);
            for (Vec3 head : heads) {
                Vec3 shaft = new Vec3(Math.signum(head.x()) * 30, 22, -14);
                if (scan.labels().get(at) == 0 && distance(p, head, head.plus(shaft)) < 3.5) {
                    rib++;
                    taken += found.labels().get(at) != 0 ? 1 : 0;
                }
            }
        }
        assertThat((double) taken / rib).as("part of the ribs in the mask").isLessThan(0.2);
    }

    /** As bright as weak bone's cortex, against the wall from the middle to the left. */
    @Test
    void contrastAgentInAnAortaAgainstTheBodyStaysOutside() {
        double front = -BodyShape.LUMBAR.depth() / 2 - 8.5;
        for (double value : new double[] {200, 380}) {
            Segmentation found =
                    segmented(withRod(scan.hu().values(), new Vec3(8, front, -60), new Vec3(8, front, 60), 9, value));
            assertThat(bodyDice(found)).as("%.0f HU", value).isGreaterThan(0.965);
        }
    }

    /** Screws in the vertebra above reach no bone of this one; their streaks do. */
    @Test
    void metalInTheNeighbourChangesLittle() {
        float[] hu = scan.hu().values().clone();
        VoxelGrid grid = scan.hu().grid();
        for (int at = 0; at < hu.length; at++) {
            Vec3 p = local(grid, at);
            double off = Math.hypot(p.y() - 10, p.z() - 34);
            hu[at] += (float) (200 * Math.sin(7 * Math.atan2(p.z() - 34, p.y() - 10)) * Math.exp(-off / 12));
        }
        for (int side = -1; side <= 1; side += 2) {
            hu = withRod(hu, new Vec3(side * 9, -8, 34), new Vec3(side * 17, 34, 34), 3, METAL_HU);
        }
        Segmentation found = segmented(hu);
        assertThat(bodyDice(found)).isGreaterThan(0.96);
        assertThat(found.warnings()).noneMatch(warning -> warning.contains("Metal"));
    }

    @Test
    void screwsInTheBodyAreNeverPassedOverInSilence() {
        float[] hu = scan.hu().values();
        for (int side = -1; side <= 1; side += 2) {
            hu = withRod(hu, new Vec3(side * 7, -6, 5), new Vec3(side * 19, 42, 5), 3, METAL_HU);
        }
        Segmentation found = segmented(hu);
        assertThat(found.quality().verdict()).isEqualTo(SegmentationQuality.Verdict.CHECK);
        assertThat(found.warnings()).anyMatch(warning -> warning.contains("Metal in the vertebra"));
        assertThat(clean.warnings()).noneMatch(warning -> warning.contains("Metal"));
    }

    @Test
    void scleroticEndplatesBelongToTheBody() {
        BodyShape b = BodyShape.LUMBAR;
        SyntheticScan sclerotic = scan(VERTEBRA.withBody(new BodyShape(
                        b.width(),
                        b.depth(),
                        b.height(),
                        b.waist(),
                        b.posteriorConcavity(),
                        b.superiorConcavity(),
                        b.inferiorConcavity(),
                        b.wallThickness(),
                        1.9))
                .withDensity(new BoneDensity(0.05, 0.15, 1.0, 0.02, 4)));
        Segmentation found = segment(sclerotic.hu(), new Vec3(3, -2, 2), SegmentationSettings.BODY);
        assertThat(dice(
                        found.labels(),
                        VertebraSegmenterTest::isBody,
                        sclerotic.labels(),
                        VertebraSegmenterTest::isBody))
                .isGreaterThan(0.96);
        // 1.9 mm of 1 g/cm3: a fifth denser than the plate of the model, which comes out thicker by as much.
        assertThat(found.cortex().superiorEndplate()).isBetween(1.6, 2.6);
    }
}
