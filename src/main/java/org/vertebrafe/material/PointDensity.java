package org.vertebrafe.material;

import java.util.BitSet;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Volume;
import org.vertebrafe.mesh.Mesh;

/** Densities at places inside tetrahedra, for moduli that vary inside the elements. */
public final class PointDensity {

    private static final int CHUNK_ELEMENTS = 4096;

    private PointDensity() {}

    /**
     * The image at places in each element, trilinear between the voxels of a mask; the element's mean where the mask does
     * not reach. Mid-side nodes do not bend the places.
     *
     * @param image for instance bone density
     * @param mask voxels that count, by array position
     * @param mesh of 4- or 10-node tetrahedra in the image's patient coordinates
     * @param mean of each element
     * @param places barycentric coordinates, four a place
     * @return values place after place, element after element
     */
    public static float[] sampled(
            Volume image,
            BitSet mask,
            Mesh mesh,
            float[] mean,
            double[] places,
            TaskExecutor threads,
            Progress progress) {
        double[] voxels = ElementDensity.inVoxels(image.grid(), mesh);
        int per = places.length / 4;
        float[] values = new float[Math.multiplyExact(per, mesh.elements())];
        Chunks.forEach(threads, mesh.elements(), CHUNK_ELEMENTS, (from, to) -> {
            progress.checkCancelled();
            MaskedSampler sampler = new MaskedSampler(image, mask);
            double[] corners = new double[12];
            for (int e = from; e < to; e++) {
                for (int c = 0; c < 4; c++) {
                    int node = mesh.connectivity()[mesh.type().nodes() * e + c];
                    System.arraycopy(voxels, 3 * node, corners, 3 * c, 3);
                }
                for (int p = 0; p < per; p++) {
                    sampler.at(corners, places, 4 * p);
                    values[per * e + p] = sampler.reached() ? (float) sampler.masked() : mean[e];
                }
            }
        });
        return values;
    }

    /**
     * Element means carried to the corner nodes, each the mean of the elements around it weighted by their volumes, and
     * from there linearly to places in each element. The integral over the mesh stays what it is by element.
     *
     * @param mesh of 4- or 10-node tetrahedra
     * @param mean of each element; NaN for elements that have no part in it and whose places get NaN
     * @param volume of each element, mm3
     * @param places barycentric coordinates, four a place
     * @return values place after place, element after element
     */
    public static float[] nodal(Mesh mesh, float[] mean, double[] volume, double[] places) {
        int nodesPer = mesh.type().nodes();
        double[] sum = new double[mesh.nodes()];
        double[] weight = new double[mesh.nodes()];
        for (int e = 0; e < mesh.elements(); e++) {
            for (int c = 0; c < 4 && !Float.isNaN(mean[e]); c++) {
                int node = mesh.connectivity()[nodesPer * e + c];
                sum[node] += volume[e] * mean[e];
                weight[node] += volume[e];
            }
        }
        int per = places.length / 4;
        float[] values = new float[Math.multiplyExact(per, mesh.elements())];
        for (int e = 0; e < mesh.elements(); e++) {
            for (int p = 0; p < per; p++) {
                double value = Float.isNaN(mean[e]) ? Double.NaN : 0;
                for (int c = 0; c < 4 && !Float.isNaN(mean[e]); c++) {
                    int node = mesh.connectivity()[nodesPer * e + c];
                    value += places[4 * p + c] * sum[node] / weight[node];
                }
                values[per * e + p] = (float) value;
            }
        }
        return values;
    }
}
