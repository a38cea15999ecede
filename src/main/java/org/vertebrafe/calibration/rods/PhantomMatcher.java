package org.vertebrafe.calibration.rods;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.vertebrafe.calibration.Phantom;

/**
 * Lays a phantom over the rods of a row in every order that is possible and judges how well it fits: the CT numbers must
 * lie on a line with the densities, the line must be one of bone mineral, and rods that are not seen must be out of view or
 * like the slab.
 */
final class PhantomMatcher {

    /** Slopes of bone mineral in water, mg/cm3 per HU, between effective energies of 50 and 100 keV. */
    static final double MIN_SLOPE = 0.4;

    static final double MAX_SLOPE = 1.2;

    /** Water, at 0 HU, holds no mineral: density there, mg/cm3. */
    private static final double MAX_INTERCEPT = 40;

    /** Middle of the slopes of hydroxyapatite and K2HPO4 in the clinic, mg/cm3 per HU. */
    private static final double USUAL_SLOPE = 0.8;

    /** Spread of the logarithm of the slopes: those at 80 and 140 kV lie a third below and a seventh above. */
    private static final double SPREAD_OF_SLOPES = 0.2;

    private static final double SPREAD_OF_INTERCEPTS = 15;

    /** Scatter of rods about their line: HU, and part of the CT number. */
    private static final double SCATTER = 4;

    private static final double RELATIVE_SCATTER = 0.015;

    /** Mean square of the deviations in units of that scatter above which it is not this phantom. */
    private static final double WORST = 9;

    /** Rods deviate from equal distances by less than this part of the distance. */
    private static final double EVEN = 0.2;

    /** Standard deviation from equal distances that is usual, as a part of the distance. */
    private static final double UNEVEN = 0.02;

    /** Rods that differ less from the slab may be there and not be seen, HU. */
    private static final double HIDDEN = 15;

    /** How far rods may lie off the middle of the slab, mm. */
    private static final double OFF_CENTRE = 5;

    /** Standard error of a spot that is believed at least, HU. */
    private static final double LEAST_ERROR = 0.3;

    /** Spread of the CT number of a rod about a line through water, HU. */
    private static final double WATER = 8;

    private static final double PENALTY_MISSING = 1;
    private static final double PENALTY_GUESSED = 0.5;
    private static final double PENALTY_REVERSED = 1.5;

    private final RowImage image;
    private final Slab slab;
    private final List<Disc> discs;

    PhantomMatcher(RowImage image, Slab slab, List<Disc> discs) {
        this.image = image;
        this.slab = slab;
        this.discs = discs;
    }

    /** The best way to lay the phantom, or empty if there is none. */
    Optional<PhantomMatch> match(Phantom phantom) {
        List<PhantomMatch> matches = new ArrayList<>();
        int n = phantom.rods().size();
        for (boolean reversed : new boolean[] {false, true}) {
            for (List<Integer> choice : choices(n, discs.size())) {
                if (choice.size() == n) {
                    lay(phantom, choice, reversed, null).ifPresent(matches::add);
                } else if (choice.size() >= 2) {
                    lattice(choice)
                            .flatMap(l -> lay(phantom, choice, reversed, l))
                            .ifPresent(matches::add);
                } else if (n == 2) {
                    partnered(phantom, choice.get(0), reversed).ifPresent(matches::add);
                }
            }
        }
        return matches.stream().max(Comparator.comparingDouble(PhantomMatch::score));
    }

    /** A phantom of two rods of which one stands out, as the first or the second in the row. */
    private Optional<PhantomMatch> partnered(Phantom phantom, int place, boolean reversed) {
        int known = reversed ? 1 - place : place;
        double expected = discs.get(0).inside()
                * phantom.rods().get(1 - known).density()
                / phantom.rods().get(known).density();
        // A single rod tells something about the other only if it holds mineral itself.
        OptionalDouble pitch = Math.abs(expected) < discs.get(0).inside() ? partner(expected) : OptionalDouble.empty();
        // The second rod lies to the left of the first in the row.
        if (pitch.isEmpty() || (place == 0) != pitch.getAsDouble() > 0) {
            return Optional.empty();
        }
        double distance = Math.abs(pitch.getAsDouble());
        return lay(phantom, List.of(place), reversed, new double[] {discs.get(0).x() - place * distance, distance});
    }

    /** Every choice of places in a row of n for the discs, in order. */
    private static List<List<Integer>> choices(int n, int discs) {
        List<List<Integer>> choices = new ArrayList<>();
        choose(n, discs, new ArrayList<>(), choices);
        return choices;
    }

    private static void choose(int n, int left, List<Integer> chosen, List<List<Integer>> choices) {
        if (left == 0) {
            choices.add(List.copyOf(chosen));
            return;
        }
        int from = chosen.isEmpty() ? 0 : chosen.get(chosen.size() - 1) + 1;
        for (int next = from; next <= n - left; next++) {
            chosen.add(next);
            choose(n, left - 1, chosen, choices);
            chosen.remove(chosen.size() - 1);
        }
    }

    /** First place and distance of equally distant places, or empty if the discs do not lie so. */
    private Optional<double[]> lattice(List<Integer> choice) {
        double[] x = choice.stream().mapToDouble(c -> c).toArray();
        double[] s = discs.stream().mapToDouble(Disc::x).toArray();
        double pitch = SliceSeries.line(x, s)[0];
        double s0 = SliceSeries.mean(s) - pitch * SliceSeries.mean(x);
        for (int n = 0; n < x.length; n++) {
            if (Math.abs(s[n] - s0 - pitch * x[n]) > EVEN * pitch) {
                return Optional.empty();
            }
        }
        return pitch > 2 * slab.radius() ? Optional.of(new double[] {s0, pitch}) : Optional.empty();
    }

    /**
     * Signed distance of the second rod of a phantom of two, where only one stands out: opposite to it in a slab whose ends
     * are in view, otherwise where the slab differs most from its surroundings and reads as the rod should. Empty if the
     * slab has no room for it.
     *
     * @param expected CT number if the line went through 0 HU at density 0, HU
     */
    private OptionalDouble partner(double expected) {
        double s1 = discs.get(0).x();
        double opposite = slab.low() + slab.high() - s1;
        boolean whole = !slab.lowCut() && !slab.highCut();
        if (whole && Math.abs(opposite - s1) < apart()) {
            return OptionalDouble.empty();
        }
        double from = whole ? opposite - OFF_CENTRE : slab.low() + slab.radius() + 4;
        double to = whole ? opposite + OFF_CENTRE : slab.high() - slab.radius() - 4;
        double most = Double.NEGATIVE_INFINITY;
        double place = Double.NaN;
        for (double s = from; s <= to; s += 1) {
            if (Math.abs(s - s1) < apart()) {
                continue;
            }
            double[] spot = image.spot(s, slab.v(s), slab.radius());
            double off = whole ? (s - opposite) / (OFF_CENTRE / 3) : 0;
            double likelihood = likelihood(spot, off) - Math.pow((spot[0] - expected) / WATER, 2) / 2;
            if (likelihood > most) {
                most = likelihood;
                place = s;
            }
        }
        return Double.isNaN(place) ? OptionalDouble.empty() : OptionalDouble.of(place - s1);
    }

    private double apart() {
        return 2 * slab.radius() + 5;
    }

    /** Logarithm of how likely a rod is here: by how it differs from the slab, and by how far it lies off its place. */
    private static double likelihood(double[] spot, double off) {
        double t = Double.isNaN(spot[2]) ? spot[1] : spot[1] / Math.max(LEAST_ERROR, spot[2]);
        int freedom = RowImage.GROUPS - 1;
        // Student's t: an error from few stretches may be too small by chance.
        return (freedom + 1) / 2.0 * Math.log(1 + t * t / freedom) - off * off / 2;
    }

    /** Standard error of a spot, HU. */
    private static double error(double[] spot) {
        return Double.isNaN(spot[2]) ? 0 : spot[2];
    }

    /** Whether a spot differs from the slab by more than chance. */
    private static boolean shows(double[] spot) {
        return Math.abs(spot[1]) > 1.5 && (Double.isNaN(spot[2]) || Math.abs(spot[1]) > 6 * spot[2]);
    }

    private Optional<PhantomMatch> lay(Phantom phantom, List<Integer> choice, boolean reversed, double[] lattice) {
        int n = phantom.rods().size();
        TreeMap<Integer, double[]> places = new TreeMap<>();
        TreeMap<Integer, Double> hu = new TreeMap<>();
        TreeMap<Integer, Double> errors = new TreeMap<>();
        for (int d = 0; d < discs.size(); d++) {
            Disc disc = discs.get(d);
            int rod = reversed ? n - 1 - choice.get(d) : choice.get(d);
            places.put(rod, new double[] {disc.x(), disc.y()});
            double[] spot = image.spot(disc.x(), disc.y(), disc.radius());
            hu.put(rod, spot[0]);
            errors.put(rod, error(spot));
        }
        List<Integer> missing = new ArrayList<>();
        List<Integer> guessed = new ArrayList<>();
        if (hu.values().stream().anyMatch(h -> h.isNaN())) {
            return Optional.empty();
        }
        DensityLine line = discs.size() < 2 ? null : line(phantom, hu);
        for (int place = 0; place < n && lattice != null; place++) {
            int rod = reversed ? n - 1 - place : place;
            if (hu.containsKey(rod)) {
                continue;
            }
            double s = lattice[0] + place * lattice[1];
            if (image.visible(s, slab.v(s), 0.8 * slab.radius()) < 0.95) {
                missing.add(rod);
            } else if (!hidden(rod, s, lattice[1], line, places, hu, errors, guessed)) {
                return Optional.empty();
            }
        }
        return hu.size() < 2 ? Optional.empty() : judge(phantom, places, hu, errors, reversed, missing, guessed);
    }

    private static DensityLine line(Phantom phantom, TreeMap<Integer, Double> hu) {
        return DensityLine.of(phantom, List.copyOf(hu.keySet()), List.copyOf(hu.values()));
    }

    /** Looks for a rod in view that did not stand out; false if it should have. */
    private boolean hidden(
            int rod,
            double s,
            double pitch,
            DensityLine line,
            TreeMap<Integer, double[]> places,
            TreeMap<Integer, Double> hu,
            TreeMap<Integer, Double> errors,
            List<Integer> guessed) {
        if (s < slab.low() - 2 || s > slab.high() + 2) {
            return false;
        }
        double best = s;
        double[] spot = image.spot(s, slab.v(s), slab.radius());
        double most = likelihood(spot, 0);
        // A single rod's partner was looked for already.
        double spread = line == null ? 0 : UNEVEN * pitch;
        for (double off = -3 * spread; off <= 3 * spread && spread > 0; off += 0.5) {
            double[] other = image.spot(s + off, slab.v(s + off), slab.radius());
            double likelihood = likelihood(other, off / spread);
            if (likelihood > most) {
                most = likelihood;
                spot = other;
                best = s + off;
            }
        }
        boolean seen = shows(spot);
        if (!seen) {
            best = s;
            spot = image.spot(s, slab.v(s), slab.radius());
        }
        if (Double.isNaN(spot[0])) {
            return false;
        }
        if (line != null) {
            double expected = line.hu(rod);
            boolean fits = Math.abs(spot[0] - expected)
                    < 3 * (SCATTER + RELATIVE_SCATTER * Math.abs(expected) + error(spot))
                            + 0.1 * Math.abs(expected - slab.level());
            if (!fits || !seen && Math.abs(expected - slab.level()) > HIDDEN) {
                return false;
            }
        }
        // Where a single rod's partner lies is certain only opposite to it in a slab that is seen whole.
        if (!seen || line == null && (slab.lowCut() || slab.highCut())) {
            guessed.add(rod);
        }
        places.put(rod, new double[] {best, slab.v(best)});
        hu.put(rod, spot[0]);
        errors.put(rod, error(spot));
        return true;
    }

    private Optional<PhantomMatch> judge(
            Phantom phantom,
            TreeMap<Integer, double[]> places,
            TreeMap<Integer, Double> hu,
            TreeMap<Integer, Double> errors,
            boolean reversed,
            List<Integer> missing,
            List<Integer> guessed) {
        if (slab.holdsMoreThan(List.copyOf(places.values()))) {
            return Optional.empty();
        }
        DensityLine line = line(phantom, hu);
        double slope = line.slope();
        double intercept = line.intercept();
        if (!(slope >= MIN_SLOPE && slope <= MAX_SLOPE && Math.abs(intercept) <= MAX_INTERCEPT)) {
            return Optional.empty();
        }
        double squares = 0;
        for (int rod : hu.keySet()) {
            double sigma = Math.hypot(Math.hypot(SCATTER, RELATIVE_SCATTER * hu.get(rod)), errors.get(rod));
            squares += Math.pow((hu.get(rod) - line.hu(rod)) / sigma, 2);
        }
        if (hu.size() > 2 && squares / (hu.size() - 2) > WORST) {
            return Optional.empty();
        }
        double score = -squares / 2
                - Math.pow(Math.log(slope / USUAL_SLOPE) / SPREAD_OF_SLOPES, 2) / 2
                - Math.pow(intercept / SPREAD_OF_INTERCEPTS, 2) / 2
                - PENALTY_MISSING * missing.size()
                - PENALTY_GUESSED * guessed.size()
                - (reversed ? PENALTY_REVERSED : 0);
        return Optional.of(new PhantomMatch(
                phantom,
                slab,
                List.copyOf(hu.keySet()),
                List.copyOf(places.values()),
                List.copyOf(hu.values()),
                line,
                reversed,
                missing,
                guessed,
                score));
    }
}
