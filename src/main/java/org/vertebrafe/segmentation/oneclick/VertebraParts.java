package org.vertebrafe.segmentation.oneclick;

import java.util.BitSet;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.VertebralFrame;

/**
 * Endplates and vertebral canal of a segmented vertebra.
 *
 * @param labels {@link #CANAL}, {@link #SUPERIOR_ENDPLATE} and {@link #INFERIOR_ENDPLATE} on the CT's own grid, 0 elsewhere
 * @param canalArea free cross-section of the canal, mm2; NaN where the arch found does not close around it
 * @param canalWidth largest extent of that section from left to right, mm
 * @param canalDepth largest extent of that section from anterior to posterior, mm
 */
public record VertebraParts(Labels labels, double canalArea, double canalWidth, double canalDepth) {

    /** The canal: what is free of bone all the way between the planes of the endplates, and closed in by bone. */
    public static final int CANAL = 1;

    /** Voxels of the body within the thickness of the superior endplate below its surface. */
    public static final int SUPERIOR_ENDPLATE = 2;

    /** Voxels of the body within the thickness of the inferior endplate above its surface. */
    public static final int INFERIOR_ENDPLATE = 3;

    /** Cells of the section in which the canal is found, mm. */
    private static final double CELL = 0.5;

    /** Half the edge of that section, mm. */
    private static final double HALF = 60;

    /** How far ahead of the body's middle it begins, mm. */
    private static final double AHEAD = 25;

    /** A hole smaller than this is none, mm2: the narrowest lumbar canals have more than 80 mm2. */
    private static final double LEAST_AREA = 50;

    /** Endplates lie within this part of the body's height from their planes; the wall does not. */
    private static final double ENDPLATE_PART = 0.2;

    /** Derives them; the whole vertebra must have been segmented for there to be a canal. */
    public static VertebraParts of(Segmentation segmentation) {
        Labels bone = segmentation.labels();
        VoxelGrid grid = bone.grid();
        short[] parts = new short[grid.voxels()];
        VertebralFrame frame = segmentation.frame();
        Section section = new Section(bone, frame);
        BitSet hole = section.hole();
        double thinnest = Math.min(
                grid.spacing().x(), Math.min(grid.spacing().y(), grid.spacing().z()));
        double superior = Math.max(segmentation.cortex().superiorEndplate(), thinnest);
        double inferior = Math.max(segmentation.cortex().inferiorEndplate(), thinnest);
        double near = -ENDPLATE_PART * frame.height();
        for (int k = 0, at = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++, at++) {
                    int label = bone.get(at);
                    Vec3 p = grid.toPatient(i, j, k);
                    if (label == 0) {
                        if (!hole.isEmpty() && section.between(p) && hole.get(section.cell(p))) {
                            parts[at] = CANAL;
                        }
                    } else if (label <= Segmentation.CORTICAL_BODY) {
                        if (frame.superiorEndplate().distance(p) > near
                                && !section.isBody(p.plus(frame.superior().times(superior)))) {
                            parts[at] = SUPERIOR_ENDPLATE;
                        } else if (frame.inferiorEndplate().distance(p) > near
                                && !section.isBody(p.minus(frame.superior().times(inferior)))) {
                            parts[at] = INFERIOR_ENDPLATE;
                        }
                    }
                }
            }
        }
        double[] extent = section.extent(hole);
        return new VertebraParts(new Labels(grid, parts), extent[0], extent[1], extent[2]);
    }

    /** The vertebra seen along its axis, from left to right and from anterior to posterior. */
    private static final class Section {

        private static final int N = (int) (2 * HALF / CELL);

        private final Labels bone;
        private final VertebralFrame frame;
        private final Vec3 corner;
        private final Vec3 left;
        private final Vec3 back;

        Section(Labels bone, VertebralFrame frame) {
            this.bone = bone;
            this.frame = frame;
            left = frame.left();
            back = frame.anterior().times(-1);
            corner = frame.bodyCentre().minus(left.times(HALF)).minus(back.times(AHEAD));
        }

        boolean between(Vec3 p) {
            return frame.superiorEndplate().distance(p) < 0
                    && frame.inferiorEndplate().distance(p) < 0;
        }

        /** The cell that a position lies in, or cell 0, which is never part of the canal. */
        int cell(Vec3 p) {
            Vec3 d = p.minus(corner);
            int u = (int) Math.floor(d.dot(left) / CELL);
            int v = (int) Math.floor(d.dot(back) / CELL);
            return u >= 0 && v >= 0 && u < N && v < N ? u + N * v : 0;
        }

        private int label(Vec3 p) {
            VoxelGrid grid = bone.grid();
            Vec3 v = grid.toVoxel(p);
            int i = (int) Math.rint(v.x());
            int j = (int) Math.rint(v.y());
            int k = (int) Math.rint(v.z());
            boolean inside = i >= 0 && j >= 0 && k >= 0 && i < grid.nx() && j < grid.ny() && k < grid.nz();
            return inside ? bone.get(i, j, k) : 0;
        }

        boolean isBody(Vec3 p) {
            int label = label(p);
            return label == Segmentation.TRABECULAR_BODY || label == Segmentation.CORTICAL_BODY;
        }

        /** Cells behind the body that are free at all levels and closed in: the largest such hole. */
        BitSet hole() {
            VoxelGrid cells = VoxelGrid.aligned(N, N, 1, CELL, CELL, CELL);
            BitSet free = new BitSet(N * N);
            BitSet border = new BitSet(N * N);
            for (int cell = 0; cell < N * N; cell++) {
                int u = cell % N;
                int v = cell / N;
                free.set(cell, isFree(u, v));
                border.set(cell, u == 0 || v == 0 || u == N - 1 || v == N - 1);
            }
            BitSet closed = (BitSet) free.clone();
            closed.andNot(Masks.reached(cells, free, border));
            BitSet largest = new BitSet();
            while (!closed.isEmpty()) {
                BitSet start = new BitSet();
                start.set(closed.nextSetBit(0));
                BitSet hole = Masks.reached(cells, closed, start);
                closed.andNot(hole);
                largest = hole.cardinality() > largest.cardinality() ? hole : largest;
            }
            return largest.cardinality() * CELL * CELL < LEAST_AREA ? new BitSet() : largest;
        }

        private boolean isFree(int u, int v) {
            Vec3 p = corner.plus(left.times((u + 0.5) * CELL)).plus(back.times((v + 0.5) * CELL));
            double from = frame.inferiorEndplate().along(p, frame.superior());
            double to = frame.superiorEndplate().along(p, frame.superior());
            for (double s = from + CELL; s < to; s += 2 * CELL) {
                if (label(p.plus(frame.superior().times(s))) != 0) {
                    return false;
                }
            }
            return true;
        }

        /** Area, width and depth; NaN of nothing. */
        double[] extent(BitSet hole) {
            if (hole.isEmpty()) {
                return new double[] {Double.NaN, Double.NaN, Double.NaN};
            }
            int[] us = hole.stream().map(cell -> cell % N).sorted().toArray();
            int[] vs = hole.stream().map(cell -> cell / N).sorted().toArray();
            return new double[] {
                us.length * CELL * CELL, (us[us.length - 1] - us[0] + 1) * CELL, (vs[vs.length - 1] - vs[0] + 1) * CELL
            };
        }
    }
}
