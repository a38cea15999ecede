package org.vertebrafe.mesh.tet;

import org.vertebrafe.base.InputException;
import org.vertebrafe.mesh.ElementType;

/**
 * What tetrahedra are wanted.
 *
 * @param edge mean length of the elements' edges, mm; of those at the surface if elements grow inward
 * @param type {@link ElementType#TET4} or {@link ElementType#TET10}
 * @param growth how many times longer the edges deep inside may be: 1 (all alike), 2, 4 or 8
 */
public record TetSettings(double edge, ElementType type, int growth) {

    /** Edge of the study's elements, mm. */
    public static final double DEFAULT_EDGE = 2;

    public TetSettings {
        if (!(edge > 0) || Double.isInfinite(edge)) {
            throw InputException.of("Edge length of the tetrahedra %g mm: must be positive.", edge);
        }
        if (type == ElementType.HEX8) {
            throw new IllegalArgumentException("not a tetrahedron: " + type);
        }
        if (growth != 1 && growth != 2 && growth != 4 && growth != 8) {
            throw InputException.of(
                    "Growth of the tetrahedra %d: must be 1 (all of one size), 2, 4 or 8 times the edge deep inside.",
                    growth);
        }
    }

    /** Tetrahedra of one size. */
    public TetSettings(double edge, ElementType type) {
        this(edge, type, 1);
    }

    /** Quadratic tetrahedra of 2 mm, all of one size. */
    public static TetSettings defaults() {
        return new TetSettings(DEFAULT_EDGE, ElementType.TET10);
    }

    /** How often the edge is doubled on the way inside. */
    int levels() {
        return Integer.numberOfTrailingZeros(growth);
    }
}
