package org.vertebrafe.mesh.tet;

import java.util.BitSet;

/**
 * Where the nodes of a mesh may lie: anywhere, on the surface, on the border between two parts, or, at its rim, on both. Holds
 * scratch: not for several threads at once.
 */
final class NodePlaces {

    private static final int ROUNDS = 4;

    private final boolean[] onSurface;
    private final SurfaceIndex surface;
    private final SurfaceIndex border;
    private final BitSet borderNodes;

    /**
     * @param mesh whose nodes are moved
     * @param surface of the solid
     * @param border between its parts; null if it has one part only
     */
    NodePlaces(Tets mesh, SurfaceIndex surface, SurfaceIndex border) {
        this.onSurface = mesh.onSurface();
        this.surface = surface;
        this.border = border;
        this.borderNodes = border == null ? new BitSet() : borderNodes(mesh);
    }

    /** Nodes between tetrahedra of both sides. */
    private static BitSet borderNodes(Tets mesh) {
        BitSet bone = new BitSet();
        BitSet cap = new BitSet();
        for (int i = 0; i < mesh.tets().length; i++) {
            (mesh.sides()[i / 4] < 0 ? bone : cap).set(mesh.tets()[i]);
        }
        bone.and(cap);
        return bone;
    }

    /** The nodes on the border; to be read only. */
    BitSet border() {
        return borderNodes;
    }

    boolean isFree(int v) {
        return !onSurface[v] && !borderNodes.get(v);
    }

    /** Distance of a place from the border, mm. */
    double fromBorder(double x, double y, double z, double[] scratch) {
        return border.nearest(x, y, z, scratch);
    }

    /**
     * The place of a node that is next to a wanted one.
     *
     * @param to receives it at 0..2; has room for six numbers
     * @return its distance from the wanted one, mm
     */
    double nearest(int v, double x, double y, double z, double[] to) {
        to[0] = x;
        to[1] = y;
        to[2] = z;
        if (!borderNodes.get(v)) {
            return onSurface[v] ? surface.nearest(x, y, z, to) : 0;
        }
        if (!onSurface[v]) {
            return border.nearest(x, y, z, to);
        }
        for (int round = 0; round < ROUNDS; round++) {
            border.nearest(to[0], to[1], to[2], to);
            surface.nearest(to[0], to[1], to[2], to);
        }
        return Math.sqrt((to[0] - x) * (to[0] - x) + (to[1] - y) * (to[1] - y) + (to[2] - z) * (to[2] - z));
    }

    /** Puts a place onto the surface if the node is of it. */
    void ontoSurface(int v, double[] place) {
        if (onSurface[v]) {
            surface.nearest(place[0], place[1], place[2], place);
        }
    }
}
