package org.vertebrafe.material;

import java.util.Arrays;
import java.util.BitSet;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

/**
 * The mean of an image over each tetrahedron of a mesh, by integration: the image is interpolated trilinearly between the
 * centres of its voxels and sampled at 4 points in each part of the element, which is cut until no edge of a part is
 * longer than a voxel along any axis of the image. Exact for linear images; four-point sampling in parts of a voxel's
 * size otherwise. Mid-side nodes do not bend the region of integration, which is that of the corners.
 *
 * <p>Surface: an element that reaches out of the bone sees what the image has there (soft tissue, partial volume). With a
 * mask only its voxels count: interpolation weights of other voxels are left out and the rest scaled up, the mean is over
 * the part of the element where there is any, and {@link #covered} says how large that part is. An element that the mask
 * does not reach gets the plain mean and a coverage of 0.
 *
 * @param mean of each element, in the image's unit; to be read only
 * @param covered part of each element's volume that the mask reaches, 0..1; 1 without a mask; to be read only
 * @param volume of each element, mm3; to be read only
 */
public record ElementDensity(float[] mean, float[] covered, double[] volume) {

    private static final int CHUNK_ELEMENTS = 512;
    /** Largest number of parts along an edge: 4 * 24^3 samples an element. */
    private static final int MAX_CUTS = 24;

    private static final double ROUNDING = 1e-9;

    /**
     * Averages an image over tetrahedra.
     *
     * @param image for instance bone density
     * @param mask voxels that count, by array position; null if all do
     * @param mesh of 4- or 10-node tetrahedra in the image's patient coordinates
     * @param threads the caller's threads; the result does not depend on how many
     * @param progress polled for cancel
     * @throws InputException if an element reaches out of the image by more than half a voxel, or so coarse a mesh is
     *     given for so fine an image that an edge spans more than 24 voxels
     */
    public static ElementDensity of(Volume image, BitSet mask, Mesh mesh, TaskExecutor threads, Progress progress) {
        if (mesh.type() != ElementType.TET4 && mesh.type() != ElementType.TET10) {
            throw new IllegalArgumentException("tetrahedra expected, not " + mesh.type());
        }
        progress.report("Density of the elements", Double.NaN);
        double[] voxels = inVoxels(image.grid(), mesh);
        double[][] rules = new double[MAX_CUTS + 1][];
        for (int e = 0; e < mesh.elements(); e++) {
            int cuts = cuts(mesh, voxels, e);
            if (rules[cuts] == null) {
                rules[cuts] = TetrahedronRule.points(cuts);
            }
        }
        float[] mean = new float[mesh.elements()];
        float[] covered = new float[mesh.elements()];
        double[] volume = new double[mesh.elements()];
        Chunks.forEach(threads, mesh.elements(), CHUNK_ELEMENTS, (from, to) -> {
            progress.checkCancelled();
            Averager averager = new Averager(image, mask);
            for (int e = from; e < to; e++) {
                volume[e] = volume(mesh, e);
                averager.average(mesh, voxels, e, rules[cuts(mesh, voxels, e)]);
                mean[e] = (float) averager.mean;
                covered[e] = (float) averager.covered;
            }
        });
        return new ElementDensity(mean, covered, volume);
    }

    /** Integral of the image over the whole mesh: with a density in g/cm3 the mass in mg (g/cm3 times mm3). */
    public double total() {
        double sum = 0;
        for (int e = 0; e < mean.length; e++) {
            sum += mean[e] * volume[e];
        }
        return sum;
    }

    /** Elements of which the mask covers less than a part, 0..1. */
    public BitSet coveredLessThan(double part) {
        BitSet elements = new BitSet(covered.length);
        for (int e = 0; e < covered.length; e++) {
            elements.set(e, covered[e] < part);
        }
        return elements;
    }

    /** Voxel coordinates of the corners, at most half a voxel outside the outermost centres. */
    static double[] inVoxels(VoxelGrid grid, Mesh mesh) {
        double[] voxels = new double[3 * mesh.nodes()];
        Arrays.fill(voxels, Double.NaN);
        int perElement = mesh.type().nodes();
        for (int at = 0; at < mesh.connectivity().length; at++) {
            int node = mesh.connectivity()[at];
            if (at % perElement >= 4 || !Double.isNaN(voxels[3 * node])) {
                continue;
            }
            Vec3 v = grid.toVoxel(mesh.node(node));
            for (int axis = 0; axis < 3; axis++) {
                double high = grid.size(axis) - 1;
                double x = v.get(axis);
                if (!(x >= -0.5 - ROUNDING && x <= high + 0.5 + ROUNDING)) {
                    throw InputException.of(
                            "Node %d of the mesh at %s mm lies outside the image, %.2f mm beyond its outermost voxels along"
                                    + " axis %d: take an image that holds the whole model.",
                            node + 1,
                            mesh.node(node),
                            Math.max(-0.5 - x, x - high - 0.5) * grid.spacing().get(axis),
                            axis + 1);
                }
                voxels[3 * node + axis] = x;
            }
        }
        return voxels;
    }

    private static int cuts(Mesh mesh, double[] voxels, int element) {
        int first = mesh.type().nodes() * element;
        double longest = 0;
        for (int a = 0; a < 4; a++) {
            for (int b = 0; b < a; b++) {
                for (int axis = 0; axis < 3; axis++) {
                    longest = Math.max(
                            longest,
                            Math.abs(voxels[3 * mesh.connectivity()[first + a] + axis]
                                    - voxels[3 * mesh.connectivity()[first + b] + axis]));
                }
            }
        }
        int cuts = Math.max(1, (int) Math.ceil(longest - ROUNDING));
        if (cuts > MAX_CUTS) {
            throw InputException.of(
                    "An edge of element %d spans %d voxels of the image, at most %d are possible: mesh finer or resample the"
                            + " image.",
                    element + 1, cuts, MAX_CUTS);
        }
        return cuts;
    }

    private static double volume(Mesh mesh, int element) {
        int first = mesh.type().nodes() * element;
        Vec3 origin = mesh.node(mesh.connectivity()[first]);
        Vec3 a = mesh.node(mesh.connectivity()[first + 1]).minus(origin);
        Vec3 b = mesh.node(mesh.connectivity()[first + 2]).minus(origin);
        Vec3 c = mesh.node(mesh.connectivity()[first + 3]).minus(origin);
        return a.dot(b.cross(c)) / 6;
    }

    /** Averages one element at a time; work space of one thread. */
    private static final class Averager {

        private final MaskedSampler sampler;
        private final double[] corners = new double[12];
        private double mean;
        private double covered;

        Averager(Volume image, BitSet mask) {
            sampler = new MaskedSampler(image, mask);
        }

        void average(Mesh mesh, double[] voxels, int element, double[] rule) {
            int first = mesh.type().nodes() * element;
            for (int c = 0; c < 4; c++) {
                System.arraycopy(voxels, 3 * mesh.connectivity()[first + c], corners, 3 * c, 3);
            }
            double plainSum = 0;
            double maskedSum = 0;
            int inside = 0;
            int points = rule.length / 4;
            for (int p = 0; p < points; p++) {
                sampler.at(corners, rule, 4 * p);
                plainSum += sampler.plain();
                if (sampler.reached()) {
                    maskedSum += sampler.masked();
                    inside++;
                }
            }
            mean = inside == 0 ? plainSum / points : maskedSum / inside;
            covered = (double) inside / points;
        }
    }
}
