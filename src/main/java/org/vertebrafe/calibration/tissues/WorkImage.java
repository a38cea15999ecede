package org.vertebrafe.calibration.tissues;

import java.util.BitSet;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.GridDirection;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * A CT averaged to cells of about 3 mm, in which tissues are looked for: quick, and with little noise. Its axes run, as
 * nearly as those of the CT allow, to the patient's left, back and head. Cells outside of what the scanner reconstructed
 * (padding) are NaN.
 */
final class WorkImage {

    /** Edge wanted of a cell, mm. */
    private static final double CELL = 3;

    /** Nothing in a patient is below this: values there are padding, HU. */
    private static final double PADDING = -1500;

    /** Constant regions below this are what scanners fill corners with, HU. */
    private static final double FILL = -1010;

    /** Below this a constant value may be air, HU. */
    private static final double AIR = -900;

    /** Mean of a cell below which nothing dense is in it worth counting, HU. */
    private static final double LOW = 150;

    private final Volume ct;
    private final VoxelGrid grid;
    private final int[] strides = new int[3];
    private final int[] blocks = new int[3];
    private final int start;
    private final float[] values;
    private final BitSet constant = new BitSet();

    private WorkImage(Volume ct, TaskExecutor threads, Progress progress) {
        this.ct = ct;
        VoxelGrid source = ct.grid();
        int[] sourceStrides = {1, source.nx(), source.nx() * source.ny()};
        int[] size = new int[3];
        double[] spacing = new double[3];
        Vec3[] axes = new Vec3[3];
        Vec3[] patient = {new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1)};
        BitSet used = new BitSet();
        int first = 0;
        double[] corner = new double[3];
        for (int a = 0; a < 3; a++) {
            GridDirection direction = GridDirection.nearest(source, patient[a]);
            int s = direction.axis();
            if (used.get(s)) {
                throw new InputException("The CT is turned by about 45 degrees against the patient: tissues cannot be"
                        + " found. Resample it to axial slices.");
            }
            used.set(s);
            blocks[a] = Math.max(1, (int) Math.round(CELL / direction.step(source)));
            blocks[a] = Math.min(blocks[a], source.size(s));
            size[a] = source.size(s) / blocks[a];
            spacing[a] = direction.step(source) * blocks[a];
            axes[a] = direction.vector(source);
            strides[a] = direction.sign() * sourceStrides[s];
            int from = direction.sign() < 0 ? source.size(s) - 1 : 0;
            first += from * sourceStrides[s];
            corner[s] = from + direction.sign() * (blocks[a] - 1) / 2.0;
        }
        start = first;
        grid = new VoxelGrid(
                size[0],
                size[1],
                size[2],
                new Vec3(spacing[0], spacing[1], spacing[2]),
                source.toPatient(corner[0], corner[1], corner[2]),
                axes[0],
                axes[1],
                axes[2]);
        values = new float[grid.voxels()];
        Chunks.forEach(threads, grid.nz(), 4, (from, to) -> {
            for (int k = from; k < to && !progress.isCancelled(); k++) {
                average(k);
            }
        });
        progress.checkCancelled();
        blankFill();
    }

    static WorkImage of(Volume ct, TaskExecutor threads, Progress progress) {
        return new WorkImage(ct, threads, progress);
    }

    VoxelGrid grid() {
        return grid;
    }

    /** Means of the cells, HU, NaN in padding; to be read only. */
    float[] values() {
        return values;
    }

    float get(int i, int j, int k) {
        return values[grid.index(i, j, k)];
    }

    /** Whether all voxels of the cell and of its neighbours in the slice have one value below -900 HU. */
    boolean constant(int cell) {
        return constant.get(cell);
    }

    /** The voxels of cells, on the CT's grid. */
    BitSet voxels(BitSet cells) {
        BitSet voxels = new BitSet(ct.grid().voxels());
        for (int cell = cells.nextSetBit(0); cell >= 0; cell = cells.nextSetBit(cell + 1)) {
            int from = first(cell % grid.nx(), cell / grid.nx() % grid.ny(), cell / grid.nx() / grid.ny());
            for (int c = 0; c < blocks[2]; c++) {
                for (int b = 0; b < blocks[1]; b++) {
                    for (int a = 0; a < blocks[0]; a++) {
                        voxels.set(from + a * strides[0] + b * strides[1] + c * strides[2]);
                    }
                }
            }
        }
        return voxels;
    }

    /** Array position, on the CT's grid, of the first voxel of a cell. */
    private int first(int i, int j, int k) {
        return start + i * blocks[0] * strides[0] + j * blocks[1] * strides[1] + k * blocks[2] * strides[2];
    }

    /** How many voxels of a cell are above a value, HU; cells whose mean is low are not looked into. */
    int dense(int cell, double above) {
        if (!(values[cell] > LOW)) {
            return 0;
        }
        int from = first(cell % grid.nx(), cell / grid.nx() % grid.ny(), cell / grid.nx() / grid.ny());
        int n = 0;
        for (int c = 0; c < blocks[2]; c++) {
            for (int b = 0; b < blocks[1]; b++) {
                for (int a = 0; a < blocks[0]; a++) {
                    n += ct.values()[from + a * strides[0] + b * strides[1] + c * strides[2]] > above ? 1 : 0;
                }
            }
        }
        return n;
    }

    private void average(int k) {
        float[] hu = ct.values();
        int n = blocks[0] * blocks[1] * blocks[2];
        for (int j = 0; j < grid.ny(); j++) {
            for (int i = 0; i < grid.nx(); i++) {
                int from = first(i, j, k);
                double sum = 0;
                boolean padding = false;
                for (int c = 0; c < blocks[2]; c++) {
                    for (int b = 0; b < blocks[1]; b++) {
                        int at = from + b * strides[1] + c * strides[2];
                        for (int a = 0; a < blocks[0]; a++, at += strides[0]) {
                            sum += hu[at];
                            padding |= !(hu[at] > PADDING);
                        }
                    }
                }
                values[grid.index(i, j, k)] = padding ? Float.NaN : (float) (sum / n);
            }
        }
    }

    /** Finds cells of one value: noise is everywhere in air, but not in what a scanner fills corners with. */
    private void blankFill() {
        BitSet fill = new BitSet();
        for (int k = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++) {
                    int cell = grid.index(i, j, k);
                    if (values[cell] < AIR && isConstant(i, j, k)) {
                        constant.set(cell);
                        if (values[cell] < FILL) {
                            fill.set(cell);
                        }
                    }
                }
            }
        }
        for (int cell = fill.nextSetBit(0); cell >= 0; cell = fill.nextSetBit(cell + 1)) {
            values[cell] = Float.NaN;
        }
    }

    private boolean isConstant(int i, int j, int k) {
        float value = values[grid.index(i, j, k)];
        for (int dj = -1; dj <= 1; dj++) {
            for (int di = -1; di <= 1; di++) {
                int x = i + di;
                int y = j + dj;
                if (x >= 0 && y >= 0 && x < grid.nx() && y < grid.ny() && values[grid.index(x, y, k)] != value) {
                    return false;
                }
            }
        }
        return value == ct.values()[first(i, j, k)];
    }
}
