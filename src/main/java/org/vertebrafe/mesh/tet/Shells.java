package org.vertebrafe.mesh.tet;

import java.util.Arrays;

/**
 * The shells of a closed surface.
 *
 * @param surface without the cavities that were filled
 * @param filled how many cavities were filled
 * @param volume their volume, mm3
 */
record Shells(TriangleSurface surface, int filled, double volume) {

    /** Takes away the shells around cavities that are smaller than {@code limit} mm3. */
    static Shells withoutSmallCavities(TriangleSurface surface, double limit) {
        int[] triangles = surface.triangles();
        int[] parent = new int[surface.vertices()];
        Arrays.setAll(parent, v -> v);
        for (int t = 0; t < triangles.length; t += 3) {
            union(parent, triangles[t], triangles[t + 1]);
            union(parent, triangles[t], triangles[t + 2]);
        }
        double[] volume = new double[parent.length];
        for (int t = 0; t < triangles.length; t += 3) {
            int shell = find(parent, triangles[t]);
            int a = 3 * triangles[t];
            int b = 3 * triangles[t + 1];
            int c = 3 * triangles[t + 2];
            volume[shell] += six(surface.coordinates(), 3 * shell, a, b, c) / 6;
        }
        int filled = 0;
        double sum = 0;
        for (double v : volume) {
            if (v < 0 && -v < limit) {
                filled++;
                sum -= v;
            }
        }
        if (filled == 0) {
            return new Shells(surface, 0, 0);
        }
        int[] kept = new int[triangles.length];
        int n = 0;
        for (int t = 0; t < triangles.length; t += 3) {
            double v = volume[find(parent, triangles[t])];
            if (!(v < 0 && -v < limit)) {
                System.arraycopy(triangles, t, kept, n, 3);
                n += 3;
            }
        }
        return new Shells(new TriangleSurface(surface.coordinates(), Arrays.copyOf(kept, n)), filled, sum);
    }

    /** Six times the volume of a tetrahedron over a point of the shell, so that far origins cost no digits. */
    private static double six(double[] xyz, int o, int a, int b, int c) {
        double ux = xyz[a] - xyz[o];
        double uy = xyz[a + 1] - xyz[o + 1];
        double uz = xyz[a + 2] - xyz[o + 2];
        double vx = xyz[b] - xyz[o];
        double vy = xyz[b + 1] - xyz[o + 1];
        double vz = xyz[b + 2] - xyz[o + 2];
        double wx = xyz[c] - xyz[o];
        double wy = xyz[c + 1] - xyz[o + 1];
        double wz = xyz[c + 2] - xyz[o + 2];
        return wx * (uy * vz - uz * vy) + wy * (uz * vx - ux * vz) + wz * (ux * vy - uy * vx);
    }

    private static int find(int[] parent, int at) {
        int root = at;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    private static void union(int[] parent, int a, int b) {
        int ra = find(parent, a);
        int rb = find(parent, b);
        parent[Math.max(ra, rb)] = Math.min(ra, rb);
    }
}
