package org.vertebrafe.imagej;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.vertebrafe.calibration.ReferenceTissue;
import org.vertebrafe.calibration.tissues.FoundTissues;
import org.vertebrafe.calibration.tissues.TissueLabels;
import org.vertebrafe.calibration.tissues.TissueRegion;
import org.vertebrafe.image.VoxelOrder;

/** Which axial slices show tissue samples best. */
final class TissueSlices {

    /** All tissues in the order of their labels. */
    static final List<ReferenceTissue> TISSUES =
            List.copyOf(TissueLabels.tissues().values());

    private TissueSlices() {}

    /**
     * Chooses slices: spread evenly over those that show the most tissues, and for each tissue at least one that shows it.
     *
     * @param most how many at most, at least the number of tissues
     * @return slices of the LPS order, from the head to the feet
     */
    static List<Integer> choose(VoxelOrder order, FoundTissues found, int most) {
        int[][] counts = counts(order, found);
        int slices = order.grid().nz();
        int[] shown = new int[slices];
        int best = 0;
        for (int k = 0; k < slices; k++) {
            for (int[] count : counts) {
                shown[k] += count[k] > 0 ? 1 : 0;
            }
            best = Math.max(best, shown[k]);
        }
        List<Integer> good = new ArrayList<>();
        for (int k = 0; k < slices; k++) {
            if (shown[k] > 0 && shown[k] >= best) {
                good.add(k);
            }
        }
        TreeSet<Integer> needed = new TreeSet<>();
        for (int[] count : counts) {
            boolean missing = good.stream().noneMatch(k -> count[k] > 0);
            if (missing) {
                needed.add(largest(count));
            }
        }
        int room = Math.min(most - needed.size(), good.size());
        TreeSet<Integer> chosen = new TreeSet<>(needed);
        for (int n = 0; n < room; n++) {
            // The first and last slice of a sample are seldom its best: the middles of equal parts.
            chosen.add(good.get((int) ((n + 0.5) * good.size() / room)));
        }
        return new ArrayList<>(chosen.descendingSet());
    }

    private static int largest(int[] count) {
        int best = 0;
        for (int k = 1; k < count.length; k++) {
            best = count[k] > count[best] ? k : best;
        }
        return best;
    }

    /** Voxels of each region in each slice. */
    private static int[][] counts(VoxelOrder order, FoundTissues found) {
        Map<Integer, Integer> rows = new HashMap<>();
        for (TissueRegion region : found.regions()) {
            rows.put(region.label(), rows.size());
        }
        int[][] counts = new int[rows.size()][order.grid().nz()];
        for (int k = 0; k < order.grid().nz(); k++) {
            for (int j = 0; j < order.grid().ny(); j++) {
                for (int i = 0; i < order.grid().nx(); i++) {
                    Integer row = rows.get(found.labels().get(order.source(i, j, k)));
                    if (row != null) {
                        counts[row][k]++;
                    }
                }
            }
        }
        return counts;
    }
}
