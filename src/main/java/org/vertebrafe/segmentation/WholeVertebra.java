package org.vertebrafe.segmentation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Components;
import org.vertebrafe.image.DistanceTransform;
import org.vertebrafe.image.VoxelGrid;

/**
 * Tells the body from the posterior elements where a label map has one label for the whole vertebra, by its shape alone:
 * what a large ball fits into is the core of the body and gives its frame; the canal shows its posterior wall; a cylinder
 * surface through that wall, carried on to both sides, cuts the pedicles.
 */
public final class WholeVertebra {

    /** How the division was made, for the user. */
    public static final String METHOD =
            "The body was told from the posterior elements by shape: pedicles are cut where the posterior wall, seen"
                    + " through the canal, goes on to their sides.";

    /** Radius of the ball that fits into the body and into no process, as a part of the largest ball's. */
    private static final double BALL = 0.65;

    /** A vertebral body holds a ball of this radius, mm. */
    private static final double LEAST_RADIUS = 5;

    /** What is behind the body is canal where a ray meets no bone over this way, mm. */
    private static final double CANAL = 5;

    /** Rays start this part of the body's depth behind its centre, so that a vein's mouth does not count as canal. */
    private static final double START = 0.25;

    /** Rays are cast over this part of the body's height about its middle. */
    private static final double HEIGHT = 0.7;

    private static final double STEP = 0.5;

    /** The canal ends within so many times the depth of the body's front half behind its centre. */
    private static final double REACH = 4;

    /** Part of the rays above the middle of the body that lie within the canal's half width. */
    private static final double WIDTH_QUANTILE = 0.9;

    /** Fewer rays than this part of those cast must see the canal. */
    private static final double LEAST_SEEN = 0.1;

    private final TissueMap map;
    private final VoxelGrid grid;
    private final BitSet bone;
    private VertebralFrame frame;
    private double halfDepth;

    private WholeVertebra(TissueMap map) {
        this.map = map;
        grid = map.grid();
        bone = voxels(map, Tissue.VERTEBRA);
    }

    /** Whether a map has a vertebra and does not tell its body. */
    public static boolean isIn(TissueMap map) {
        return map.any(tissue -> tissue == Tissue.VERTEBRA) && !map.any(Tissue::isBody);
    }

    /**
     * Divides an undivided vertebra.
     *
     * @param map with the tissue {@link Tissue#VERTEBRA}; other tissues stay
     * @return the same with body and process in its place
     * @throws InputException if what is labelled cannot be a whole vertebra
     */
    public static TissueMap divide(TissueMap map) {
        return map.changed(part -> new WholeVertebra(part).divided());
    }

    private TissueMap divided() {
        BitSet body = body();
        byte[] codes = map.codes().clone();
        for (int at = bone.nextSetBit(0); at >= 0; at = bone.nextSetBit(at + 1)) {
            codes[at] = body.get(at) ? Tissue.BODY.code() : Tissue.PROCESS.code();
        }
        return new TissueMap(grid, codes);
    }

    private static BitSet voxels(TissueMap map, Tissue tissue) {
        BitSet voxels = new BitSet(map.codes().length);
        for (int at = 0; at < map.codes().length; at++) {
            if (map.codes()[at] == tissue.code()) {
                voxels.set(at);
            }
        }
        return voxels;
    }

    private BitSet body() {
        int middle = core();
        PosteriorWall wall = wall();
        BitSet front = new BitSet(grid.voxels());
        for (int at = bone.nextSetBit(0); at >= 0; at = bone.nextSetBit(at + 1)) {
            Vec3 p = local(at);
            if (p.y() > wall.at(p.x(), p.z())) {
                front.set(at);
            }
        }
        return front.get(middle)
                ? connected(front, middle)
                : Components.largest(grid, front).mask();
    }

    /** Finds the frame of what a large ball fits into; returns the voxel in its middle. */
    private int core() {
        float[] depth = DistanceTransform.inside(grid, bone);
        int middle = 0;
        for (int at = 1; at < depth.length; at++) {
            if (depth[at] > depth[middle]) {
                middle = at;
            }
        }
        if (!(depth[middle] >= LEAST_RADIUS)) {
            throw InputException.of(
                    "The label of the whole vertebra holds no ball of more than %.1f mm radius, a vertebral body one of at"
                            + " least %.0f mm: is the label of a vertebra, and filled? Otherwise give a mask of the body.",
                    depth[middle], LEAST_RADIUS);
        }
        double ball = BALL * depth[middle];
        BitSet deep = new BitSet(grid.voxels());
        for (int at = 0; at < depth.length; at++) {
            deep.set(at, depth[at] > ball);
        }
        BitSet away = new BitSet(grid.voxels());
        away.set(0, grid.voxels());
        away.andNot(connected(deep, middle));
        float[] distance = DistanceTransform.inside(grid, away);
        byte[] codes = map.codes().clone();
        for (int at = bone.nextSetBit(0); at >= 0; at = bone.nextSetBit(at + 1)) {
            codes[at] = distance[at] <= ball ? Tissue.BODY.code() : Tissue.PROCESS.code();
        }
        TissueMap rough = new TissueMap(grid, codes);
        frame = VertebralFrame.of(rough);
        double front = 0;
        for (int at = 0; at < codes.length; at++) {
            if (codes[at] == Tissue.BODY.code()) {
                front = Math.max(front, local(at).y());
            }
        }
        halfDepth = front;
        return middle;
    }

    private BitSet connected(BitSet mask, int from) {
        BitSet left = (BitSet) mask.clone();
        while (true) {
            Components.Largest part = Components.largest(grid, left);
            if (part.mask().get(from)) {
                return part.mask();
            }
            left.andNot(part.mask());
        }
    }

    /** Position in the vertebra's frame, mm: left, anterior, superior of the body's centre. */
    private Vec3 local(int at) {
        Vec3 d = grid.toPatient(at % grid.nx(), at / grid.nx() % grid.ny(), at / grid.nx() / grid.ny())
                .minus(frame.bodyCentre());
        return new Vec3(d.dot(frame.left()), d.dot(frame.anterior()), d.dot(frame.superior()));
    }

    private boolean isBone(double x, double y, double z) {
        Vec3 voxel = grid.toVoxel(frame.bodyCentre()
                .plus(frame.left().times(x))
                .plus(frame.anterior().times(y))
                .plus(frame.superior().times(z)));
        return map.nearest(voxel) == Tissue.VERTEBRA;
    }

    /** The posterior wall by what rays see of it through the canal. */
    private PosteriorWall wall() {
        List<Vec3> seen = new ArrayList<>();
        List<Double> besides = new ArrayList<>();
        double half = frame.height() * HEIGHT / 2;
        int cast = 0;
        for (double z = -half; z <= half; z += STEP) {
            for (double x = -halfDepth; x <= halfDepth; x += STEP) {
                cast++;
                double y = entry(x, z);
                if (Double.isFinite(y)) {
                    seen.add(new Vec3(x, y, z));
                    if (z > 0) {
                        // Above the middle the pedicles bound the canal, below it is open to the sides.
                        besides.add(Math.abs(x));
                    }
                }
            }
        }
        if (seen.size() < LEAST_SEEN * cast || besides.isEmpty()) {
            throw InputException.of(
                    "Only %d of %d lines from the vertebral body to behind meet the spinal canal: the posterior wall of the"
                            + " body cannot be told. Is the label that of one whole vertebra? Otherwise give a mask of the"
                            + " body.",
                    seen.size(), cast);
        }
        besides.sort(null);
        double halfWidth = besides.get((int) (WIDTH_QUANTILE * (besides.size() - 1)));
        return PosteriorWall.fit(seen, halfWidth);
    }

    /** Where a ray from the body to behind enters the canal: open space with bone behind it; NaN where it does not. */
    private double entry(double x, double z) {
        double start = -START * halfDepth;
        double last = Double.NaN;
        for (double y = start; y > -REACH * halfDepth; y -= STEP) {
            if (isBone(x, y, z)) {
                if (last - y >= CANAL) {
                    return last - STEP / 2;
                }
                last = y;
            } else if (y == start) {
                return Double.NaN;
            }
        }
        return Double.NaN;
    }
}
