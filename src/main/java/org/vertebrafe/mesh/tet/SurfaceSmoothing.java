package org.vertebrafe.mesh.tet;

import java.util.BitSet;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.image.VoxelGrid;

/**
 * Takes the staircase off the surface of a voxel mask. The vertices' coordinates are low-pass filtered over the surface by
 * a windowed Chebyshev polynomial of the umbrella operator (Taubin, Zhang and Golub 1996, doi:10.1007/BFb0015544), which
 * leaves wavelengths of many voxels, and so the volume, alone. No vertex may move by half the local thickness of the mask or
 * of the gap beside it: thin plates stay whole and nothing merges. What volume is lost at edges is given back by an offset
 * along the normals, so that the surface encloses as much as the voxels did.
 */
final class SurfaceSmoothing {

    /** Eigenvalues of the umbrella operator (0..2) below this pass: wavelengths above some 15 voxels. */
    private static final double PASS_BAND = 0.03;

    /** Degree of the polynomial. */
    private static final int DEGREE = 40;

    /** Filter and restraint are repeated: what the restraint bends is smoothed again. */
    private static final int ROUNDS = 2;

    /** A pass band next to nothing: the widest average that a polynomial of this degree takes. */
    private static final double WIDEST = 1e-6;

    /** A light filter before and after rounds the voxels' corners and the tips that the restraint left. */
    private static final double FINISH_BAND = 0.3;

    private static final int FINISH_DEGREE = 10;

    /** How far a vertex may go along each axis, as a fraction of the local thickness: two of them may approach. */
    private static final float REACH = 0.45f;

    private static final int VOLUME_STEPS = 4;

    /** Farthest one of these steps may go, voxels. */
    private static final double OFFSET_LIMIT = 0.1;

    private static final int CHUNK = 4096;

    private final TaskExecutor threads;
    private final int[] firstNeighbour;
    private final int[] neighbours;
    private final int n;

    private SurfaceSmoothing(TaskExecutor threads, int n, int[] triangles) {
        this.threads = threads;
        this.n = n;
        this.firstNeighbour = new int[n + 1];
        this.neighbours = new int[triangles.length];
        // In a closed surface each edge is a half-edge once in either direction: all neighbours, each once.
        for (int vertex : triangles) {
            firstNeighbour[vertex + 1]++;
        }
        for (int v = 0; v < n; v++) {
            firstNeighbour[v + 1] += firstNeighbour[v];
        }
        int[] fill = firstNeighbour.clone();
        for (int t = 0; t < triangles.length; t += 3) {
            for (int c = 0; c < 3; c++) {
                neighbours[fill[triangles[t + c]]++] = triangles[t + (c + 1) % 3];
            }
        }
    }

    /**
     * The smooth surface of a mask.
     *
     * @param grid where the voxels are
     * @param mask voxels inside, by array position; at least one
     * @param threads the caller's threads
     * @return a closed surface whose volume is that of the voxels
     */
    static TriangleSurface smooth(VoxelGrid grid, BitSet mask, TaskExecutor threads) {
        MaskSurface rough = MaskSurface.of(grid, mask);
        float[] start = rough.voxelCoordinates();
        SurfaceSmoothing smoothing = new SurfaceSmoothing(threads, start.length / 3, rough.triangles());
        double[] x = new double[start.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = start[i];
        }
        float[] reach = smoothing.reach(new LocalThickness(grid, mask), start);
        x = smoothing.lowPass(x, 3, FINISH_BAND, FINISH_DEGREE);
        double[] normals = smoothing.normals(x, rough.triangles());
        for (int round = 0; round < ROUNDS; round++) {
            double[] smooth = smoothing.lowPass(x, 3, PASS_BAND, DEGREE);
            smoothing.restoreLocally(x, smooth, normals);
            smoothing.restrain(smooth, start, reach);
            x = smooth;
        }
        x = smoothing.lowPass(x, 3, FINISH_BAND, FINISH_DEGREE);
        TriangleSurface surface = MaskSurface.placed(grid, x, rough.triangles());
        double target = mask.cardinality() * grid.voxelVolume();
        double limit = OFFSET_LIMIT
                * Math.min(
                        grid.spacing().x(),
                        Math.min(grid.spacing().y(), grid.spacing().z()));
        for (int step = 0; step < VOLUME_STEPS; step++) {
            // A speck of a few voxels cannot be blown up without limit: it is too small to be meshed anyway.
            double distance = (target - surface.volume()) / surface.area();
            offset(surface, Math.max(-limit, Math.min(limit, distance)));
        }
        return surface;
    }

    /**
     * Applies the polynomial sum of c_j T_j(M), M being the mean over neighbours.
     *
     * @param x values of the vertices, {@code width} each
     */
    private double[] lowPass(double[] x, int width, double passBand, int degree) {
        double[] weights = weights(passBand, degree);
        double[] before = x.clone();
        double[] now = new double[x.length];
        double[] sum = new double[x.length];
        Chunks.forEach(threads, n, CHUNK, (from, to) -> {
            for (int v = from; v < to; v++) {
                mean(before, v, width, 1, now, 0);
                for (int i = width * v; i < width * v + width; i++) {
                    sum[i] = weights[0] * before[i] + weights[1] * now[i];
                }
            }
        });
        double[][] ring = {before, now};
        for (int j = 2; j <= degree; j++) {
            double[] older = ring[j & 1];
            double[] old = ring[j - 1 & 1];
            double weight = weights[j];
            // The oldest member is overwritten in place: a vertex needs of it only its own value.
            Chunks.forEach(threads, n, CHUNK, (from, to) -> {
                for (int v = from; v < to; v++) {
                    mean(old, v, width, 2, older, -1);
                    for (int i = width * v; i < width * v + width; i++) {
                        sum[i] += weight * older[i];
                    }
                }
            });
        }
        return sum;
    }

    /** out = factor * mean of the neighbours' x + share * out, at one vertex. */
    private void mean(double[] x, int v, int width, double factor, double[] out, double share) {
        int begin = firstNeighbour[v];
        int end = firstNeighbour[v + 1];
        double scale = factor / (end - begin);
        if (width == 1) {
            double sum = 0;
            for (int e = begin; e < end; e++) {
                sum += x[neighbours[e]];
            }
            out[v] = scale * sum + share * out[v];
            return;
        }
        double sx = 0;
        double sy = 0;
        double sz = 0;
        for (int e = begin; e < end; e++) {
            int at = 3 * neighbours[e];
            sx += x[at];
            sy += x[at + 1];
            sz += x[at + 2];
        }
        out[3 * v] = scale * sx + share * out[3 * v];
        out[3 * v + 1] = scale * sy + share * out[3 * v + 1];
        out[3 * v + 2] = scale * sz + share * out[3 * v + 2];
    }

    /**
     * Gives back what the filter took from whole parts: a ball or a rod shrinks everywhere alike, the steps of a staircase
     * lose and gain in turn. So the displacement along the normals, averaged over a wide neighbourhood, is undone.
     */
    private void restoreLocally(double[] before, double[] smooth, double[] normals) {
        double[] along = new double[n];
        Chunks.forEach(threads, n, CHUNK, (from, to) -> {
            for (int v = from; v < to; v++) {
                for (int i = 3 * v; i < 3 * v + 3; i++) {
                    along[v] += (smooth[i] - before[i]) * normals[i];
                }
            }
        });
        double[] wide = lowPass(along, 1, WIDEST, DEGREE);
        Chunks.forEach(threads, n, CHUNK, (from, to) -> {
            for (int v = from; v < to; v++) {
                for (int i = 3 * v; i < 3 * v + 3; i++) {
                    smooth[i] -= wide[v] * normals[i];
                }
            }
        });
    }

    /** Unit normals of the vertices, means over their triangles. In voxels either orientation will do. */
    private double[] normals(double[] x, int[] triangles) {
        double[] normals = new double[x.length];
        TriangleSurface.addNormals(x, triangles, normals);
        for (int v = 0; v < x.length; v += 3) {
            double length = Math.sqrt(
                    normals[v] * normals[v] + normals[v + 1] * normals[v + 1] + normals[v + 2] * normals[v + 2]);
            for (int i = v; i < v + 3 && length > 0; i++) {
                normals[i] /= length;
            }
        }
        return normals;
    }

    /** Chebyshev coefficients of the ideal low-pass, with a Hamming window, summing to 1. */
    private static double[] weights(double passBand, int degree) {
        double edge = Math.acos(1 - passBand);
        double[] weights = new double[degree + 1];
        double sum = 0;
        for (int j = 0; j <= degree; j++) {
            double ideal = j == 0 ? edge / Math.PI : 2 * Math.sin(j * edge) / (j * Math.PI);
            weights[j] = ideal * (0.54 + 0.46 * Math.cos(Math.PI * j / (degree + 1)));
            sum += weights[j];
        }
        for (int j = 0; j <= degree; j++) {
            weights[j] /= sum;
        }
        return weights;
    }

    /** How far each vertex may go along each axis, voxels. */
    private float[] reach(LocalThickness thickness, float[] start) {
        float[] reach = new float[n];
        Chunks.forEach(threads, n, CHUNK, (from, to) -> {
            for (int v = from; v < to; v++) {
                reach[v] = REACH * thickness.at(start[3 * v], start[3 * v + 1], start[3 * v + 2]);
            }
        });
        return reach;
    }

    private void restrain(double[] x, float[] start, float[] reach) {
        Chunks.forEach(threads, n, CHUNK, (from, to) -> {
            for (int v = from; v < to; v++) {
                for (int i = 3 * v; i < 3 * v + 3; i++) {
                    x[i] = Math.max(start[i] - reach[v], Math.min(start[i] + reach[v], x[i]));
                }
            }
        });
    }

    /** Moves all vertices of a surface along their normals, mm outward, in place. */
    static void offset(TriangleSurface surface, double distance) {
        double[] xyz = surface.coordinates();
        double[] normals = new double[xyz.length];
        TriangleSurface.addNormals(xyz, surface.triangles(), normals);
        for (int v = 0; v < xyz.length; v += 3) {
            double x = normals[v];
            double y = normals[v + 1];
            double z = normals[v + 2];
            double length = Math.sqrt(x * x + y * y + z * z);
            if (length > 0) {
                xyz[v] += x / length * distance;
                xyz[v + 1] += y / length * distance;
                xyz[v + 2] += z / length * distance;
            }
        }
    }
}
