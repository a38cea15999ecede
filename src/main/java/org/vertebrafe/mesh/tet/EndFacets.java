package org.vertebrafe.mesh.tet;

import java.util.Map;
import java.util.stream.IntStream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.mesh.VoxelMesh;

/**
 * The two ends of a solid along an axis: the boundary facets all of whose corners lie within a depth of the farthest point.
 *
 * @param axis from the end that rests to the one that is pressed, LPS; of any length but 0
 * @param depth mm
 */
public record EndFacets(Vec3 axis, double depth) {

    public EndFacets {
        if (!(axis.norm() > 0) || !Double.isFinite(axis.norm())) {
            throw InputException.of(
                    "Axis %g, %g, %g: must have a direction, for instance 0, 0, 1.", axis.x(), axis.y(), axis.z());
        }
        if (!(depth > 0) || !Double.isFinite(depth)) {
            throw InputException.of("Depth of the ends %g mm: must be positive.", depth);
        }
        axis = axis.normalized();
    }

    /** A right-handed frame whose third axis this is; the patient's axes where it is the third of them. */
    Vec3[] latticeAxes() {
        Vec3 start = Math.abs(axis.x()) < 0.8 ? new Vec3(1, 0, 0) : new Vec3(0, 1, 0);
        Vec3 first = start.minus(axis.times(start.dot(axis))).normalized();
        return new Vec3[] {first, axis.cross(first), axis};
    }

    /** The facets of the ends {@link VoxelMesh#SUPERIOR} and {@link VoxelMesh#INFERIOR}; triangle f is facet boundary[f]. */
    Map<String, int[]> of(TriangleSurface surface, int[] boundary) {
        return Map.of(
                VoxelMesh.SUPERIOR,
                end(surface, boundary, axis),
                VoxelMesh.INFERIOR,
                end(surface, boundary, axis.times(-1)));
    }

    private int[] end(TriangleSurface surface, int[] boundary, Vec3 outward) {
        double farthest = Double.NEGATIVE_INFINITY;
        for (int v : surface.triangles()) {
            farthest = Math.max(farthest, surface.vertex(v).dot(outward));
        }
        double limit = farthest - depth;
        int[] facets = IntStream.range(0, boundary.length)
                .filter(f -> IntStream.range(3 * f, 3 * f + 3)
                        .allMatch(c -> surface.vertex(surface.triangles()[c]).dot(outward) >= limit))
                .map(f -> boundary[f])
                .toArray();
        if (facets.length == 0) {
            throw InputException.of(
                    "No facet lies within %.3g mm of the end of the solid along %.2f, %.2f, %.2f: take in more depth,"
                            + " or choose smaller elements.",
                    depth, outward.x(), outward.y(), outward.z());
        }
        return facets;
    }
}
