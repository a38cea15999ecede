package org.vertebrafe.mesh.tet;

import org.vertebrafe.base.InputException;
import org.vertebrafe.mesh.ElementType;

/**
 * What tetrahedra are wanted.
 *
 * @param edge mean length of the elements' edges, mm; of those at the surface if elements grow inward
 * @param type {@link ElementType#TET4} or {@link ElementType#TET10}
 * @param growth how many times longer the edges deep inside may be: 1 (all alike), 2, 4 or 8
 * @param flatDepth how far from the planes fitted to them the endplates of a vertebra are made plane, mm; 0: they stay as
 *     they are
 */
public record TetSettings(double edge, ElementType type, int growth, double flatDepth) {

    /** Edge of the study's elements, mm. */
    public static final double DEFAULT_EDGE = 2;

    /** Endplates are hollow by 1 to 4 mm; what is deeper is not an endplate. */
    private static final double MOST_FLAT_DEPTH = 5;

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
        if (!(flatDepth >= 0 && flatDepth <= MOST_FLAT_DEPTH)) {
            throw InputException.of(
                    "Depth to which endplates are made plane %.2f mm: must be 0 (not at all) to %.0f mm.",
                    flatDepth, MOST_FLAT_DEPTH);
        }
    }

    /** Tetrahedra of one size; endplates as they are. */
    public TetSettings(double edge, ElementType type) {
        this(edge, type, 1);
    }

    /** Endplates as they are. */
    public TetSettings(double edge, ElementType type, int growth) {
        this(edge, type, growth, 0);
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
