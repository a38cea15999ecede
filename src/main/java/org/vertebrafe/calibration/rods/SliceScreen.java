package org.vertebrafe.calibration.rods;

import java.util.ArrayList;
import java.util.List;

/** Finds the slices in which a rod is disturbed: by an air bubble, its end, a streak of metal, or the edge of view. */
final class SliceScreen {

    /** Robust standard deviations off the trend of the other slices. */
    private static final double SIGMAS = 5;

    /** Off the trend by less than this is never a disturbance, HU. */
    private static final double LEAST = 3;

    /** Scatter of the voxels by less than this factor above that of the other slices is never a disturbance. */
    private static final double LEAST_SD = 1.25;

    /** Part of the usual number of voxels below which air hides some of a rod. */
    private static final double WHOLE = 0.9;

    private SliceScreen() {}

    static List<RodSlice> judge(String rod, List<RodSlice> slices) {
        List<RodSlice> seen = slices.stream().filter(RodSlice::used).toList();
        if (seen.size() < 3) {
            return slices;
        }
        double[] at = seen.stream().mapToDouble(RodSlice::position).toArray();
        double[] off = SliceSeries.robustResiduals(
                at, seen.stream().mapToDouble(RodSlice::meanHu).toArray());
        double limit = Math.max(LEAST, SIGMAS * SliceSeries.robustSd(off));
        double[] sds = seen.stream().mapToDouble(RodSlice::sdHu).toArray();
        double usual = SliceSeries.median(sds);
        double mostSd = Math.max(LEAST + LEAST_SD * usual, usual + SIGMAS * SliceSeries.robustSd(sds));
        double voxels =
                SliceSeries.median(seen.stream().mapToDouble(RodSlice::voxels).toArray());
        List<RodSlice> judged = new ArrayList<>();
        int n = 0;
        for (RodSlice slice : slices) {
            if (!slice.used()) {
                judged.add(slice);
                continue;
            }
            boolean disturbed = Math.abs(off[n++]) > limit || slice.sdHu() > mostSd || slice.voxels() < WHOLE * voxels;
            judged.add(
                    disturbed
                            ? new RodSlice(
                                    rod,
                                    slice.slice(),
                                    slice.position(),
                                    slice.meanHu(),
                                    slice.sdHu(),
                                    slice.voxels(),
                                    RodSlice.State.DISTURBED)
                            : slice);
        }
        return judged;
    }
}
