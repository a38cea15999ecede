package org.vertebrafe.fem;

import org.vertebrafe.mesh.ElementType;

/** Whether elements can be integrated. */
public final class ElementGeometry {

    private ElementGeometry() {}

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
