package org.vertebrafe.mesh.tet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;

/**
 * Fits a lattice, already fitted to a solid's surface, to the border between two parts of the solid. Away from the surface
 * the border is cut and its vertices moved as the surface's are, with the same bounds on the angles on both of its sides.
 * Tetrahedra that the surface cuts or bends are not cut again: there the border runs along their faces.
 */
final class InnerBorder {

    private final CutLattice solid;
    private final CutLattice border;

    private InnerBorder(CutLattice solid, CutLattice border) {
        this.solid = solid;
        this.border = border;
    }

    /**
     * @param solid fitted to the whole solid
     * @param sides -1 or 1 for each vertex inside the solid or on its surface: its part; {@link CutLattice#ABSENT} elsewhere
     * @param surface encloses the part of the vertices -1 where the two meet
     * @param threads the caller's threads
     * @return the lattice with state 0 where a vertex lies on the border
     */
    static CutLattice fit(CutLattice solid, byte[] sides, SurfaceIndex surface, TaskExecutor threads) {
        CutLattice border = CutLattice.cut(solid.lattice, sides, surface, threads);
        InnerBorder fitting = new InnerBorder(solid, border);
        fitting.keepSurfaceTetsWhole();
        fitting.warp();
        return border;
    }

    /** Counts one end of each edge that must not be cut as on the border: the one nearer to it, nearest ones first. */
    private void keepSurfaceTetsWhole() {
        record Edge(double distance, int slot, int direction) {}
        List<Edge> edges = new ArrayList<>();
        for (int s = 0; s < border.near.length; s++) {
            int v = border.near[s];
            for (int d = 0; d < Lattice.DIRECTIONS; d++) {
                float t = border.cut[Lattice.DIRECTIONS * s + d];
                if (border.state[v] < 0 && t == t && touchesSurface(v, d)) {
                    int end = t <= 0.5 ? s : border.slot[border.neighbour(v, d)];
                    edges.add(new Edge(Math.min(t, 1 - t) * border.edge(d), end, t <= 0.5 ? d : Lattice.opposite(d)));
                }
            }
        }
        edges.sort(Comparator.comparingDouble(Edge::distance)
                .thenComparingInt(Edge::slot)
                .thenComparingInt(Edge::direction));
        for (Edge edge : edges) {
            float t = border.cut[Lattice.DIRECTIONS * edge.slot + edge.direction];
            if (t == t) {
                border.settle(edge.slot);
            }
        }
    }

    /** Whether a tetrahedron around an edge has a vertex that is not inside or was moved. */
    private boolean touchesSurface(int v, int d) {
        boolean touches = solid.state[v] >= 0 || solid.state[border.neighbour(v, d)] >= 0;
        for (int ring : Lattice.RING[d]) {
            touches |= solid.state[border.neighbour(v, ring)] >= 0;
        }
        return touches;
    }

    private void warp() {
        for (int s = 0; s < border.near.length; s++) {
            int d = border.nearestViolation(s);
            if (d < 0) {
                continue;
            }
            if (isDeep(border.near[s])) {
                border.move(s, d);
            } else {
                border.settle(s);
            }
        }
    }

    /** Whether all tetrahedra around a vertex are as the lattice has them, but for the border. */
    private boolean isDeep(int v) {
        boolean deep = solid.state[v] < 0;
        for (int d = 0; d < Lattice.DIRECTIONS && deep; d++) {
            deep = solid.state[border.neighbour(v, d)] < 0;
        }
        return deep;
    }
}
