package org.vertebrafe.segmentation;

import org.vertebrafe.base.InputException;

/**
 * Where an endplate's rims are in the mid-sagittal plane: the places of an outer third that stand out furthest from the
 * endplate's plane. Places are means over bins of the depth, so that single voxels do not decide.
 */
final class EndplateRims {

    /** Width of a bin, mm. */
    private static final double BIN = 1;

    /** A rim lies within this part of the depth from its border. */
    private static final double OUTER = 0.3;

    /** The middle is this part of the depth. */
    private static final double CENTRE = 0.2;

    /** A bin with fewer lines than this part of the fullest one's is the rounded edge. */
    private static final double FULL = 0.5;

    private final double from;
    private final double to;
    private final double slope;
    private final int outward;
    private final double[] heights;
    private final double[] places;
    private final int[] counts;
    private double centre;
    private int centred;

    /**
     * @param from posterior border, mm
     * @param to anterior border, mm
     * @param slope rise of the endplate's plane towards the front
     * @param outward 1 for a superior endplate, -1 for an inferior one
     */
    EndplateRims(double from, double to, double slope, int outward) {
        this.from = from;
        this.to = to;
        this.slope = slope;
        this.outward = outward;
        int bins = (int) Math.ceil((to - from) / BIN) + 1;
        heights = new double[bins];
        places = new double[bins];
        counts = new int[bins];
    }

    /** Adds where a line along the body's axis at y ends, mm. */
    void add(double y, double height) {
        int bin = (int) ((y - from) / BIN);
        heights[bin] += height;
        places[bin] += y;
        counts[bin]++;
        if (Math.abs((y - from) / (to - from) - 0.5) <= CENTRE / 2) {
            centre += height;
            centred++;
        }
    }

    SagittalProfile profile() {
        if (centred == 0) {
            throw new InputException(
                    "The vertebral body has a hole in its middle, or is too small for its heights to be measured: check the"
                            + " body's label.");
        }
        return new SagittalProfile(border(from), centre / centred, border(to));
    }

    /** Height of the rim at a border, carried over to it along the endplate's plane. */
    private double border(double border) {
        int most = 0;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        double best = Double.NEGATIVE_INFINITY;
        for (int bin = 0; bin < counts.length; bin++) {
            double place = places[bin] / counts[bin];
            if (counts[bin] >= FULL * most && Math.abs(place - border) <= OUTER * (to - from)) {
                best = Math.max(best, outward * (heights[bin] / counts[bin] + slope * (border - place)));
            }
        }
        return outward * best;
    }
}
