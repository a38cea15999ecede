package org.vertebrafe.segmentation.oneclick;

import java.util.Arrays;

/**
 * Thickness of the body's cortex at each vertex of the body's surface, estimated below the size of a voxel by comparing
 * the image along the normal with that of a blurred plate.
 *
 * @param vertices on the outer surface, x, y, z in LPS mm
 * @param triangles three vertices each, counter-clockwise seen from outside
 * @param thickness mm at each vertex; NaN where bone goes on into the pedicles and there is no cortex
 * @param explained part of the profile's variance that the plate explains at each vertex, 0..1; NaN as before
 */
public record CortexMap(double[] vertices, int[] triangles, double[] thickness, double[] explained) {

    static CortexMap of(BodyShaper.Shape shape) {
        double[] thickness = shape.thickness().clone();
        double[] explained = shape.explained().clone();
        for (int v = 0; v < thickness.length; v++) {
            if (shape.bridged()[v]) {
                thickness[v] = Double.NaN;
                explained[v] = Double.NaN;
            }
        }
        return new CortexMap(
                shape.mesh().base.clone(), shape.mesh().sphere.triangles.clone(), thickness, explained);
    }

    /** Mean thickness over the surface where there is cortex, mm; the vertices are nearly evenly spread. */
    public double mean() {
        return Arrays.stream(thickness).filter(t -> !Double.isNaN(t)).average().orElse(Double.NaN);
    }

    /** Thickness that a part of the surface does not exceed, mm. */
    public double quantile(double part) {
        double[] sorted =
                Arrays.stream(thickness).filter(t -> !Double.isNaN(t)).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.rint(part * (sorted.length - 1))];
    }
}
