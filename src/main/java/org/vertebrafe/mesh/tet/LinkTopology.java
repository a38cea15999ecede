package org.vertebrafe.mesh.tet;

import java.util.Arrays;

/**
 * Whether the solid around a lattice vertex on its surface looks like a half-space. The vertex's neighbours form a sphere
 * of triangles; the part of it that the solid covers must be one disc, that is have one simple closed border. Not for use
 * by several threads at once.
 */
final class LinkTopology {

    private static final int D = Lattice.DIRECTIONS;

    /** Places on the sphere where the border can pass: the neighbours themselves and one on each edge between two. */
    private static final int PLACES = D + D * D;

    private final int[] degree = new int[PLACES];
    private final int[] ends = new int[2 * PLACES];
    private final int[] touched = new int[PLACES];
    private final byte[] shared = new byte[D * D];
    private int touchedCount;
    private int arcs;
    private boolean pinched;

    /**
     * @param state of each of the 14 neighbours, in the order of the directions: -1 inside, 0 on the surface, 1 outside
     * @return whether the tetrahedra with an inside neighbour, cut at the outside ones, form one half-ball
     */
    boolean isDisc(byte[] state) {
        for (int t = 0; t < touchedCount; t++) {
            degree[touched[t]] = 0;
        }
        touchedCount = 0;
        arcs = 0;
        pinched = false;
        Arrays.fill(shared, (byte) 0);
        for (int[] triangle : Lattice.LINK) {
            border(triangle, state);
        }
        for (int a = 0; a < D; a++) {
            for (int b = a + 1; b < D; b++) {
                // Between two neighbours on the surface: a border where only one side of it is solid.
                if (shared[a * D + b] == 1) {
                    arc(a, b);
                }
            }
        }
        return arcs > 0 && !pinched && oneLoop();
    }

    private void border(int[] triangle, byte[] state) {
        int inside = 0;
        int outside = 0;
        for (int corner : triangle) {
            inside += state[corner] < 0 ? 1 : 0;
            outside += state[corner] > 0 ? 1 : 0;
        }
        if (inside == 0 || inside == 3) {
            return;
        }
        if (outside == 0) {
            if (inside == 1) {
                shareSurfaceEdge(triangle, state);
            }
            return;
        }
        // One line through the triangle: its ends are surface corners or edges from inside to outside.
        int start = -1;
        for (int c = 0; c < 3; c++) {
            int p = triangle[c];
            int q = triangle[(c + 1) % 3];
            int place = -1;
            if (state[p] * state[q] < 0) {
                place = D + Math.min(p, q) * D + Math.max(p, q);
            } else if (state[p] == 0) {
                place = p;
            }
            if (place >= 0) {
                if (start < 0) {
                    start = place;
                } else {
                    arc(start, place);
                }
            }
        }
    }

    private void shareSurfaceEdge(int[] triangle, byte[] state) {
        for (int c = 0; c < 3; c++) {
            int p = Math.min(triangle[c], triangle[(c + 1) % 3]);
            int q = Math.max(triangle[c], triangle[(c + 1) % 3]);
            if (state[p] == 0 && state[q] == 0) {
                shared[p * D + q] ^= 1;
            }
        }
    }

    private void arc(int a, int b) {
        arcs++;
        end(a, b);
        end(b, a);
    }

    private void end(int at, int other) {
        if (degree[at] == 0) {
            touched[touchedCount++] = at;
        }
        if (degree[at] == 2) {
            pinched = true;
            return;
        }
        ends[2 * at + degree[at]++] = other;
    }

    private boolean oneLoop() {
        int start = touched[0];
        int before = -1;
        int at = start;
        int length = 0;
        do {
            if (degree[at] != 2) {
                return false;
            }
            int next = ends[2 * at] == before ? ends[2 * at + 1] : ends[2 * at];
            before = at;
            at = next;
            length++;
        } while (at != start);
        return length == arcs;
    }
}
