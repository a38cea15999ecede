package org.vertebrafe.segmentation.oneclick;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;

/**
 * Places all over a CT where a vertebral body may be: on voxels of about 3 mm, templates of a few sizes and tilts are
 * held against the image everywhere, and the best places are kept. It misses none that stands out and proposes much that
 * is no vertebra; {@link BodySearch} tells them apart.
 */
final class CoarseSearch {

    /** Least voxel size, mm. */
    private static final double LEAST = 2.5;

    /** Between which depths below and above the surface the image is to fall, mm. */
    private static final double INSIDE = 0.5;

    private static final double OUTSIDE = 3.5;

    /** Fall over that distance that counts half, HU. */
    private static final double HALF = 40;

    /** Soft tissue, fat and air are all the same here: only what is brighter is bone. */
    private static final float LEAST_HU = 50;

    private static final float LARGEST_HU = 600;

    private static final double LEAST_SCORE = 0.12;

    /** Places looked at before columns are made of them. */
    private static final int PLACES = 400;

    /** What a place must exceed to make a column better. */
    private static final double ENTRY = 0.2;

    /** Distance of the middles of neighbouring bodies along the patient's axis, mm. */
    private static final double LEAST_PITCH = 20;

    private static final double LARGEST_PITCH = 48;

    /** How far they may lie beside each other, as a part of that distance. */
    private static final double SLANT = 0.5;

    /** Places nearer to a better one are the same, mm. */
    private static final double SAME = 9;

    private static final double[][] SIZES = {{17, 12.5, 10}, {23, 16.5, 13.5}};

    private static final int[] SAGITTAL = {-22, 0, 22};

    private final VoxelGrid grid;
    private final float[] hu;

    private CoarseSearch(VoxelGrid grid, float[] hu) {
        this.grid = grid;
        this.hu = hu;
    }

    /** Averages blocks of voxels. */
    static CoarseSearch of(Volume ct, TaskExecutor threads) {
        VoxelGrid g = ct.grid();
        int[] block = new int[3];
        int[] size = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            block[axis] = Math.max(1, (int) Math.rint(LEAST / g.spacing().get(axis)));
            size[axis] = g.size(axis) / block[axis];
            if (size[axis] == 0) {
                block[axis] = g.size(axis);
                size[axis] = 1;
            }
        }
        float[] coarse = new float[size[0] * size[1] * size[2]];
        float[] fine = ct.values();
        Chunks.forEach(threads, size[2], 2, (from, to) -> {
            for (int k = from * block[2]; k < to * block[2]; k++) {
                for (int j = 0; j < size[1] * block[1]; j++) {
                    int row = g.index(0, j, k);
                    int out = size[0] * (j / block[1] + size[1] * (k / block[2]));
                    for (int i = 0; i < size[0] * block[0]; i++) {
                        float v = fine[row + i];
                        coarse[out + i / block[0]] += v > LEAST_HU ? Math.min(v, LARGEST_HU) : LEAST_HU;
                    }
                }
            }
            float share = 1f / (block[0] * block[1] * block[2]);
            for (int at = from * size[0] * size[1]; at < to * size[0] * size[1]; at++) {
                coarse[at] *= share;
            }
        });
        Vec3 spacing = new Vec3(
                block[0] * g.spacing().x(),
                block[1] * g.spacing().y(),
                block[2] * g.spacing().z());
        Vec3 origin = g.toPatient((block[0] - 1) / 2.0, (block[1] - 1) / 2.0, (block[2] - 1) / 2.0);
        return new CoarseSearch(
                new VoxelGrid(size[0], size[1], size[2], spacing, origin, g.xAxis(), g.yAxis(), g.zAxis()), coarse);
    }

    /** A template as steps in the coarse array, and the pose it stands for with its middle at the origin. */
    private record Stencil(BodyPose pose, int[][] inner, int[][] outer) {}

    /**
     * Places that form the best columns, one above the other as vertebrae are; the best place of each column first.
     *
     * @param columns how many
     */
    List<List<BodySearch.Fit>> columns(int columns, TaskExecutor threads, Progress progress) {
        List<BodySearch.Fit> places = new ArrayList<>(places(threads, progress));
        List<List<BodySearch.Fit>> best = new ArrayList<>();
        while (best.size() < columns && !places.isEmpty()) {
            List<BodySearch.Fit> column = bestColumn(places);
            places.removeAll(column);
            column.sort(Comparator.comparingDouble(BodySearch.Fit::score).reversed());
            best.add(column);
        }
        return best;
    }

    /** The column of the largest sum of scores, each less the entry, by dynamic programming from the feet to the head. */
    private static List<BodySearch.Fit> bestColumn(List<BodySearch.Fit> places) {
        List<BodySearch.Fit> rising = new ArrayList<>(places);
        rising.sort(Comparator.comparingDouble(fit -> fit.pose().centre().z()));
        double[] totals = new double[rising.size()];
        int[] below = new int[rising.size()];
        int top = 0;
        for (int n = 0; n < totals.length; n++) {
            below[n] = -1;
            double most = 0;
            for (int m = 0; m < n; m++) {
                Vec3 step =
                        rising.get(n).pose().centre().minus(rising.get(m).pose().centre());
                boolean next = step.z() > LEAST_PITCH
                        && step.z() < LARGEST_PITCH
                        && Math.hypot(step.x(), step.y()) < SLANT * step.z();
                if (next && totals[m] > most) {
                    most = totals[m];
                    below[n] = m;
                }
            }
            totals[n] = most + rising.get(n).score() - ENTRY;
            top = totals[n] > totals[top] ? n : top;
        }
        List<BodySearch.Fit> column = new ArrayList<>();
        for (int n = top; n >= 0; n = below[n]) {
            column.add(rising.get(n));
        }
        return column;
    }

    /** The best places, best first. */
    private List<BodySearch.Fit> places(TaskExecutor threads, Progress progress) {
        List<Stencil> stencils = stencils();
        float[] best = new float[grid.voxels()];
        byte[] which = new byte[grid.voxels()];
        Chunks.forEach(threads, grid.nz(), 1, (from, to) -> {
            for (int k = from; k < to && !progress.isCancelled(); k++) {
                for (int j = 0; j < grid.ny(); j++) {
                    for (int i = 0; i < grid.nx(); i++) {
                        int at = grid.index(i, j, k);
                        best[at] = -1;
                        for (int s = 0; s < stencils.size(); s++) {
                            float score = score(stencils.get(s), i, j, k);
                            if (score > best[at]) {
                                best[at] = score;
                                which[at] = (byte) s;
                            }
                        }
                    }
                }
            }
        });
        progress.checkCancelled();
        return apart(best, which, stencils);
    }

    private List<BodySearch.Fit> apart(float[] best, byte[] which, List<Stencil> stencils) {
        List<Integer> order = new ArrayList<>();
        for (int at = 0; at < best.length; at++) {
            if (best[at] > LEAST_SCORE) {
                order.add(at);
            }
        }
        order.sort(Comparator.comparingDouble((Integer at) -> -best[at]).thenComparing(at -> at));
        List<BodySearch.Fit> kept = new ArrayList<>();
        for (int at : order) {
            Vec3 p = grid.toPatient(at % grid.nx(), at / grid.nx() % grid.ny(), at / grid.nx() / grid.ny());
            if (kept.stream().noneMatch(k -> k.pose().centre().minus(p).norm() < SAME)) {
                kept.add(new BodySearch.Fit(stencils.get(which[at]).pose().at(p), best[at]));
                if (kept.size() == PLACES) {
                    break;
                }
            }
        }
        return kept;
    }

    private float score(Stencil stencil, int i, int j, int k) {
        float sum = 0;
        int[][] inner = stencil.inner;
        int[][] outer = stencil.outer;
        for (int n = 0; n < inner.length; n++) {
            float fall = at(i, j, k, inner[n]) - at(i, j, k, outer[n]);
            sum += fall / (Math.abs(fall) + (float) HALF);
        }
        return sum / inner.length;
    }

    private float at(int i, int j, int k, int[] step) {
        int x = Math.min(Math.max(i + step[0], 0), grid.nx() - 1);
        int y = Math.min(Math.max(j + step[1], 0), grid.ny() - 1);
        int z = Math.min(Math.max(k + step[2], 0), grid.nz() - 1);
        return hu[x + grid.nx() * (y + grid.ny() * z)];
    }

    private List<Stencil> stencils() {
        BodyTemplate template = new BodyTemplate(1);
        List<Stencil> stencils = new ArrayList<>();
        for (double[] size : SIZES) {
            for (int tilt : SAGITTAL) {
                BodyPose pose = new BodyPose(Vec3.ZERO, 0, Math.toRadians(tilt), 0, size[0], size[1], size[2]);
                double[] points = template.placed(pose);
                double[] normals = BodyTemplate.normals(template.sphere, points);
                List<int[]> inner = new ArrayList<>();
                List<int[]> outer = new ArrayList<>();
                for (int v = 0; v < template.weights.length; v++) {
                    if (template.weights[v] > 0) {
                        Vec3 p = ColumnMesh.vertex(points, v);
                        Vec3 u = ColumnMesh.vertex(normals, v).normalized();
                        inner.add(steps(p.minus(u.times(INSIDE))));
                        outer.add(steps(p.plus(u.times(OUTSIDE))));
                    }
                }
                stencils.add(new Stencil(pose, inner.toArray(int[][]::new), outer.toArray(int[][]::new)));
            }
        }
        return stencils;
    }

    /** A displacement in mm, as whole voxels. */
    private int[] steps(Vec3 mm) {
        int[] steps = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            steps[axis] =
                    (int) Math.rint(mm.dot(grid.axis(axis)) / grid.spacing().get(axis));
        }
        return steps;
    }
}
