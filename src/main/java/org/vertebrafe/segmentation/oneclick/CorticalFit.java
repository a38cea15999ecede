package org.vertebrafe.segmentation.oneclick;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Volume;

/**
 * Where the outer surface of the cortex is, to a fraction of a voxel, and how thick the cortex is: the voxels about each
 * normal are compared with the image of a plate of known CT number between marrow and soft tissue, blurred by the scanner
 * (Treece, Gee, Mayhew and Poole 2010, doi:10.1016/j.media.2010.01.003). A plate thinner than the blur has its steepest
 * flank well outside its surface, so the steepest place would make bones too large.
 */
final class CorticalFit {

    /** Cosine with the axis of the slices from which a point counts as one of an endplate. */
    private static final double ENDPLATE = 0.7;

    /** Spread about what is usual: of CT numbers, HU, and of the thickness, mm. */
    private static final double SPREAD_HU = 60;

    private static final double SPREAD_THICKNESS = 0.2;

    /** Distance over which noise and trabeculae are alike, mm. */
    private static final double ALIKE = 1.5;

    /**
     * Where a surface is to be found.
     *
     * @param points about on it, x, y, z in LPS mm
     * @param normals outward unit vectors
     * @param curvatures sum of the principal curvatures at each point, 1/mm, positive where the surface bulges outward
     * @param inward how far inside voxels are compared, mm: less than the thinnest bone
     */
    record Surface(double[] points, double[] normals, double[] curvatures, double inward) {

        int size() {
            return curvatures.length;
        }
    }

    /**
     * What is usual for the bone at each point: a fit that the image leaves open keeps near to it.
     *
     * @param marrow HU
     * @param soft HU
     * @param thickness mm
     * @param noise variance about the plate, HU2
     */
    record Usual(double[] marrow, double[] soft, double[] thickness, double noise) {}

    private final PlateProfiles profiles;
    private final Blur blur;
    private final double[] residuals;

    /** Fraction of the variance of the voxels about the normal that the model explains, 0..1. */
    final double[] explained;

    /** Distance of the outer surface of the cortex from each point along the normal, mm. */
    final double[] places;

    /** Thickness of the cortex, mm. */
    final double[] thicknesses;

    /** CT number inside, HU. */
    final double[] marrow;

    /** CT number outside, HU. */
    final double[] soft;

    private CorticalFit(PlateProfiles profiles, Blur blur) {
        this.profiles = profiles;
        this.blur = blur;
        int n = profiles.size();
        residuals = new double[n];
        explained = new double[n];
        places = new double[n];
        thicknesses = new double[n];
        marrow = new double[n];
        soft = new double[n];
    }

    /** Fits all points of a surface after finding the blur that suits most of them. */
    static CorticalFit of(Volume ct, Surface surface, TaskExecutor threads, Progress progress) {
        PlateProfiles profiles = new PlateProfiles(ct, surface);
        return new CorticalFit(profiles, new BlurSearch(profiles, threads).blur()).run(null, threads, progress);
    }

    /**
     * Fits all points of a surface with a known blur.
     *
     * @param usual what is usual; null if that is not known
     */
    static CorticalFit of(Volume ct, Surface surface, Blur blur, Usual usual, TaskExecutor threads, Progress progress) {
        return new CorticalFit(new PlateProfiles(ct, surface), blur).run(usual, threads, progress);
    }

    Blur blur() {
        return blur;
    }

    /** Second moment of the blur along the normal of a point, mm2. */
    double moment(int point) {
        double cosine = profiles.cosine(point);
        return blur.along(cosine * cosine).moment();
    }

    /** The thickness usual in walls or in endplates, at each point, mm. */
    double[] usualThicknesses(TaskExecutor threads) {
        BlurSearch search = new BlurSearch(profiles, threads);
        double wall = search.thickness(blur, c -> profiles.cosine(c) < ENDPLATE);
        double endplate = search.thickness(blur, c -> profiles.cosine(c) >= ENDPLATE);
        return IntStream.range(0, profiles.size())
                .mapToDouble(c -> profiles.cosine(c) < ENDPLATE ? wall : endplate)
                .toArray();
    }

    /** Typical variance about the plate, HU2. */
    double noise() {
        double[] sorted = residuals.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }

    private CorticalFit run(Usual usual, TaskExecutor threads, Progress progress) {
        progress.checkCancelled();
        double[][] looks = profiles.looks(blur);
        double one = usual == null ? 0 : usual.noise() * profiles.voxelsWithin(ALIKE);
        Chunks.forEach(threads, profiles.size(), 128, (begin, end) -> {
            NormalProfile profile = profiles.space();
            PlateModel model = profiles.model();
            for (int c = begin; c < end && !progress.isCancelled(); c++) {
                if (usual != null) {
                    model.expect(
                            usual.marrow()[c],
                            usual.soft()[c],
                            one / (SPREAD_HU * SPREAD_HU),
                            usual.thickness()[c],
                            one / (SPREAD_THICKNESS * SPREAD_THICKNESS));
                }
                profiles.gather(c, profile);
                model.fit(profile, looks[profiles.direction(c)]);
                keep(c, profile, model);
            }
        });
        progress.checkCancelled();
        return this;
    }

    private void keep(int c, NormalProfile profile, PlateModel model) {
        places[c] = model.place;
        thicknesses[c] = model.thickness;
        marrow[c] = model.marrow;
        soft[c] = model.soft;
        double variation = profile.variation();
        if (variation > 0) {
            residuals[c] = model.loss / profile.total;
            explained[c] = Math.max(0, 1 - model.loss / variation);
        }
    }
}
