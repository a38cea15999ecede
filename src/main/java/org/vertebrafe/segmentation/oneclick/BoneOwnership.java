package org.vertebrafe.segmentation.oneclick;

import java.util.Arrays;
import java.util.BitSet;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;

/**
 * Tells which bone behind the body belongs to it. Bone is what is brighter than muscle, with gaps closed and marrow
 * filled. A minimal cut divides it between this vertebra and everything else: it runs where the bone is dark (joint
 * spaces) or narrow (contacts), and is drawn to where the arches of the two vertebrae are equally far.
 */
final class BoneOwnership {

    /** CT number of muscle, HU. */
    private static final double MUSCLE_HU = 60;

    /** Bone begins at this part of the way from muscle to the bright cortex of the arch. */
    private static final double BONE = 0.33;

    private static final double LEAST_BONE_HU = 110;
    private static final double MOST_BONE_HU = 220;

    /** Voxels within this distance of the arch model are looked at for the cortex's brightness, mm. */
    private static final double NEAR_ARCH = 5;

    private static final double BRIGHT = 0.8;

    /** Gaps up to twice this are closed, voxels of 1 mm. */
    private static final int CLOSING = 2;

    /** Depth into the body from which bone behind the posterior wall is looked for, mm. */
    private static final double ROOTS = 9;

    /** Bone farther than this from every part of the arch model belongs to something else, mm. */
    private static final double FARTHEST = 14;

    /** Difference of the distances at which the model is sure, mm. */
    private static final double SURE = 8;

    /** Price of going against the model where it is sure, a voxel, in units of a face of bright bone. */
    private static final double MODEL_PRICE = 0.4;

    /** Price of cutting a face of the darkest bone. */
    private static final double DARK_PRICE = 0.05;

    private static final int UNIT = 1000;

    /** Thickness of the layer outside the body's wall that is not its arch, mm. */
    static final double RIND = 1.2;

    /**
     * Bone around a vertebra, on the lattice of the working cube.
     *
     * @param bone all bone, this body included
     * @param own arch and processes of this vertebra, without the body
     * @param body voxels of this body
     */
    record Parts(BitSet bone, BitSet own, BitSet body) {}

    private final WorkingCube cube;
    private final VoxelGrid grid;
    private final BodyPose pose;
    private final ArchModel arch;
    private final ArchModel above;
    private final ArchModel below;

    BoneOwnership(WorkingCube cube, BodyPose pose, BodyPose above, BodyPose below) {
        this.cube = cube;
        this.pose = pose;
        grid = cube.grid();
        arch = new ArchModel(pose);
        this.above = new ArchModel(above);
        this.below = new ArchModel(below);
    }

    /**
     * Divides the bone.
     *
     * @param shape of the body
     * @param neighbours voxels of the neighbouring bodies
     * @param known what belongs to this vertebra for sure, or does not
     */
    Parts find(BodyShaper.Shape shape, BitSet neighbours, Constraints known, TaskExecutor threads, Progress progress) {
        int[] triangles = shape.mesh().sphere.triangles;
        BitSet body = MeshVoxels.inside(grid, shape.mesh().base, triangles);
        BitSet rind = MeshVoxels.inside(grid, withRind(shape), triangles);
        rind.andNot(body);
        float[] distances = new float[grid.voxels()];
        BitSet region = region(distances, threads);
        double threshold = threshold(region, distances);

        BitSet bright = new BitSet(grid.voxels());
        float[] hu = cube.hu();
        for (int at = region.nextSetBit(0); at >= 0; at = region.nextSetBit(at + 1)) {
            if (hu[at] > threshold) {
                bright.set(at);
            }
        }
        BitSet mine = known.on(grid, Constraints.Known.POSTERIOR, Constraints.Known.VERTEBRA);
        mine.andNot(body);
        BitSet foreign = known.on(grid, Constraints.Known.OUTSIDE);
        foreign.andNot(mine);
        bright.or(mine);
        region.or(mine);
        bright.or(body);
        BitSet bone = Masks.closed(grid, bright, CLOSING);
        bone.and(region);
        bone.or(body);
        BitSet candidates = (BitSet) bone.clone();
        candidates.andNot(body);
        candidates.andNot(rind);
        candidates.or(mine);
        neighbours.or(foreign);
        BitSet own = cut(candidates, body, new Ties(mine, neighbours), distances, threshold, progress);
        BitSet connected = (BitSet) own.clone();
        connected.or(body);
        connected = Masks.reached(grid, connected, body);
        connected.andNot(body);
        return new Parts(bone, connected, body);
    }

    /** The body's surface with a layer outside where no bone goes on. */
    static double[] withRind(BodyShaper.Shape shape) {
        double[] layer = new double[shape.bridged().length];
        for (int c = 0; c < layer.length; c++) {
            layer[c] = shape.bridged()[c] ? 0 : RIND;
        }
        return shape.mesh().positions(layer);
    }

    /** Voxels that may belong to the arch; receives their distance from its model, mm. */
    private BitSet region(float[] distances, TaskExecutor threads) {
        double back = pose.halfDepth() - ROOTS;
        double step = grid.spacing().x();
        Vec3 posterior = pose.posterior();
        boolean[] near = new boolean[grid.voxels()];
        Chunks.forEach(threads, grid.nz() * grid.ny(), 4 * grid.ny(), (from, to) -> {
            for (int row = from; row < to; row++) {
                for (int i = 0; i < grid.nx(); i++) {
                    Vec3 p = grid.toPatient(i, row % grid.ny(), row / grid.ny());
                    if (p.minus(pose.centre()).dot(posterior) <= back) {
                        continue;
                    }
                    double d = arch.distance(p);
                    if (d < 2 * FARTHEST) {
                        distances[row * grid.nx() + i] = (float) d;
                        near[row * grid.nx() + i] = true;
                    } else {
                        // A distance changes by no more than the way: voxels that cannot be near are passed over.
                        i += (int) ((d - 2 * FARTHEST) / step * (1 - 1e-9));
                    }
                }
            }
        });
        return Masks.of(near);
    }

    private double threshold(BitSet region, float[] distances) {
        float[] near = new float[region.cardinality()];
        int n = 0;
        for (int at = region.nextSetBit(0); at >= 0; at = region.nextSetBit(at + 1)) {
            if (distances[at] < NEAR_ARCH) {
                near[n++] = cube.hu()[at];
            }
        }
        Arrays.sort(near, 0, n);
        double bright = n == 0 ? MUSCLE_HU : near[(int) (BRIGHT * (n - 1))];
        return Math.min(Math.max(MUSCLE_HU + BONE * (bright - MUSCLE_HU), LEAST_BONE_HU), MOST_BONE_HU);
    }

    /** Voxels that belong to this vertebra whatever it costs, and those that do not. */
    private record Ties(BitSet mine, BitSet foreign) {}

    private BitSet cut(
            BitSet candidates, BitSet body, Ties ties, float[] distances, double threshold, Progress progress) {
        int[] node = new int[grid.voxels()];
        int n = 0;
        for (int at = candidates.nextSetBit(0); at >= 0; at = candidates.nextSetBit(at + 1)) {
            node[at] = n++;
        }
        MinCut cut = new MinCut(n, 3 * n);
        int[] strides = {1, grid.nx(), grid.nx() * grid.ny()};
        float[] hu = cube.hu();
        double full = 2 * threshold;
        for (int at = candidates.nextSetBit(0); at >= 0; at = candidates.nextSetBit(at + 1)) {
            int[] ijk = {at % grid.nx(), at / grid.nx() % grid.ny(), at / strides[2]};
            if (ties.mine.get(at)) {
                cut.tie(node[at], MinCut.INFINITE / 2);
            } else if (ties.foreign.get(at)) {
                cut.tie(node[at], -MinCut.INFINITE / 2);
            } else {
                cut.tie(node[at], modelTie(grid.toPatient(ijk[0], ijk[1], ijk[2]), distances[at]));
            }
            for (int axis = 0; axis < 3; axis++) {
                int next = at + strides[axis];
                if (ijk[axis] + 1 >= grid.size(axis)) {
                    continue;
                }
                boolean mine = candidates.get(at);
                if (candidates.get(next)) {
                    double bright = (Math.min(hu[at], hu[next]) - MUSCLE_HU) / (full - MUSCLE_HU);
                    int price = (int) (UNIT * Math.min(Math.max(bright, DARK_PRICE), 1));
                    cut.arc(node[at], node[next], price, price);
                } else if (mine && body.get(next)) {
                    cut.tie(node[at], UNIT);
                }
                if (ijk[axis] > 0 && body.get(at - strides[axis])) {
                    cut.tie(node[at], UNIT);
                }
            }
        }
        cut.solve(progress);
        BitSet own = new BitSet(grid.voxels());
        for (int at = candidates.nextSetBit(0); at >= 0; at = candidates.nextSetBit(at + 1)) {
            if (cut.onSourceSide(node[at])) {
                own.set(at);
            }
        }
        return own;
    }

    private int modelTie(Vec3 p, double own) {
        double other = Math.min(FARTHEST, Math.min(above.distance(p), below.distance(p)));
        double lead = Math.min(Math.max((other - own) / SURE, -1), 1);
        return (int) (UNIT * MODEL_PRICE * lead);
    }
}
