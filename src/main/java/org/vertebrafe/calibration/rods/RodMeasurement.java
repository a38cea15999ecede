package org.vertebrafe.calibration.rods;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.calibration.Phantom;
import org.vertebrafe.calibration.RodReading;
import org.vertebrafe.image.Volume;

/**
 * The CT numbers of the rods of a phantom, HU, measured slice by slice.
 *
 * <p>In each slice the voxels count whose centre lies inside the rod and at least {@link #erosion} away from its wall; their
 * mean is taken without those further than 4 robust standard deviations from the median. (A trimmed mean would be worse:
 * the noise of neighbouring voxels is anticorrelated and cancels in the mean of all.) The rod's CT number is the mean over its slices without
 * those that are partly out of view or disturbed: whose mean lies off the straight trend of the others by more than 5
 * robust standard deviations and 3 HU, or whose voxels scatter as far beyond those of the others (air bubble, end of the
 * rod, streak). Its standard error comes from the scatter of the slices and the correlation between neighbours, not from
 * the number of voxels, whose noise is correlated.
 *
 * @param phantom the phantom
 * @param regions where its rods lie
 * @param readings of the rods that could be measured, in the order of the regions, for
 *     {@link org.vertebrafe.calibration.PhantomFit}
 * @param slices every rod in every slice
 * @param drift of each rod along the slices
 * @param cupping dependence on the place in the phantom
 * @param warnings what the user should know, with numbers and limits
 */
public record RodMeasurement(
        Phantom phantom,
        List<RodRegion> regions,
        List<RodReading> readings,
        List<RodSlice> slices,
        List<RodDrift> drift,
        Cupping cupping,
        List<String> warnings) {

    /** Change along the slices, or difference across the phantom, from which it is told, HU. */
    static final double WARN_HU = 3;

    /** Standard error of a rod from which it is told, HU. */
    private static final double WARN_ERROR = 2;

    /** Part of the slices left out from which it is told. */
    private static final double WARN_LEFT_OUT = 0.2;

    private static final int FEW_SLICES = 5;

    public RodMeasurement {
        regions = List.copyOf(regions);
        readings = List.copyOf(readings);
        slices = List.copyOf(slices);
        drift = List.copyOf(drift);
        warnings = List.copyOf(warnings);
    }

    /**
     * Measures rods.
     *
     * @param hu the CT, HU
     * @param phantom the phantom the rods are of
     * @param regions where they lie; one for each rod to measure
     * @throws InputException if a region is of no or of a repeated rod, lies outside the image or has no slice that can be
     *     measured
     * @throws org.vertebrafe.base.CancelledException if cancelled
     */
    public static RodMeasurement of(
            Volume hu, Phantom phantom, List<RodRegion> regions, TaskExecutor threads, Progress progress) {
        requireRods(phantom, regions);
        RodSampler sampler = new RodSampler(hu);
        List<RodReading> readings = new ArrayList<>();
        List<RodSlice> slices = new ArrayList<>();
        List<RodDrift> drift = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (int r = 0; r < regions.size(); r++) {
            progress.checkCancelled();
            progress.report("Measuring rods", (double) r / regions.size());
            RodRegion region = regions.get(r);
            List<RodSlice> rod = SliceScreen.judge(region.rod(), sampler.slices(region, threads));
            slices.addAll(rod);
            List<RodSlice> used = rod.stream().filter(RodSlice::used).toList();
            if (used.isEmpty()) {
                throw InputException.of(
                        "Rod %s: none of its %d slices lies wholly in the image. Move its region, or leave the rod out.",
                        region.rod(), rod.size());
            }
            readings.add(reading(region.rod(), used));
            drift.add(drift(region.rod(), used));
            warn(region, rod, readings.get(r), drift.get(r), warnings);
        }
        Cupping cupping = CuppingFit.of(sampler, phantom, regions, readings);
        CuppingFit.warn(cupping, warnings);
        progress.report("Measuring rods", 1);
        return new RodMeasurement(phantom, regions, readings, slices, drift, cupping, warnings);
    }

    /**
     * Distance from the wall of a rod, mm, within which voxels are left out: 2 mm for the blur of the image, half a voxel
     * in the slice, and what a tilted wall covers in the thickness of a slice; at most 60 % of the radius.
     */
    public static double erosion(Volume hu, RodRegion region) {
        return new RodSampler(hu).erosion(region);
    }

    private static void requireRods(Phantom phantom, List<RodRegion> regions) {
        if (regions.isEmpty()) {
            throw InputException.of("No rod of %s to measure: find the rods or mark them first.", phantom.name());
        }
        Set<String> seen = new HashSet<>();
        for (RodRegion region : regions) {
            phantom.rod(region.rod());
            if (!seen.add(region.rod())) {
                throw InputException.of(
                        "Rod %s of %s has two regions; each rod is measured once.", region.rod(), phantom.name());
            }
        }
    }

    private static RodReading reading(String rod, List<RodSlice> used) {
        double[] means = used.stream().mapToDouble(RodSlice::meanHu).toArray();
        double variance = used.stream()
                .mapToDouble(slice -> slice.sdHu() * slice.sdHu())
                .average()
                .orElseThrow();
        int voxels = used.stream().mapToInt(RodSlice::voxels).sum();
        double error = SliceSeries.standardErrorOfMean(means);
        return new RodReading(
                rod,
                SliceSeries.mean(means),
                Math.sqrt(variance),
                voxels,
                Double.isNaN(error) ? OptionalDouble.empty() : OptionalDouble.of(error));
    }

    private static RodDrift drift(String rod, List<RodSlice> used) {
        double[] at = used.stream().mapToDouble(RodSlice::position).toArray();
        double[] means = used.stream().mapToDouble(RodSlice::meanHu).toArray();
        double[] line = SliceSeries.line(at, means);
        double length = at[at.length - 1] - at[0];
        return new RodDrift(rod, line[0], line[1], line[2], line[0] * length);
    }

    private static void warn(
            RodRegion region, List<RodSlice> rod, RodReading reading, RodDrift drift, List<String> warnings) {
        long disturbed = rod.stream()
                .filter(slice -> slice.state() == RodSlice.State.DISTURBED)
                .count();
        long outside = rod.stream()
                .filter(slice -> slice.state() == RodSlice.State.OUT_OF_VIEW)
                .count();
        long used = rod.size() - disturbed - outside;
        if (disturbed + outside > WARN_LEFT_OUT * rod.size()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "Rod %s: %d of %d slices left out, %d disturbed and %d partly out of view (limit %.0f %%). Look at its"
                            + " region in these slices.",
                    region.rod(),
                    disturbed + outside,
                    rod.size(),
                    disturbed,
                    outside,
                    100 * WARN_LEFT_OUT));
        }
        if (used < FEW_SLICES) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "Rod %s: measured in %d slices; from %d on its error can be told.",
                    region.rod(),
                    used,
                    FEW_SLICES));
        }
        if (reading.standardError() > WARN_ERROR) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "Rod %s: standard error %.1f HU (limit %.0f HU). Measure more slices or use a smoother kernel.",
                    region.rod(),
                    reading.standardError(),
                    WARN_ERROR));
        }
        if (Math.abs(drift.range()) > WARN_HU && drift.significant()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "Rod %s drifts along the slices: %+.1f HU over the region (limit %.0f HU, standard error %.1f HU)."
                            + " Measure near the vertebra.",
                    region.rod(),
                    drift.range(),
                    WARN_HU,
                    drift.standardErrorOfRange()));
        }
    }
}
