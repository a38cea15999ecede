package org.vertebrafe.segmentation.oneclick;

import java.util.Arrays;
import java.util.BitSet;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * The outer surface of arch and processes at a fraction of a voxel: the mask's border is moved to where {@link
 * CorticalFit} finds the cortex, and divided from other bone where {@link BoneOwnership} says.
 */
final class PosteriorSurface {

    /** Smoothing of masks, standard deviation in mm. */
    private static final double SMOOTH = 1;

    /** Smoothing of the border's shifts, standard deviation in mm. */
    private static final double SHIFT_SMOOTH = 1.5;

    /** Depth at which marrow is looked at, mm: laminae are some 6 mm thick. */
    private static final double INWARD = 2.5;

    /** Distances from the border are only right near it, mm. */
    private static final double BAND = 3;

    private static final double LEAST_GRADIENT = 0.05;

    private final WorkingCube distance;
    private final WorkingCube own;
    private final WorkingCube other;

    /** Median thickness of the cortex, mm. */
    final double cortex;

    private PosteriorSurface(WorkingCube distance, WorkingCube own, WorkingCube other, double cortex) {
        this.distance = distance;
        this.own = own;
        this.other = other;
        this.cortex = cortex;
    }

    static PosteriorSurface of(
            Volume ct,
            WorkingCube lattice,
            BoneOwnership.Parts parts,
            Blur blur,
            TaskExecutor threads,
            Progress progress) {
        VoxelGrid grid = lattice.grid();
        WorkingCube bone = smooth(lattice, parts.bone(), threads);
        int[] border = border(grid, parts);
        double[] points = new double[3 * border.length];
        double[] normals = new double[3 * border.length];
        double[] starts = new double[border.length];
        for (int n = 0; n < border.length; n++) {
            place(bone, border[n], n, points, normals, starts);
        }
        CorticalFit fit = CorticalFit.of(
                ct,
                new CorticalFit.Surface(points, normals, new double[border.length], INWARD),
                blur,
                null,
                threads,
                progress);
        float[] shifts = new float[grid.voxels()];
        float[] weights = new float[grid.voxels()];
        for (int n = 0; n < border.length; n++) {
            double weight = fit.explained[n] * fit.explained[n];
            weights[border[n]] = (float) weight;
            shifts[border[n]] = (float) (weight * fit.places[n]);
        }
        float[] shift = lattice.with(shifts).blurred(SHIFT_SMOOTH, threads).hu();
        float[] weight = lattice.with(weights).blurred(SHIFT_SMOOTH, threads).hu();
        float[] distances = new float[grid.voxels()];
        Chunks.forEach(threads, grid.nz(), 4, (from, to) -> {
            double[] gradient = new double[3];
            for (int at = from * grid.nx() * grid.ny(); at < to * grid.nx() * grid.ny(); at++) {
                double inside = bone.hu()[at] - 0.5;
                if (Math.abs(inside) > 0.499) {
                    distances[at] = (float) (inside > 0 ? -BAND : BAND);
                    continue;
                }
                double slope = Math.max(gradient(bone, at, gradient), LEAST_GRADIENT);
                double move = weight[at] > 1e-4 ? shift[at] / weight[at] : 0;
                distances[at] = (float) (Math.min(Math.max(-inside / slope, -BAND), BAND) - move);
            }
        });
        BitSet mine = (BitSet) parts.own().clone();
        mine.or(parts.body());
        BitSet others = (BitSet) parts.bone().clone();
        others.andNot(mine);
        double[] thickness = fit.thicknesses.clone();
        Arrays.sort(thickness);
        return new PosteriorSurface(
                lattice.with(distances),
                smooth(lattice, mine, threads),
                smooth(lattice, others, threads),
                thickness.length == 0 ? 0 : thickness[thickness.length / 2]);
    }

    /** The voxels of a grid that belong to this bone and whose centres are inside its surface. */
    BitSet inside(VoxelGrid grid, TaskExecutor threads) {
        boolean[] inside = new boolean[grid.voxels()];
        Chunks.forEach(threads, grid.nz(), 2, (from, to) -> {
            for (int k = from; k < to; k++) {
                for (int j = 0; j < grid.ny(); j++) {
                    for (int i = 0; i < grid.nx(); i++) {
                        Vec3 p = grid.toPatient(i, j, k);
                        double mine = own.at(p.x(), p.y(), p.z());
                        inside[grid.index(i, j, k)] = mine > 0.1
                                && mine > other.at(p.x(), p.y(), p.z())
                                && distance.at(p.x(), p.y(), p.z()) < 0;
                    }
                }
            }
        });
        return Masks.of(inside);
    }

    private static WorkingCube smooth(WorkingCube lattice, BitSet mask, TaskExecutor threads) {
        float[] values = new float[lattice.grid().voxels()];
        for (int at = mask.nextSetBit(0); at >= 0; at = mask.nextSetBit(at + 1)) {
            values[at] = 1;
        }
        return lattice.with(values).blurred(SMOOTH, threads);
    }

    /** Own voxels with a face towards no bone. */
    private static int[] border(VoxelGrid grid, BoneOwnership.Parts parts) {
        BitSet outside = Masks.complement(grid, parts.bone());
        BitSet border = Masks.dilated(grid, outside);
        border.and(parts.own());
        return border.stream().filter(at -> interior(grid, at)).toArray();
    }

    private static boolean interior(VoxelGrid grid, int at) {
        int i = at % grid.nx();
        int j = at / grid.nx() % grid.ny();
        int k = at / grid.nx() / grid.ny();
        return i > 0 && j > 0 && k > 0 && i < grid.nx() - 1 && j < grid.ny() - 1 && k < grid.nz() - 1;
    }

    /** Moves a border voxel along the gradient onto the half-way surface of the smoothed mask. */
    private static void place(WorkingCube bone, int at, int n, double[] points, double[] normals, double[] starts) {
        VoxelGrid grid = bone.grid();
        double[] g = new double[3];
        double slope = Math.max(gradient(bone, at, g), 1e-6);
        Vec3 p = grid.toPatient(at % grid.nx(), at / grid.nx() % grid.ny(), at / grid.nx() / grid.ny());
        Vec3 out = grid.xAxis()
                .times(-g[0] / slope)
                .plus(grid.yAxis().times(-g[1] / slope))
                .plus(grid.zAxis().times(-g[2] / slope));
        starts[n] = Math.min(Math.max((bone.hu()[at] - 0.5) / Math.max(slope, LEAST_GRADIENT), -1), 1);
        Vec3 moved = p.plus(out.times(starts[n]));
        for (int axis = 0; axis < 3; axis++) {
            points[3 * n + axis] = moved.get(axis);
            normals[3 * n + axis] = out.get(axis);
        }
    }

    /** Gradient along the lattice's axes, 1/mm; returns its length. */
    private static double gradient(WorkingCube cube, int at, double[] g) {
        VoxelGrid grid = cube.grid();
        float[] v = cube.hu();
        int[] strides = {1, grid.nx(), grid.nx() * grid.ny()};
        int[] ijk = {at % grid.nx(), at / grid.nx() % grid.ny(), at / strides[2]};
        for (int axis = 0; axis < 3; axis++) {
            int low = ijk[axis] > 0 ? at - strides[axis] : at;
            int high = ijk[axis] < grid.size(axis) - 1 ? at + strides[axis] : at;
            g[axis] = (v[high] - v[low]) / (2 * WorkingCube.STEP);
        }
        return Math.sqrt(g[0] * g[0] + g[1] * g[1] + g[2] * g[2]);
    }
}
