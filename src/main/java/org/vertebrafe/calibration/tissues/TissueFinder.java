package org.vertebrafe.calibration.tissues;

import java.util.BitSet;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.calibration.ReferenceTissue;
import org.vertebrafe.image.Volume;

/**
 * Finds air and adipose tissue in a CT of the trunk, for phantomless calibration.
 *
 * <p>Air is sampled 12 mm away from the body and all else; where foam of the table lies on one side of the body, on the
 * other. Adipose tissue is sampled under the skin, 3.5 mm away from other tissue.
 */
public final class TissueFinder {

    private TissueFinder() {}

    /**
     * Finds tissues.
     *
     * @param hu a CT of the trunk, HU, in any orientation
     * @param threads the caller's threads
     * @param progress told how far it is; asked whether to stop
     * @throws InputException if air or adipose tissue cannot be found; the message says what to do
     */
    public static FoundTissues find(Volume hu, TaskExecutor threads, Progress progress) {
        progress.report("Looking for tissues", 0);
        WorkImage image = WorkImage.of(hu, threads, progress);
        Surroundings surroundings = Surroundings.of(image);
        progress.report("Looking for tissues", 0.5);
        progress.checkCancelled();
        TissueMeasurement.Collector collector = new TissueMeasurement.Collector(hu);
        required(
                collector,
                image,
                ReferenceTissue.AIR,
                surroundings.air(),
                "air outside the body",
                Surroundings.AIR_ENOUGH,
                surroundings.airRemark());
        required(
                collector,
                image,
                ReferenceTissue.ADIPOSE,
                surroundings.fat(),
                surroundings.fatWhere(),
                Surroundings.FAT_ENOUGH,
                "");
        progress.report("Looking for tissues", 1);
        return collector.found(List.of());
    }

    /** Measures a tissue without which there is no phantomless calibration. */
    private static void required(
            TissueMeasurement.Collector collector,
            WorkImage image,
            ReferenceTissue tissue,
            BitSet cells,
            String where,
            double enough,
            String remark) {
        double size = Math.min(1, cells.cardinality() * image.grid().voxelVolume() / enough);
        if (!collector.add(tissue, TissueLabels.of(tissue), image.voxels(cells), where, size, remark)) {
            throw InputException.of(
                    "%s Phantomless calibration is not possible without %s: draw a region of it yourself, or calibrate with"
                            + " a phantom.",
                    collector.lastWarning(), tissue.words());
        }
    }
}
