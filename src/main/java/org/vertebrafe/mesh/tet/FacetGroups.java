package org.vertebrafe.mesh.tet;

import java.util.Arrays;
import org.vertebrafe.base.Vec3;

/** Groups of triangles of a surface that hang together by edges. */
final class FacetGroups {

    private final TriangleSurface surface;
    private final int[] neighbours;

    FacetGroups(TriangleSurface surface) {
        this.surface = surface;
        this.neighbours = neighbours(surface);
    }

    /** Each triangle does as most of its neighbours and itself do, which takes teeth off the border. */
    boolean[] majority(boolean[] chosen) {
        boolean[] next = new boolean[chosen.length];
        for (int f = 0; f < chosen.length; f++) {
            int votes = 0;
            for (int e = 3 * f; e < 3 * f + 3; e++) {
                votes += neighbours[e] >= 0 && chosen[neighbours[e]] ? 1 : 0;
            }
            next[f] = chosen[f] ? votes >= 2 : votes == 3;
        }
        return next;
    }

    /** Keeps the group of triangles that hang together by edges with the largest area. */
    void keepLargest(boolean[] chosen) {
        int[] group = new int[chosen.length];
        Arrays.fill(group, -1);
        int[] queue = new int[chosen.length];
        int best = -1;
        double most = 0;
        for (int seed = 0; seed < chosen.length; seed++) {
            if (!chosen[seed] || group[seed] >= 0) {
                continue;
            }
            int n = 0;
            queue[n++] = seed;
            group[seed] = seed;
            double area = 0;
            for (int head = 0; head < n; head++) {
                int f = queue[head];
                area += area(f);
                for (int e = 3 * f; e < 3 * f + 3; e++) {
                    int g = neighbours[e];
                    if (g >= 0 && chosen[g] && group[g] < 0) {
                        group[g] = seed;
                        queue[n++] = g;
                    }
                }
            }
            if (area > most) {
                most = area;
                best = seed;
            }
        }
        for (int f = 0; f < chosen.length; f++) {
            chosen[f] = chosen[f] && group[f] == best;
        }
    }

    private double area(int f) {
        Vec3 a = surface.vertex(surface.triangles()[3 * f]);
        Vec3 b = surface.vertex(surface.triangles()[3 * f + 1]);
        Vec3 c = surface.vertex(surface.triangles()[3 * f + 2]);
        return b.minus(a).cross(c.minus(a)).norm() / 2;
    }

    /** The triangle across each edge, three a triangle; -1 at a border. */
    private static int[] neighbours(TriangleSurface surface) {
        int[] triangles = surface.triangles();
        long[] keys = new long[triangles.length];
        for (int h = 0; h < keys.length; h++) {
            long a = triangles[h];
            long b = triangles[h % 3 == 2 ? h - 2 : h + 1];
            keys[h] = Math.min(a, b) * surface.vertices() + Math.max(a, b);
        }
        int[] order = SurfaceTopology.sortedOrder(keys);
        int[] neighbours = new int[keys.length];
        Arrays.fill(neighbours, -1);
        for (int i = 0; i + 1 < order.length; i++) {
            if (keys[order[i]] == keys[order[i + 1]]) {
                neighbours[order[i]] = order[i + 1] / 3;
                neighbours[order[i + 1]] = order[i] / 3;
            }
        }
        return neighbours;
    }
}
