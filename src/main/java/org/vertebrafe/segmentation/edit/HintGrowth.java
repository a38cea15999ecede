package org.vertebrafe.segmentation.edit;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
import org.vertebrafe.image.VoxelGrid;

/**
 * Puts a label map right around points of known label. From each hint its label spreads within a reach, against the other
 * labels that come in from beyond the reach; a voxel goes to whoever has the shorter way. A way is long where the image
 * changes along it: a step of d mm over a difference of h HU counts sqrt(d^2 + (0.1 h)^2) mm, the geodesic distance of
 * Criminisi, Sharp and Blake 2008 (doi:10.1007/978-3-540-88682-2_9). So the label ends at the bone's edge where there is
 * one, and half-way to the reach where there is none.
 */
final class HintGrowth {

    /** What a change of 1 HU along a way counts, mm. */
    private static final double GAIN = 0.1;

    private final VoxelGrid grid;
    private final float[] hu;
    private final BitSet frozen;

    /**
     * @param grid the box in which labels may change
     * @param hu its HU
     * @param frozen its voxels that keep their labels
     */
    HintGrowth(VoxelGrid grid, float[] hu, BitSet frozen) {
        this.grid = grid;
        this.hu = hu;
        this.frozen = frozen;
    }

    /** A voxel with the way to it. */
    private record Front(double way, int voxel, boolean own) implements Comparable<Front> {
        @Override
        public int compareTo(Front o) {
            int order = Double.compare(way, o.way);
            return order != 0 ? order : Integer.compare(voxel, o.voxel);
        }
    }

    /**
     * Lets hints of the box spread, one after the other.
     *
     * @param labels of the box, changed
     * @param hints in voxel coordinates of the box; those outside are passed over
     * @param reach mm
     */
    void spread(int[] labels, List<Hint> hints, double reach) {
        for (Hint hint : hints) {
            int i = (int) Math.rint(hint.at().x());
            int j = (int) Math.rint(hint.at().y());
            int k = (int) Math.rint(hint.at().z());
            boolean inside = i >= 0 && j >= 0 && k >= 0 && i < grid.nx() && j < grid.ny() && k < grid.nz();
            if (inside && !frozen.get(grid.index(i, j, k))) {
                spread(labels, i, j, k, hint.label(), reach);
            }
        }
    }

    private void spread(int[] labels, int i, int j, int k, int label, double reach) {
        double[] shortest = new double[grid.voxels()];
        Arrays.fill(shortest, Double.POSITIVE_INFINITY);
        BitSet ours = new BitSet();
        PriorityQueue<Front> fronts = new PriorityQueue<>();
        Region box = new Region(i, j, k, i, j, k).widened(grid, reach);
        offer(fronts, shortest, ours, new Front(0, grid.index(i, j, k), true));
        for (int c = box.k0(); c <= box.k1(); c++) {
            for (int b = box.j0(); b <= box.j1(); b++) {
                for (int a = box.i0(); a <= box.i1(); a++) {
                    int at = grid.index(a, b, c);
                    if (beyond(a - i, b - j, c - k, reach) && labels[at] != label) {
                        offer(fronts, shortest, ours, new Front(0, at, false));
                    }
                }
            }
        }
        int[] strides = {1, grid.nx(), grid.nx() * grid.ny()};
        while (!fronts.isEmpty()) {
            Front front = fronts.remove();
            if (front.way > shortest[front.voxel] || front.own != ours.get(front.voxel)) {
                continue;
            }
            int[] place = {
                front.voxel % grid.nx(), front.voxel / grid.nx() % grid.ny(), front.voxel / grid.nx() / grid.ny()
            };
            for (int axis = 0; axis < 3; axis++) {
                for (int step = -1; step <= 1; step += 2) {
                    int to = place[axis] + step;
                    int next = front.voxel + step * strides[axis];
                    if (to < box.first(axis) || to > box.last(axis) || frozen.get(next)) {
                        continue;
                    }
                    place[axis] = to;
                    // What has the label already is a road for the hint and closed to the others.
                    boolean open = !beyond(place[0] - i, place[1] - j, place[2] - k, reach)
                            && (front.own || labels[next] != label);
                    place[axis] = to - step;
                    if (open) {
                        double d = grid.spacing().get(axis);
                        double h = GAIN * (hu[next] - hu[front.voxel]);
                        offer(fronts, shortest, ours, new Front(front.way + Math.sqrt(d * d + h * h), next, front.own));
                    }
                }
            }
        }
        for (int at = ours.nextSetBit(0); at >= 0; at = ours.nextSetBit(at + 1)) {
            labels[at] = label;
        }
    }

    private boolean beyond(int a, int b, int c, double reach) {
        double x = a * grid.spacing().x();
        double y = b * grid.spacing().y();
        double z = c * grid.spacing().z();
        return x * x + y * y + z * z > reach * reach;
    }

    private static void offer(PriorityQueue<Front> fronts, double[] shortest, BitSet ours, Front front) {
        if (front.way < shortest[front.voxel]) {
            shortest[front.voxel] = front.way;
            ours.set(front.voxel, front.own);
            fronts.add(front);
        }
    }
}
