package org.vertebrafe.segmentation.oneclick;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.CorticalShell;
import org.vertebrafe.segmentation.LabelRoles;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.segmentation.VertebralFrame;

/** Puts body and posterior elements onto the CT's grid as labels. */
final class Assembly {

    /** Voxels kept free around the bone in the crop that is worked on. */
    private static final int MARGIN = 2;

    /** A column belongs to an endplate when its normal is within 30 degrees of the body's axis. */
    private static final double ENDPLATE_COSINE = 0.866;

    private Assembly() {}

    /** The smallest crop of a grid {i, j, k, sizes} that holds some points, with a margin. */
    static int[] box(VoxelGrid grid, double[]... clouds) {
        int[] low = {grid.nx(), grid.ny(), grid.nz()};
        int[] high = {-1, -1, -1};
        for (double[] points : clouds) {
            for (int v = 0; v < points.length / 3; v++) {
                Vec3 p = grid.toVoxel(ColumnMesh.vertex(points, v));
                for (int axis = 0; axis < 3; axis++) {
                    low[axis] = Math.min(low[axis], (int) Math.floor(p.get(axis)));
                    high[axis] = Math.max(high[axis], (int) Math.ceil(p.get(axis)));
                }
            }
        }
        int[] box = new int[6];
        for (int axis = 0; axis < 3; axis++) {
            box[axis] = Math.max(0, low[axis] - MARGIN);
            box[3 + axis] = Math.min(grid.size(axis), high[axis] + MARGIN + 1) - box[axis];
        }
        return box;
    }

    /**
     * Labels of the bone of a crop, its cortex told by {@link CorticalShell}.
     *
     * @param crop grid of the masks
     * @param body voxels of the body
     * @param posterior voxels of arch and processes
     * @param bodyCortex thickness of the body's cortex, mm
     * @param posteriorCortex thickness of the cortex of arch and processes, mm
     */
    static byte[] labels(VoxelGrid crop, BitSet body, BitSet posterior, double bodyCortex, double posteriorCortex) {
        BitSet bone = (BitSet) body.clone();
        bone.or(posterior);
        BitSet shell = CorticalShell.of(crop, bone, at -> body.get(at) ? bodyCortex : posteriorCortex);
        byte[] labels = new byte[crop.voxels()];
        for (int at = bone.nextSetBit(0); at >= 0; at = bone.nextSetBit(at + 1)) {
            labels[at] = (byte)
                    (body.get(at)
                            ? shell.get(at) ? Segmentation.CORTICAL_BODY : Segmentation.TRABECULAR_BODY
                            : shell.get(at) ? Segmentation.CORTICAL_PROCESS : Segmentation.TRABECULAR_PROCESS);
        }
        return labels;
    }

    /** Labels of a crop in their place on the whole grid. */
    static Labels onto(VoxelGrid grid, int[] box, byte[] labels) {
        short[] values = new short[grid.voxels()];
        for (int k = 0, at = 0; k < box[5]; k++) {
            for (int j = 0; j < box[4]; j++) {
                int to = grid.index(box[0], j + box[1], k + box[2]);
                for (int i = 0; i < box[3]; i++) {
                    values[to + i] = labels[at++];
                }
            }
        }
        return new Labels(grid, values);
    }

    /** The frame of the labels of a crop. */
    static VertebralFrame frame(VoxelGrid crop, byte[] labels) {
        short[] values = new short[labels.length];
        for (int at = 0; at < values.length; at++) {
            values[at] = labels[at];
        }
        Labels map = new Labels(crop, values);
        return VertebralFrame.of(TissueMap.of(map, LabelRoles.preset("vertebrafe", "", map)));
    }

    /** Medians of the fitted thickness over wall and endplates. */
    static Segmentation.CortexThickness cortex(BodyShaper.Shape shape, Vec3 superior) {
        double[] normals = shape.mesh().normals(shape.mesh().base);
        double[] cosines = new double[shape.thickness().length];
        for (int c = 0; c < cosines.length; c++) {
            cosines[c] = ColumnMesh.vertex(normals, c).dot(superior);
        }
        return new Segmentation.CortexThickness(
                median(shape, c -> Math.abs(cosines[c]) < 0.5 && !shape.bridged()[c]),
                median(shape, c -> cosines[c] > ENDPLATE_COSINE),
                median(shape, c -> cosines[c] < -ENDPLATE_COSINE));
    }

    private static double median(BodyShaper.Shape shape, IntPredicate chosen) {
        List<Double> values = new ArrayList<>();
        for (int c = 0; c < shape.thickness().length; c++) {
            if (chosen.test(c)) {
                values.add(shape.thickness()[c]);
            }
        }
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
