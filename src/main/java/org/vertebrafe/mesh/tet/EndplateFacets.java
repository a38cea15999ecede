package org.vertebrafe.mesh.tet;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.segmentation.Plane;
import org.vertebrafe.segmentation.VertebralFrame;

/**
 * Finds the facets of an endplate: those of the body that look along its axis and lie near the endplate's plane, as one
 * piece without holes.
 */
final class EndplateFacets {

    /** Facets tilted more than this from the endplate's normal belong to the wall, degrees. */
    private static final double WALL = 50;

    /** How often the border is straightened. */
    private static final int SWEEPS = 3;

    private final TriangleSurface surface;
    private final FacetGroups groups;

    /**
     * @param surface the whole boundary; triangle f is facet f
     * @param groups of its triangles
     */
    EndplateFacets(TriangleSurface surface, FacetGroups groups) {
        this.surface = surface;
        this.groups = groups;
    }

    /**
     * The triangles of one endplate, rising.
     *
     * @param frame of the vertebra
     * @param superior which endplate
     * @param body whether a triangle belongs to the vertebral body
     * @throws InputException if there are none
     */
    int[] of(VertebralFrame frame, boolean superior, IntPredicate body) {
        Plane plane = superior ? frame.superiorEndplate() : frame.inferiorEndplate();
        double depth = VertebralFrame.ENDPLATE_DEPTH * frame.height();
        boolean[] chosen = new boolean[surface.faces()];
        for (int f = 0; f < chosen.length; f++) {
            Vec3 a = surface.vertex(surface.triangles()[3 * f]);
            Vec3 b = surface.vertex(surface.triangles()[3 * f + 1]);
            Vec3 c = surface.vertex(surface.triangles()[3 * f + 2]);
            Vec3 normal = b.minus(a).cross(c.minus(a));
            double facing = normal.dot(plane.normal()) / normal.norm();
            chosen[f] = body.test(f)
                    && facing > Math.cos(Math.toRadians(WALL))
                    && Math.abs(plane.distance(a.plus(b).plus(c).times(1 / 3.0))) <= depth;
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            chosen = groups.majority(chosen);
        }
        groups.keepLargest(chosen);
        // What is not the largest part of the rest are holes.
        boolean[] rest = new boolean[chosen.length];
        for (int f = 0; f < rest.length; f++) {
            rest[f] = !chosen[f];
        }
        groups.keepLargest(rest);
        int[] facets = new int[rest.length];
        int n = 0;
        for (int f = 0; f < rest.length; f++) {
            if (!rest[f]) {
                facets[n++] = f;
            }
        }
        if (n == 0) {
            throw InputException.of(
                    "No facet of the %s endplate lies within %.2f mm of its plane: the elements are too coarse for this"
                            + " vertebra, or other labels cover its endplate; choose smaller elements.",
                    superior ? "superior" : "inferior", depth);
        }
        return Arrays.copyOf(facets, n);
    }
}
