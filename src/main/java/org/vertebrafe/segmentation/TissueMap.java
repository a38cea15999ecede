package org.vertebrafe.segmentation;

import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;

/**
 * The tissue of each voxel of a grid. A value: the array is handed over and to be read only.
 */
public final class TissueMap {

    private final VoxelGrid grid;
    private final byte[] codes;

    /**
     * @param grid where the voxels are
     * @param codes {@link Tissue#code()} of each voxel, 0 for none; handed over
     */
    public TissueMap(VoxelGrid grid, byte[] codes) {
        if (codes.length != grid.voxels()) {
            throw new IllegalArgumentException(codes.length + " tissues for " + grid.voxels() + " voxels");
        }
        this.grid = grid;
        this.codes = codes;
    }

    /**
     * Applies roles to a label map.
     *
     * @throws InputException if the map is empty, a role's labels do not occur or a label has no role
     */
    public static TissueMap of(Labels labels, LabelRoles roles) {
        SortedMap<Integer, Integer> counts = labels.counts();
        if (counts.isEmpty()) {
            throw new InputException(
                    "The label map is empty: all its voxels are 0 (background). Choose the file or image that holds the"
                            + " vertebra's labels, or label the vertebra first.");
        }
        if (!roles.othersIgnored()) {
            String strangers = counts.entrySet().stream()
                    .filter(e -> !roles.roles().containsKey(e.getKey()))
                    .map(e -> e.getKey() + " (" + e.getValue() + " voxels)")
                    .collect(Collectors.joining(", "));
            if (!strangers.isEmpty()) {
                throw InputException.of(
                        "Labels without a role: %s. Known here: %s. Give them a role, choose the preset that fits the label"
                                + " map, or set them to 0.",
                        strangers, roles.roles().keySet());
            }
        }
        byte[] codeOfLabel = new byte[Labels.MAX_LABEL + 1];
        roles.roles().forEach((label, tissue) -> codeOfLabel[label] = tissue.code());
        byte[] codes = new byte[labels.grid().voxels()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = codeOfLabel[labels.get(i)];
        }
        TissueMap map = new TissueMap(labels.grid(), codes);
        if (map.counts().isEmpty()) {
            throw InputException.of(
                    "None of the labels %s that have a role occurs in the label map; it holds %s.",
                    roles.roles().keySet(), counts.keySet());
        }
        return map;
    }

    public VoxelGrid grid() {
        return grid;
    }

    /** {@link Tissue#code()} of each voxel; to be read only. */
    public byte[] codes() {
        return codes;
    }

    /** The tissue at an array position, or null. */
    public Tissue get(int index) {
        return Tissue.ofCode(codes[index]);
    }

    /** The tissue of the voxel nearest to possibly fractional voxel coordinates; null also outside of the grid. */
    public Tissue nearest(Vec3 voxel) {
        int i = (int) Math.rint(voxel.x());
        int j = (int) Math.rint(voxel.y());
        int k = (int) Math.rint(voxel.z());
        boolean inside = i >= 0 && j >= 0 && k >= 0 && i < grid.nx() && j < grid.ny() && k < grid.nz();
        return inside ? get(grid.index(i, j, k)) : null;
    }

    /** Number of voxels of each tissue that occurs. */
    public Map<Tissue, Integer> counts() {
        int[] histogram = new int[Tissue.values().length + 1];
        for (byte code : codes) {
            histogram[code]++;
        }
        Map<Tissue, Integer> counts = new EnumMap<>(Tissue.class);
        for (Tissue tissue : Tissue.values()) {
            if (histogram[tissue.code()] > 0) {
                counts.put(tissue, histogram[tissue.code()]);
            }
        }
        return counts;
    }

    /** Whether any voxel's tissue is of the kind asked for. */
    public boolean any(Predicate<Tissue> kind) {
        return counts().keySet().stream().anyMatch(kind);
    }

    /** The same map with all tissues but the kind asked for taken away. */
    public TissueMap only(Predicate<Tissue> kind) {
        boolean[] kept = new boolean[Tissue.values().length + 1];
        for (Tissue tissue : Tissue.values()) {
            kept[tissue.code()] = kind.test(tissue);
        }
        byte[] codes = this.codes.clone();
        for (int i = 0; i < codes.length; i++) {
            if (!kept[codes[i]]) {
                codes[i] = 0;
            }
        }
        return new TissueMap(grid, codes);
    }

    /**
     * Divides an undivided vertebra: its voxels inside the mask become body, the others posterior elements.
     *
     * @param bodyMask any label but 0 is body; same grid
     * @throws InputException if the mask is on another grid, does not meet the vertebra, or there is nothing to divide
     */
    public TissueMap divide(Labels bodyMask) {
        bodyMask.grid().difference(grid).ifPresent(difference -> {
            throw InputException.of(
                    "The body mask is not on the label map's grid (%s): make it on that grid, or leave it out, and the"
                            + " body is told by shape.",
                    difference);
        });
        if (!any(tissue -> tissue == Tissue.VERTEBRA)) {
            throw new InputException(
                    "The label map tells the vertebral body from the posterior elements already: leave the"
                            + " mask out, or give its bone the role vertebra.");
        }
        byte[] codes = this.codes.clone();
        for (int i = 0; i < codes.length; i++) {
            if (codes[i] == Tissue.VERTEBRA.code()) {
                codes[i] = bodyMask.get(i) != 0 ? Tissue.BODY.code() : Tissue.PROCESS.code();
            }
        }
        TissueMap divided = new TissueMap(grid, codes);
        if (!divided.any(Tissue::isBody)) {
            throw new InputException("The body mask does not overlap the vertebra: is it of another level or image?");
        }
        return divided;
    }

    /** The part of the map that holds tissue, one voxel around it where the grid has one. */
    TissueMap cropped() {
        return part(boxAround());
    }

    /**
     * Changes the part of the map that holds tissue.
     *
     * @param change gives the tissues of {@link #cropped()} anew, on the same grid
     */
    TissueMap changed(UnaryOperator<TissueMap> change) {
        int[] box = boxAround();
        TissueMap part = part(box);
        byte[] anew = change.apply(part).codes;
        byte[] changed = codes.clone();
        int nx = part.grid.nx();
        for (int row = 0; row < part.grid.ny() * part.grid.nz(); row++) {
            System.arraycopy(anew, row * nx, changed, row(box, part.grid, row), nx);
        }
        return new TissueMap(grid, changed);
    }

    private int[] boxAround() {
        int[] box = boundingBox();
        for (int axis = 0; axis < 3; axis++) {
            box[axis] = Math.max(0, box[axis] - 1);
            box[3 + axis] = Math.min(grid.size(axis), box[3 + axis] + 1);
        }
        return box;
    }

    private TissueMap part(int[] box) {
        int nx = box[3] - box[0];
        VoxelGrid crop = grid.crop(box[0], box[1], box[2], nx, box[4] - box[1], box[5] - box[2]);
        byte[] part = new byte[crop.voxels()];
        for (int row = 0; row < crop.ny() * crop.nz(); row++) {
            System.arraycopy(codes, row(box, crop, row), part, row * nx, nx);
        }
        return new TissueMap(crop, part);
    }

    private int row(int[] box, VoxelGrid crop, int row) {
        return grid.index(box[0], box[1] + row % crop.ny(), box[2] + row / crop.ny());
    }

    /** The smallest box {from i, j, k, to i, j, k (exclusive)} that holds all tissue. */
    public int[] boundingBox() {
        int[] box = {grid.nx(), grid.ny(), grid.nz(), 0, 0, 0};
        for (int k = 0, at = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++, at++) {
                    if (codes[at] != 0) {
                        box[0] = Math.min(box[0], i);
                        box[1] = Math.min(box[1], j);
                        box[2] = Math.min(box[2], k);
                        box[3] = Math.max(box[3], i + 1);
                        box[4] = Math.max(box[4], j + 1);
                        box[5] = Math.max(box[5], k + 1);
                    }
                }
            }
        }
        return box;
    }
}
