package org.vertebrafe.calibration.tissues;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.calibration.ReferenceTissue;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * Finds air, adipose tissue, blood, muscle and cortical bone in a CT of the trunk, for phantomless calibration. No
 * training data are used: the tissues are found by where they are against body and spine.
 *
 * <p>Air is sampled 12 mm away from the body and all else; where foam of the table lies on one side of the body, on the
 * other. Adipose tissue is sampled under the skin, 3.5 mm away from other tissue. The spinal canal gives the line of the
 * spine; blood is that of the aorta, a round tube in front of it or to its left; muscle is the psoas of both sides, or the
 * erector spinae where there is no psoas. Cortical bone is sampled only where it is thick against the voxels, which in a
 * lumbar spine it usually is not. Slices with metal are left alone.
 */
public final class TissueFinder {

    /** Blood without contrast agent is below this, HU. */
    private static final double ENHANCED = 75;

    /** Blood is above this, HU: even that of an anaemic patient. */
    private static final double THIN_BLOOD = 20;

    /** The sides of a muscle differ by less than this, HU. */
    private static final double SIDES = 12;

    private static final double BLOOD_ENOUGH = 6_000;
    private static final double MUSCLE_ENOUGH = 10_000;

    private final Volume ct;
    private final Progress progress;
    private final WorkImage image;
    private final TissueMeasurement.Collector collector;

    private TissueFinder(Volume ct, TaskExecutor threads, Progress progress) {
        this.ct = ct;
        this.progress = progress;
        stage(0);
        image = WorkImage.of(ct, threads, progress);
        collector = new TissueMeasurement.Collector(ct);
    }

    /**
     * Finds tissues.
     *
     * @param hu a CT of the trunk, HU, in any orientation
     * @param threads the caller's threads
     * @param progress told how far it is; asked whether to stop
     * @return the samples; what is not found is left out with a warning
     * @throws InputException if air or adipose tissue cannot be found; the message says what to do
     * @throws org.vertebrafe.base.CancelledException if cancelled
     */
    public static FoundTissues find(Volume hu, TaskExecutor threads, Progress progress) {
        return new TissueFinder(hu, threads, progress).find();
    }

    private FoundTissues find() {
        Metal metal = Metal.of(ct, image);
        metal.warning().ifPresent(collector::warn);
        Surroundings around = Surroundings.of(image, metal);
        stage(0.3);
        required(
                ReferenceTissue.AIR, around.air(), "air outside the body", Surroundings.AIR_ENOUGH, around.airRemark());
        required(ReferenceTissue.ADIPOSE, around.fat(), around.fatWhere(), Surroundings.FAT_ENOUGH, "");
        stage(0.5);
        Optional<SpineLine> spine = SpineLine.of(image, around.body(), metal);
        if (spine.isEmpty()) {
            collector.warn(
                    "Blood and muscle left out: the spinal canal was not found, so it is not known where they are."
                            + " Draw them yourself.");
        } else if (spine.get().reversed()) {
            collector.warn(
                    "Blood and muscle left out: the vertebral bodies lie behind the spinal canal. The orientation of"
                            + " the image is wrong; correct it, or draw them yourself.");
        } else {
            blood(spine.get());
            stage(0.7);
            muscle(new SpineMuscle(image, spine.get(), around.body()));
        }
        stage(0.9);
        cortex(around.body(), metal);
        stage(1);
        return collector.found();
    }

    private void stage(double done) {
        progress.report("Looking for tissues", done);
        progress.checkCancelled();
    }

    /** Measures a tissue without which there is no phantomless calibration. */
    private void required(ReferenceTissue tissue, BitSet cells, String where, double enough, String remark) {
        double size = Math.min(1, cells.cardinality() * image.grid().voxelVolume() / enough);
        if (!collector.add(tissue, TissueLabels.of(tissue), image.voxels(cells), where, size, remark)) {
            throw InputException.of(
                    "%s Phantomless calibration is not possible without %s: draw a region of it yourself, or calibrate with"
                            + " a phantom.",
                    collector.lastWarning(), tissue.words());
        }
    }

    private void blood(SpineLine spine) {
        Tube aorta = Aorta.of(image, spine);
        double length = aorta.length(image.grid());
        if (length < Aorta.MIN_LENGTH) {
            collector.warn(String.format(
                    Locale.ROOT,
                    "Blood left out: no round vessel of at least %.0f mm length was found in front of the spine (best:"
                            + " %.0f mm). Draw it in the aorta yourself.",
                    Aorta.MIN_LENGTH,
                    length));
            return;
        }
        BitSet voxels = aorta.voxels(ct, image.grid(), Aorta.INNER);
        double mean = collector.statistics(voxels).mean();
        if (mean > ENHANCED) {
            collector.warn(String.format(
                    Locale.ROOT,
                    "Blood left out: the aorta has %.0f HU, more than blood without contrast agent (about 30 to 60). With"
                            + " contrast agent muscle and bone read too high as well; prefer a native scan.",
                    mean));
            return;
        }
        if (mean < THIN_BLOOD) {
            collector.warn(String.format(
                    Locale.ROOT,
                    "Blood left out: what was taken for the aorta has %.0f HU, less than blood (about 30 to 60). Draw it"
                            + " in the aorta yourself.",
                    mean));
            return;
        }
        double size = Math.min(1, volume(voxels) / BLOOD_ENOUGH);
        collector.add(
                ReferenceTissue.BLOOD,
                TissueLabels.of(ReferenceTissue.BLOOD),
                voxels,
                String.format(Locale.ROOT, "aorta over %.0f mm", length),
                size,
                "");
    }

    private void muscle(SpineMuscle muscles) {
        List<Tube> sides = new ArrayList<>();
        String where = "psoas";
        for (int side : new int[] {-1, 1}) {
            sides.add(muscles.psoas(side));
        }
        sides.removeIf(tube -> tube.length(image.grid()) < SpineMuscle.MIN_LENGTH);
        if (sides.isEmpty()) {
            where = "erector spinae";
            for (int side : new int[] {-1, 1}) {
                sides.add(muscles.erector(side));
            }
            sides.removeIf(tube -> tube.length(image.grid()) < SpineMuscle.MIN_LENGTH);
        }
        if (sides.isEmpty()) {
            collector.warn(
                    "Muscle left out: neither psoas nor erector spinae of at least 12 mm thickness was found beside"
                            + " the spine. Draw it yourself.");
            return;
        }
        BitSet all = new BitSet();
        List<Double> means = new ArrayList<>();
        for (Tube tube : sides) {
            BitSet voxels = tube.voxels(ct, image.grid(), SpineMuscle.INNER);
            if (voxels.cardinality() >= TissueMeasurement.MIN_VOXELS) {
                means.add(collector.statistics(voxels).mean());
            }
            all.or(voxels);
        }
        String remark = "";
        if (means.size() == 2 && Math.abs(means.get(0) - means.get(1)) > SIDES) {
            remark = String.format(
                    Locale.ROOT, "The sides differ: right %.0f, left %.0f HU.", means.get(0), means.get(1));
        } else if (means.size() == 1) {
            remark = "Found on one side only.";
        }
        collector.add(
                ReferenceTissue.MUSCLE,
                TissueLabels.of(ReferenceTissue.MUSCLE),
                all,
                where + (sides.size() == 2 ? " of both sides" : " of one side"),
                Math.min(1, volume(all) / MUSCLE_ENOUGH),
                remark);
    }

    private void cortex(BitSet body, Metal metal) {
        VoxelGrid grid = ct.grid();
        double largest = Math.max(
                grid.spacing().x(), Math.max(grid.spacing().y(), grid.spacing().z()));
        if (largest > CorticalBone.MAX_VOXEL) {
            collector.warn(String.format(
                    Locale.ROOT,
                    "Cortical bone left out: in voxels of %.1f mm (limit %.0f mm) all of it is averaged with its"
                            + " surroundings. Densities of bone are then extrapolated from soft tissue.",
                    largest,
                    CorticalBone.MAX_VOXEL));
            return;
        }
        BitSet voxels = CorticalBone.of(ct, image.voxels(Cells.and(body, metal.far())));
        if (volume(voxels) < CorticalBone.LEAST) {
            collector.warn(
                    "Cortical bone left out: nowhere is it thicker than about 3 mm, so all of it is averaged with its"
                            + " surroundings. Densities of bone are then extrapolated from soft tissue.");
            return;
        }
        collector.add(
                ReferenceTissue.CORTICAL_BONE,
                TissueLabels.of(ReferenceTissue.CORTICAL_BONE),
                voxels,
                "thick cortex",
                Math.min(1, volume(voxels) / CorticalBone.ENOUGH),
                "Chosen by its CT number (800 to 2200 HU): see whether it is cortex, not enamel, cement or a stone.");
    }

    private double volume(BitSet voxels) {
        return voxels.cardinality() * ct.grid().voxelVolume();
    }
}
