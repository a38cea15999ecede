package org.vertebrafe.fem;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

/** How elements are integrated: whether they can be, where, and over which volume. */
public final class ElementGeometry {

    private static final int CHUNK_ELEMENTS = 4096;

    private ElementGeometry() {}

    /** Barycentric coordinates of the integration points of a tetrahedron, four a point, in the order they are taken in. */
    public static double[] barycentricPoints(ElementType type) {
        if (type == ElementType.HEX8) {
            throw new IllegalArgumentException("not a tetrahedron: " + type);
        }
        ReferenceElement reference = ReferenceElement.of(type);
        double[] points = new double[4 * reference.points()];
        for (int p = 0; p < reference.points(); p++) {
            double[] place = reference.place(p);
            points[4 * p] = 1 - place[0] - place[1] - place[2];
            System.arraycopy(place, 0, points, 4 * p + 1, 3);
        }
        return points;
    }

    /** Volume of each element, mm3: the sum of what its integration points stand for. */
    public static double[] volumes(Mesh mesh, TaskExecutor threads) {
        double[] volumes = new double[mesh.elements()];
        Chunks.forEach(threads, mesh.elements(), CHUNK_ELEMENTS, (from, to) -> {
            ReferenceElement reference = ReferenceElement.of(mesh.type());
            double[] x = new double[3 * reference.nodes()];
            double[] gradients = new double[3 * reference.nodes()];
            for (int e = from; e < to; e++) {
                ElementShapes.relativeCoordinates(mesh, mesh.coordinates(), e, x);
                for (int p = 0; p < reference.points(); p++) {
                    volumes[e] += reference.gradients(x, p, gradients, 0);
                }
            }
        });
        return volumes;
    }

    /**
     * Least volume that an integration point of an element stands for, mm3: not positive where the element is turned inside
     * out or flat.
     *
     * @param coordinates x, y, z of each node of the element, mm
     */
    public static double smallestPointVolume(ElementType type, double[] coordinates) {
        ReferenceElement reference = ReferenceElement.of(type);
        double[] gradients = new double[3 * reference.nodes()];
        double least = Double.POSITIVE_INFINITY;
        for (int p = 0; p < reference.points(); p++) {
            least = Math.min(least, reference.gradients(coordinates, p, gradients, 0));
        }
        return least;
    }
}
