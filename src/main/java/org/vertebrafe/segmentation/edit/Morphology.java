package org.vertebrafe.segmentation.edit;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Optional;
import org.vertebrafe.image.Components;
import org.vertebrafe.image.DistanceTransform;
import org.vertebrafe.image.VoxelGrid;

/** Dilation and erosion in mm, the largest part, and holes. */
final class Morphology {

    /** Centres at the very distance belong to it, though distances are kept in single precision. */
    private static final double TOLERANCE = 1 + 1e-5;

    private Morphology() {}

    static void dilate(int label, double distance, Work work) {
        work.pen().requireGain(label);
        Region box = work.box(label).widened(work.grid(), distance);
        float[] away = DistanceTransform.outside(box.crop(work.grid()), work.mask(box, label));
        work.forEach(box, (local, global) -> {
            if (away[local] <= distance * TOLERANCE) {
                work.pen().set(global, label);
            }
        });
    }

    static void erode(int label, double distance, Work work) {
        Region box = work.box(label).widened(work.grid(), 0);
        BitSet mask = work.mask(box, label);
        BitSet outside = (BitSet) mask.clone();
        VoxelGrid crop = box.crop(work.grid());
        outside.flip(0, crop.voxels());
        // Beyond the image nothing is known: a label that is cut off there is not eaten from that side.
        float[] depth = DistanceTransform.outside(crop, outside);
        BitSet leaving = new BitSet();
        for (int at = mask.nextSetBit(0); at >= 0; at = mask.nextSetBit(at + 1)) {
            leaving.set(at, depth[at] <= distance * TOLERANCE);
        }
        Vacated.clear(work, box, leaving, label);
    }

    static void keepLargest(int label, Work work) {
        Region box = work.box(label);
        BitSet leaving = work.mask(box, label);
        leaving.andNot(Components.largest(box.crop(work.grid()), leaving).mask());
        Vacated.clear(work, box, leaving, label);
    }

    /** Fills what cannot be left without crossing the label, through faces, within the slices of a plane or in space. */
    static void fillHoles(int label, Optional<Slicing> plane, Work work) {
        work.pen().requireGain(label);
        Region box = work.box(label);
        VoxelGrid crop = box.crop(work.grid());
        BitSet blocked = work.mask(box, label);
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        boolean[] along = new boolean[3];
        for (int axis = 0; axis < 3; axis++) {
            along[axis] = plane.isEmpty() || plane.get().axis() != axis;
        }
        for (int at = 0; at < crop.voxels(); at++) {
            if (!blocked.get(at) && atBorder(crop, at, along)) {
                blocked.set(at);
                queue.add(at);
            }
        }
        int[] strides = {1, crop.nx(), crop.nx() * crop.ny()};
        while (!queue.isEmpty()) {
            int at = queue.remove();
            for (int axis = 0; axis < 3; axis++) {
                int place = at / strides[axis] % crop.size(axis);
                for (int step = -1; step <= 1; step += 2) {
                    int next = at + step * strides[axis];
                    boolean inside = place + step >= 0 && place + step < crop.size(axis);
                    if (along[axis] && inside && !blocked.get(next)) {
                        blocked.set(next);
                        queue.add(next);
                    }
                }
            }
        }
        work.forEach(box, (local, global) -> {
            if (!blocked.get(local)) {
                work.pen().set(global, label);
            }
        });
    }

    private static boolean atBorder(VoxelGrid crop, int at, boolean[] along) {
        int[] ijk = {at % crop.nx(), at / crop.nx() % crop.ny(), at / crop.nx() / crop.ny()};
        for (int axis = 0; axis < 3; axis++) {
            if (along[axis] && (ijk[axis] == 0 || ijk[axis] == crop.size(axis) - 1)) {
                return true;
            }
        }
        return false;
    }
}
