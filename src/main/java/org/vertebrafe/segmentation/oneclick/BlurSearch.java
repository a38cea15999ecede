package org.vertebrafe.segmentation.oneclick;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;

/** Finds what a whole surface has in common: the blur of its image, and the usual thickness of its cortex. */
final class BlurSearch {

    /** Blurs tried first, standard deviation in mm. */
    private static final double[] BLURS = {0.3, 0.4, 0.5, 0.65, 0.8, 1, 1.25, 1.6, 2.1};

    /** Enhancements tried first: as much as keeps the transfer of low frequencies at 1, and more. */
    private static final double[] ENHANCEMENTS = {0.5, 1, 1.5};

    /** An enhancement must make the deviation smaller by this factor: coarse voxels do not show it. */
    private static final double CLEARLY = 0.99;

    /** Then blurs about the best are tried. */
    private static final double[] NEARER = {0.88, 1, 1.12};

    private static final double NEARER_ENHANCEMENT = 0.25;

    /** Standard deviation of a slice's profile of a full width at half maximum of 1: slices have no gaps. */
    private static final double SLICE = 0.4247;

    /** Cosine with the axis of the slices up to which a point tells the blur within them, and from which that across. */
    private static final double WITHIN = 0.4;

    private static final double ACROSS = 0.8;

    /** Of the points chosen one of so many is looked at; all where voxels are large: profiles then hold few and are quick. */
    private static final int SAMPLE = 7;

    /** Volume from which voxels are large, mm3. */
    private static final double LARGE = 3.5;

    /** Times the usual deviation from the plate beyond which something else lies behind the surface. */
    private static final double MISFIT = 1.5;

    private final PlateProfiles profiles;
    private final TaskExecutor threads;

    BlurSearch(PlateProfiles profiles, TaskExecutor threads) {
        this.profiles = profiles;
        this.threads = threads;
    }

    /** The blur that suits most points. */
    Blur blur() {
        IntPredicate wall = c -> profiles.cosine(c) < WITHIN;
        Blur smooth =
                best(Arrays.stream(BLURS).mapToObj(sd -> new Blur(sd, 0, sd)).toList(), wall);
        List<Blur> enhanced = new ArrayList<>();
        for (double enhancement : ENHANCEMENTS) {
            for (double sd : BLURS) {
                enhanced.add(new Blur(sd, enhancement, sd));
            }
        }
        Blur sharp = best(enhanced, wall);
        double[][] lost = lost(List.of(smooth, sharp), wall);
        boolean isSharp = deviation(lost, 1) < CLEARLY * deviation(lost, 0);
        Blur within = isSharp ? sharp : smooth;

        List<Blur> nearer = new ArrayList<>();
        for (double factor : NEARER) {
            for (int step = isSharp ? -1 : 0; step <= (isSharp ? 1 : 0); step++) {
                double enhancement = within.enhancement() + step * NEARER_ENHANCEMENT;
                nearer.add(new Blur(factor * within.inPlane(), enhancement, within.across()));
            }
        }
        Blur about = best(nearer, wall);
        double finer = lowest(lost(
                Arrays.stream(NEARER)
                        .mapToObj(factor -> new Blur(factor * about.inPlane(), about.enhancement(), about.across()))
                        .toList(),
                wall));
        double sd = about.inPlane() * (1 + (finer - 1) * (NEARER[2] - 1));
        return across(new Blur(sd, about.enhancement(), about.across()));
    }

    private Blur across(Blur within) {
        IntPredicate endplate = c -> profiles.cosine(c) > ACROSS;
        double slice = SLICE * profiles.sliceDistance();
        List<Blur> blurs = DoubleStream.concat(
                        DoubleStream.of(slice), Arrays.stream(BLURS).filter(sd -> sd > slice))
                .mapToObj(sd -> new Blur(within.inPlane(), within.enhancement(), sd))
                .toList();
        double sd = best(blurs, endplate).across();
        return best(
                Arrays.stream(NEARER)
                        .mapToObj(factor ->
                                new Blur(within.inPlane(), within.enhancement(), Math.max(slice, factor * sd)))
                        .toList(),
                endplate);
    }

    /**
     * The thickness that suits most of the points chosen, mm. Where slices are thick a single profile can hardly tell a thin
     * plate far out from a thick one farther in; many, cut by the slices at different depths, can.
     */
    double thickness(Blur blur, IntPredicate chosen) {
        int[] some = some(chosen);
        double[][] lost = new double[some.length][];
        double[][] looks = profiles.looks(blur);
        Chunks.forEach(threads, some.length, 32, (from, to) -> {
            NormalProfile profile = profiles.space();
            PlateModel model = profiles.model();
            for (int n = from; n < to; n++) {
                profiles.gather(some[n], profile);
                lost[n] = model.losses(profile, looks[profiles.direction(some[n])]);
            }
        });
        return (lowest(lost) + 1) * PlateModel.FINE;
    }

    private Blur best(List<Blur> blurs, IntPredicate chosen) {
        return blurs.get(best(lost(blurs, chosen)));
    }

    /** Mean square by which each point chosen deviates from the plate under each blur, HU2. */
    private double[][] lost(List<Blur> blurs, IntPredicate chosen) {
        int[] some = some(chosen);
        double[][][] looks = blurs.stream().map(profiles::looks).toArray(double[][][]::new);
        double[][] lost = new double[some.length][looks.length];
        Chunks.forEach(threads, some.length, 16, (from, to) -> {
            NormalProfile profile = profiles.space();
            PlateModel model = profiles.model();
            for (int n = from; n < to; n++) {
                profiles.gather(some[n], profile);
                for (int b = 0; b < looks.length && profile.total > 0; b++) {
                    model.fit(profile, looks[b][profiles.direction(some[n])]);
                    lost[n][b] = model.loss / profile.total;
                }
            }
        });
        return lost;
    }

    private int[] some(IntPredicate chosen) {
        int sample = profiles.voxelVolume() < LARGE ? SAMPLE : 1;
        return IntStream.range(0, profiles.size())
                .filter(c -> c % sample == 0 && chosen.test(c))
                .toArray();
    }

    /** Which of several models deviates least over points. */
    private static int best(double[][] lost) {
        int best = 0;
        double smallest = Double.MAX_VALUE;
        for (int model = 0; lost.length > 0 && model < lost[0].length; model++) {
            double deviation = deviation(lost, model);
            if (deviation < smallest) {
                smallest = deviation;
                best = model;
            }
        }
        return best;
    }

    /** Where between the models, taken as evenly spaced, the deviation is least: the lowest point of a parabola about the best. */
    private static double lowest(double[][] lost) {
        int best = best(lost);
        if (lost.length == 0 || best == 0 || best == lost[0].length - 1) {
            return best;
        }
        double before = deviation(lost, best - 1);
        double here = deviation(lost, best);
        double after = deviation(lost, best + 1);
        double bend = before - 2 * here + after;
        return bend > 0 ? best + (before - after) / (2 * bend) : best;
    }

    /** Mean deviation of a model over points, HU. Where something else lies behind the surface no model fits: it counts little. */
    private static double deviation(double[][] lost, int model) {
        double[] least = Arrays.stream(lost)
                .mapToDouble(of -> Arrays.stream(of).min().orElse(0))
                .sorted()
                .toArray();
        double misfit = least.length == 0 ? 0 : MISFIT * Math.sqrt(least[least.length / 2]);
        return Arrays.stream(lost)
                .mapToDouble(of -> Math.min(Math.sqrt(Math.max(0, of[model])), misfit))
                .average()
                .orElse(0);
    }
}
