package org.vertebrafe.segmentation.edit;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.oneclick.Constraints;
import org.vertebrafe.segmentation.oneclick.Segmentation;
import org.vertebrafe.segmentation.oneclick.SegmentationSettings;

/** Hints, and the one-click segmentation run again under what was corrected by hand. */
final class Reseeding {

    private static final Set<Integer> TISSUES = Set.of(1, 2, 3, 4);

    private Reseeding() {}

    static void grow(Operation.Grow operation, Work work) {
        requireCt(work, "Growing from hints");
        Region box = around(work, operation.hints(), operation.reach());
        int[] labels = new int[box.crop(work.grid()).voxels()];
        work.forEach(box, (local, global) -> labels[local] = work.state().get(global));
        write(work, box, labels, new BitSet(), operation.hints(), operation.reach());
    }

    /** @param corrected voxels that stay as they are */
    static void segment(Operation.Resegment operation, BitSet corrected, Work work) {
        requireCt(work, "Segmenting again");
        Region hinted = around(work, operation.hints(), operation.reach());
        VoxelGrid grid = work.grid();
        Vec3 seed = operation.seed();
        SegmentationSettings settings = operation.bodyOnly() ? SegmentationSettings.BODY : SegmentationSettings.WHOLE;
        Labels found = work.segmenter()
                .segment(
                        work.ct(),
                        grid.toPatient(seed.x(), seed.y(), seed.z()),
                        settings.knowing(known(operation, corrected, work)),
                        work.threads(),
                        work.progress());
        int whole = operation.label();
        Set<Integer> replaced = whole == 0 ? TISSUES : Set.of(whole);
        LabelState after = new LabelState(found);
        Region box = hinted;
        for (int tissue : TISSUES) {
            box = box.union(after.box(tissue));
        }
        for (int label : replaced) {
            box = box.union(work.state().box(label));
        }
        rewrite(operation, corrected, found, box, work);
    }

    private static void rewrite(Operation.Resegment operation, BitSet corrected, Labels found, Region box, Work work) {
        VoxelGrid grid = work.grid();
        int whole = operation.label();
        Set<Integer> replaced = whole == 0 ? TISSUES : Set.of(whole);
        int[] labels = new int[box.crop(grid).voxels()];
        work.forEach(box, (local, global) -> {
            int tissue = found.get(global);
            int old = work.state().get(global);
            boolean foreign = tissue == 0 && !replaced.contains(old);
            labels[local] = foreign || corrected.get(global) ? old : whole != 0 && tissue != 0 ? whole : tissue;
        });
        // Most hints the segmentation has heeded by itself.
        List<Hint> unheeded = operation.hints().stream()
                .filter(hint -> labels[local(hint, box, grid)] != hint.label())
                .toList();
        write(work, box, labels, corrected, unheeded, operation.reach());
    }

    private static int local(Hint hint, Region box, VoxelGrid grid) {
        return box.crop(grid)
                .index(
                        (int) Math.rint(hint.at().x()) - box.i0(),
                        (int) Math.rint(hint.at().y()) - box.j0(),
                        (int) Math.rint(hint.at().z()) - box.k0());
    }

    /** What was corrected by hand, and the hints, which win over it. */
    private static Constraints known(Operation.Resegment operation, BitSet corrected, Work work) {
        VoxelGrid grid = work.grid();
        SortedMap<Integer, Constraints.Known> known = new TreeMap<>();
        corrected.stream().forEach(at -> known.put(at, known(work.state().get(at), operation.label())));
        for (Hint hint : operation.hints()) {
            Vec3 p = hint.at();
            int at = grid.index((int) Math.rint(p.x()), (int) Math.rint(p.y()), (int) Math.rint(p.z()));
            known.put(at, known(hint.label(), operation.label()));
        }
        return Constraints.of(
                grid,
                known.keySet().stream().mapToInt(Integer::intValue).toArray(),
                known.values().toArray(Constraints.Known[]::new));
    }

    /** @param whole the label of the whole vertebra; 0 where labels tell its tissues */
    private static Constraints.Known known(int label, int whole) {
        if (whole != 0) {
            return label == whole ? Constraints.Known.VERTEBRA : Constraints.Known.OUTSIDE;
        }
        return switch (label) {
            case Segmentation.TRABECULAR_BODY, Segmentation.CORTICAL_BODY -> Constraints.Known.BODY;
            case Segmentation.TRABECULAR_PROCESS, Segmentation.CORTICAL_PROCESS -> Constraints.Known.POSTERIOR;
            default -> Constraints.Known.OUTSIDE;
        };
    }

    private static void write(Work work, Region box, int[] labels, BitSet corrected, List<Hint> hints, double reach) {
        VoxelGrid crop = box.crop(work.grid());
        float[] hu = new float[labels.length];
        BitSet frozen = new BitSet();
        work.forEach(box, (local, global) -> {
            hu[local] = work.ct().values()[global];
            frozen.set(local, corrected.get(global) || !work.pen().mayChange(global));
        });
        Vec3 corner = new Vec3(box.i0(), box.j0(), box.k0());
        new HintGrowth(crop, hu, frozen)
                .spread(
                        labels,
                        hints.stream()
                                .map(hint -> new Hint(hint.at().minus(corner), hint.label()))
                                .toList(),
                        reach);
        work.forEach(box, (local, global) -> {
            if (!corrected.get(global)) {
                work.pen().set(global, labels[local]);
            }
        });
    }

    private static Region around(Work work, List<Hint> hints, double reach) {
        Region box = Region.NONE;
        for (Hint hint : hints) {
            int i = (int) Math.rint(hint.at().x());
            int j = (int) Math.rint(hint.at().y());
            int k = (int) Math.rint(hint.at().z());
            Region point = new Region(i, j, k, i, j, k);
            if (point.within(work.grid()).isEmpty()) {
                throw InputException.of("Hint at voxel %s lies outside of the image.", hint.at());
            }
            box = box.union(point.widened(work.grid(), reach));
        }
        return box;
    }

    private static void requireCt(Work work, String what) {
        if (work.ct() == null) {
            throw InputException.of("%s needs the CT: give the CT beside the labels.", what);
        }
    }
}
