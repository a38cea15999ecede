package org.vertebrafe.calibration.tissues;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.ReferenceTissue;
import org.vertebrafe.calibration.TissueSample;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * Measures the CT numbers of tissues, HU, where a person or a program drew them. Each region is first peeled by one voxel,
 * because voxels at a border hold two tissues; mean and standard deviation are those of the bulk of the voxels, so that
 * some fat in muscle or a plaque in the aorta do not shift them; the standard error comes from the scatter of cubes of
 * 12 mm and so holds the correlation of the noise.
 */
public final class TissueMeasurement {

    /** Fewer voxels than this are not measured. */
    static final int MIN_VOXELS = 20;

    /** Below this share of voxels of the bulk a region holds more than one tissue. */
    private static final double IMPURE = 0.8;

    /** At this share of voxels at the lowest stored value the mean of air is no longer known. */
    private static final double CLIPPED = 0.45;

    private TissueMeasurement() {}

    /**
     * Measures regions.
     *
     * @param hu the CT, HU
     * @param labels regions, on the grid of the CT
     * @param tissues which tissue each label is; other labels are passed over
     * @return the voxels that were measured, with the given labels; a region that cannot be of its tissue is left out
     *     with a warning
     * @throws InputException if the grids differ, a tissue has two labels or none of the labels occurs
     */
    public static FoundTissues of(Volume hu, Labels labels, Map<Integer, ReferenceTissue> tissues) {
        hu.grid().difference(labels.grid()).ifPresent(difference -> {
            throw InputException.of("CT and regions of tissue are on different grids: %s.", difference);
        });
        requireOneLabelEach(tissues);
        Map<Integer, BitSet> regions = new TreeMap<>();
        for (int label : tissues.keySet()) {
            regions.put(label, new BitSet());
        }
        int voxels = hu.grid().voxels();
        for (int at = 0; at < voxels; at++) {
            int label = labels.get(at);
            if (label != 0 && tissues.containsKey(label)) {
                regions.get(label).set(at);
            }
        }
        if (regions.values().stream().allMatch(BitSet::isEmpty)) {
            throw InputException.of(
                    "The regions hold none of the labels %s: draw at least air, adipose tissue and one more.",
                    tissues.keySet());
        }
        Collector collector = new Collector(hu);
        regions.forEach((label, region) -> {
            if (!region.isEmpty()) {
                BitSet inner = peeled(hu.grid(), region);
                boolean peeled = inner.cardinality() >= MIN_VOXELS;
                String remark = peeled ? "" : "Too thin to leave out the voxels at its border.";
                collector.add(tissues.get(label), label, peeled ? inner : region, "as drawn", 1, remark);
            }
        });
        return collector.found();
    }

    private static void requireOneLabelEach(Map<Integer, ReferenceTissue> tissues) {
        Map<ReferenceTissue, Integer> labels = new TreeMap<>();
        tissues.forEach((label, tissue) -> {
            Integer other = labels.put(tissue, label);
            if (other != null) {
                throw InputException.of("Labels %d and %d are both %s: unite them.", other, label, tissue.words());
            }
            if (label < 1 || label > Labels.MAX_LABEL) {
                throw InputException.of("Label %d of %s: must be 1..%d.", label, tissue.words(), Labels.MAX_LABEL);
            }
        });
    }

    /** The voxels all of whose neighbours in the slice, along the two finest axes, are in the region. */
    private static BitSet peeled(VoxelGrid grid, BitSet region) {
        int coarsest = 0;
        for (int axis = 1; axis < 3; axis++) {
            if (grid.spacing().get(axis) >= grid.spacing().get(coarsest)) {
                coarsest = axis;
            }
        }
        int[] strides = {1, grid.nx(), grid.nx() * grid.ny()};
        BitSet inner = new BitSet();
        for (int at = region.nextSetBit(0); at >= 0; at = region.nextSetBit(at + 1)) {
            int[] position = {at % grid.nx(), at / grid.nx() % grid.ny(), at / grid.nx() / grid.ny()};
            boolean inside = true;
            for (int axis = 0; axis < 3 && inside; axis++) {
                if (axis != coarsest) {
                    inside = position[axis] > 0
                            && position[axis] < grid.size(axis) - 1
                            && region.get(at - strides[axis])
                            && region.get(at + strides[axis]);
                }
            }
            if (inside) {
                inner.set(at);
            }
        }
        return inner;
    }

    /** Gathers measured regions and what is to be said about them. */
    static final class Collector {

        private final Volume hu;
        private final short[] measured;
        private final List<TissueRegion> regions = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();

        Collector(Volume hu) {
            this.hu = hu;
            this.measured = new short[hu.grid().voxels()];
        }

        void warn(String warning) {
            warnings.add(warning);
        }

        String lastWarning() {
            return warnings.get(warnings.size() - 1);
        }

        /**
         * Measures a region and keeps it, or says why it cannot be of its tissue.
         *
         * @param size how much of the wanted size the region has, 0..1
         * @return whether it was kept
         */
        boolean add(ReferenceTissue tissue, int label, BitSet region, String where, double size, String remark) {
            int n = region.cardinality();
            if (n < MIN_VOXELS) {
                warn(String.format(
                        Locale.ROOT,
                        "%s left out: %d voxels (%s), at least %d wanted. Draw a larger region.",
                        capital(tissue.words()),
                        n,
                        where,
                        MIN_VOXELS));
                return false;
            }
            RegionStatistics bulk = statistics(region, n);
            if (!(bulk.mean() >= tissue.minHu() && bulk.mean() <= tissue.maxHu())) {
                warn(outOfRange(tissue, bulk.mean(), where));
                return false;
            }
            List<String> remarks = new ArrayList<>();
            if (!remark.isEmpty()) {
                remarks.add(remark);
            }
            if (bulk.purity() < IMPURE) {
                remarks.add(String.format(
                        Locale.ROOT,
                        "Only %.0f %% of the voxels are of one tissue; the others were left out of the mean.",
                        100 * bulk.purity()));
            }
            double trust = bulk.purity();
            if (bulk.clipped() > CLIPPED) {
                remarks.add(String.format(
                        Locale.ROOT,
                        "%.0f %% of the voxels are at the lowest value that the scanner stores: the true mean is lower.",
                        100 * bulk.clipped()));
                trust *= 1 - bulk.clipped();
            }
            for (int at = region.nextSetBit(0); at >= 0; at = region.nextSetBit(at + 1)) {
                measured[at] = (short) label;
            }
            TissueSample sample = new TissueSample(
                    tissue, bulk.mean(), Math.min(bulk.sd(), 2000), n, Math.min(bulk.standardError(), 2000));
            regions.add(new TissueRegion(
                    sample, label, where, Math.max(0, Math.min(1, size * trust)), String.join(" ", remarks)));
            return true;
        }

        RegionStatistics statistics(BitSet region) {
            return statistics(region, region.cardinality());
        }

        private RegionStatistics statistics(BitSet region, int n) {
            VoxelGrid grid = hu.grid();
            int every = (n - 1) / RegionStatistics.MAX_VALUES + 1;
            float[] values = new float[(n - 1) / every + 1];
            long[] cubes = new long[values.length];
            int count = 0;
            for (int at = region.nextSetBit(0); at >= 0; at = region.nextSetBit(at + 1), count++) {
                if (count % every == 0) {
                    values[count / every] = hu.values()[at];
                    long i = (long) (at % grid.nx() * grid.spacing().x() / RegionStatistics.CUBE);
                    long j = (long) (at / grid.nx() % grid.ny() * grid.spacing().y() / RegionStatistics.CUBE);
                    long k = (long) (at / grid.nx() / grid.ny() * grid.spacing().z() / RegionStatistics.CUBE);
                    cubes[count / every] = (k << 28) + (j << 14) + i;
                }
            }
            return RegionStatistics.of(values, cubes);
        }

        private static String outOfRange(ReferenceTissue tissue, double mean, String where) {
            String hint = tissue == ReferenceTissue.BLOOD && mean > tissue.maxHu()
                    ? "Contrast agent."
                    : "Is the region in another tissue, or are the values not HU?";
            return String.format(
                    Locale.ROOT,
                    "%s left out: mean of %.1f HU (%s), limits %.0f .. %.0f HU. %s",
                    capital(tissue.words()),
                    mean,
                    where,
                    tissue.minHu(),
                    tissue.maxHu(),
                    hint);
        }

        FoundTissues found() {
            regions.sort((a, b) -> Integer.compare(a.label(), b.label()));
            return new FoundTissues(new Labels(hu.grid(), measured), regions, warnings);
        }
    }

    static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
