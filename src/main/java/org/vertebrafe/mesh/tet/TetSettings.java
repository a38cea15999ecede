package org.vertebrafe.mesh.tet;

import org.vertebrafe.base.InputException;
import org.vertebrafe.mesh.ElementType;

/**
 * What tetrahedra are wanted.
 *
 * @param edge mean length of the elements' edges, mm
 * @param type {@link ElementType#TET4} or {@link ElementType#TET10}
 */
public record TetSettings(double edge, ElementType type) {

    /** Edge of the study's elements, mm. */
    public static final double DEFAULT_EDGE = 2;

    public TetSettings {
        if (!(edge > 0) || Double.isInfinite(edge)) {
            throw InputException.of("Edge length of the tetrahedra %g mm: must be positive.", edge);
        }
        if (type == ElementType.HEX8) {
            throw new IllegalArgumentException("not a tetrahedron: " + type);
        }
    }

    /** Quadratic tetrahedra of 2 mm. */
    public static TetSettings defaults() {
        return new TetSettings(DEFAULT_EDGE, ElementType.TET10);
    }
}
