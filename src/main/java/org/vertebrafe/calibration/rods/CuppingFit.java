package org.vertebrafe.calibration.rods;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.Phantom;
import org.vertebrafe.calibration.PhantomRod;
import org.vertebrafe.calibration.RodReading;
import org.vertebrafe.image.GridDirection;
import org.vertebrafe.image.VoxelGrid;

/**
 * Looks for CT numbers that depend on the place in the phantom. The rods: least squares of HU on density and on the square
 * of the place across the phantom. The slab between them: least squares of HU on place, its square and depth in groups of
 * neighbouring slices, whose scatter gives the standard error.
 */
final class CuppingFit {

    /** Stays this far from the rods, mm. */
    private static final double CLEARANCE = 3;

    /** Distance of the points at which the slab is read, mm. */
    private static final double STEP = 1.5;

    /** The slab tells nothing where its points, averaged over the slices, scatter more about the fit, HU. */
    private static final double UNIFORM = 10;

    private static final int MAX_SLICES = 96;
    private static final int GROUPS = 8;

    private CuppingFit() {}

    static Cupping of(RodSampler sampler, Phantom phantom, List<RodRegion> regions, List<RodReading> readings) {
        if (regions.size() < 3) {
            return new Cupping(Optional.empty(), Optional.empty(), Optional.empty());
        }
        VoxelGrid grid = sampler.hu.grid();
        int along = GridDirection.nearest(grid, regions.get(0).axis()).axis();
        Row row = Row.of(regions, grid.axis(along));
        Optional<Cupping.Effect> rods = ofRods(phantom, row, readings);
        return ofSlab(sampler, row, grid.spacing().get(along), rods);
    }

    static void warn(Cupping cupping, List<String> warnings) {
        warn(cupping.rods(), "The outer rods deviate from those in the middle", warnings);
        warn(cupping.slab(), "The slab reads otherwise at its sides than in the middle", warnings);
        warn(cupping.depth(), "The slab reads otherwise at its back than at its front", warnings);
    }

    private static void warn(Optional<Cupping.Effect> effect, String words, List<String> warnings) {
        effect.filter(e -> Math.abs(e.hu()) > RodMeasurement.WARN_HU && e.significant())
                .ifPresent(e -> warnings.add(String.format(
                        Locale.ROOT,
                        "%s: %+.1f HU (limit %.0f HU, standard error %.1f HU). Beam hardening or scatter bends the"
                                + " calibration.",
                        words,
                        e.hu(),
                        RodMeasurement.WARN_HU,
                        e.standardError())));
    }

    private static Optional<Cupping.Effect> ofRods(Phantom phantom, Row row, List<RodReading> readings) {
        int n = readings.size();
        if (n < 4) {
            return Optional.empty();
        }
        double[] y = new double[n];
        double[][] x = new double[n][];
        for (int i = 0; i < n; i++) {
            PhantomRod rod = phantom.rod(readings.get(i).rod());
            y[i] = readings.get(i).meanHu() - 1000 * rod.waterEquivalent().orElse(0);
            x[i] = new double[] {rod.density(), square(row.place(i))};
        }
        try {
            OLSMultipleLinearRegression fit = new OLSMultipleLinearRegression();
            fit.newSampleData(y, x);
            return Optional.of(new Cupping.Effect(
                    fit.estimateRegressionParameters()[2], fit.estimateRegressionParametersStandardErrors()[2], n - 3));
        } catch (SingularMatrixException e) {
            // The densities themselves are symmetrical about the middle: cupping cannot be told from them.
            return Optional.empty();
        }
    }

    private static Cupping ofSlab(RodSampler sampler, Row row, double spacing, Optional<Cupping.Effect> rods) {
        List<double[]> points = row.slabPoints();
        int slices = (int) Math.min(MAX_SLICES, row.length / spacing);
        int groups = Math.min(GROUPS, slices);
        if (points.size() < 12 || groups < 3 || row.places.length < 4) {
            return new Cupping(rods, Optional.empty(), Optional.empty());
        }
        double[][] x = points.stream()
                .map(p -> new double[] {p[0] / row.half, square(p[0] / row.half), p[1] / row.depth})
                .toArray(double[][]::new);
        double[] across = new double[groups];
        double[] deep = new double[groups];
        double[] mean = new double[points.size()];
        for (int g = 0; g < groups; g++) {
            double[] y = new double[points.size()];
            int from = g * slices / groups;
            int to = (g + 1) * slices / groups;
            for (int k = from; k < to; k++) {
                double z = ((k + 0.5) / slices - 0.5) * row.length;
                for (int p = 0; p < y.length; p++) {
                    y[p] += sampler.at(row.toPatient(points.get(p)[0], points.get(p)[1], z)) / (to - from);
                }
            }
            for (int p = 0; p < y.length; p++) {
                if (Double.isNaN(y[p])) {
                    return new Cupping(rods, Optional.empty(), Optional.empty());
                }
                mean[p] += y[p] / groups;
            }
            double[] fit = fit(y, x).estimateRegressionParameters();
            across[g] = fit[2];
            deep[g] = 2 * fit[3];
        }
        if (SliceSeries.robustSd(fit(mean, x).estimateResiduals()) > UNIFORM) {
            return new Cupping(rods, Optional.empty(), Optional.empty());
        }
        return new Cupping(rods, Optional.of(effect(across)), Optional.of(effect(deep)));
    }

    private static OLSMultipleLinearRegression fit(double[] y, double[][] x) {
        OLSMultipleLinearRegression fit = new OLSMultipleLinearRegression();
        fit.newSampleData(y, x);
        return fit;
    }

    private static Cupping.Effect effect(double[] groups) {
        return new Cupping.Effect(
                SliceSeries.mean(groups), SliceSeries.sd(groups) / Math.sqrt(groups.length), groups.length - 1);
    }

    private static double square(double x) {
        return x * x;
    }

    /**
     * The rods across the phantom, in planes of the slices: where they lie in the middle one.
     *
     * @param axis of the rods, as long as it takes to get 1 mm from slice to slice
     * @param length along which they are measured, from slice to slice, mm
     */
    private record Row(
            Vec3 middle,
            Vec3 across,
            Vec3 deep,
            Vec3 axis,
            double[] places,
            double[] radii,
            double half,
            double depth,
            double length) {

        static Row of(List<RodRegion> regions, Vec3 normal) {
            int n = regions.size();
            Vec3 own = regions.get(0).axis();
            Vec3 axis = own.times(1 / own.dot(normal));
            Vec3 first = regions.get(0).centre();
            Vec3[] centres = new Vec3[n];
            for (int i = 0; i < n; i++) {
                Vec3 centre = regions.get(i).centre();
                centres[i] = centre.minus(axis.times(centre.minus(first).dot(normal)));
            }
            Vec3 across = centres[n - 1].minus(centres[0]).normalized();
            Vec3 deep = across.cross(normal);
            if (deep.y() < 0) {
                deep = deep.times(-1);
            }
            Vec3 middle = centres[0].plus(centres[n - 1]).times(0.5);
            double[] places = new double[n];
            double[] radii = new double[n];
            double half = 0;
            double thinnest = Double.POSITIVE_INFINITY;
            double length = Double.POSITIVE_INFINITY;
            for (int i = 0; i < n; i++) {
                places[i] = centres[i].minus(middle).dot(across);
                radii[i] = regions.get(i).radius();
                half = Math.max(half, Math.abs(places[i]));
                thinnest = Math.min(thinnest, radii[i]);
                length = Math.min(
                        length,
                        Math.abs(
                                regions.get(i).to().minus(regions.get(i).from()).dot(normal)));
            }
            return new Row(middle, across, deep, axis, places, radii, half, Math.max(1, thinnest - 2), length);
        }

        /** Place of a rod across the phantom: -1 and 1 for the outermost, 0 in the middle. */
        double place(int rod) {
            return places[rod] / half;
        }

        Vec3 toPatient(double s, double v, double z) {
            return middle.plus(across.times(s)).plus(deep.times(v)).plus(axis.times(z));
        }

        /** Points in the slab between the rods: across and deep, mm. */
        List<double[]> slabPoints() {
            List<Integer> order = IntStream.range(0, places.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> places[i]))
                    .toList();
            List<double[]> points = new ArrayList<>();
            for (int n = 0; n + 1 < order.size(); n++) {
                double from = places[order.get(n)] + radii[order.get(n)] + CLEARANCE;
                double to = places[order.get(n + 1)] - radii[order.get(n + 1)] - CLEARANCE;
                for (double s = from; s <= to; s += STEP) {
                    for (double v = -depth; v <= depth; v += STEP) {
                        points.add(new double[] {s, v});
                    }
                }
            }
            return points;
        }
    }
}
