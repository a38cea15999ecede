package org.vertebrafe.mesh.tet;

import java.util.Arrays;

/**
 * Linear tetrahedra on their way through the mesher.
 *
 * @param xyz x, y, z of each node, mm; changed in place while the mesh is improved
 * @param tets four node numbers of each tetrahedron, positively oriented
 * @param onSurface whether a node lies on the surface
 * @param sides of the border between two parts of the solid that each tetrahedron lies on, -1 or 1; empty if there is none
 */
record Tets(double[] xyz, int[] tets, boolean[] onSurface, byte[] sides) {

    int nodes() {
        return xyz.length / 3;
    }

    int elements() {
        return tets.length / 4;
    }

    /** Six times the volume of a tetrahedron given by the position of its first node in {@code tets}, mm3. */
    double sixVolume(int t) {
        return sixVolume(3 * tets[t], 3 * tets[t + 1], 3 * tets[t + 2], 3 * tets[t + 3]);
    }

    private double sixVolume(int a, int b, int c, int d) {
        double ux = xyz[b] - xyz[a];
        double uy = xyz[b + 1] - xyz[a + 1];
        double uz = xyz[b + 2] - xyz[a + 2];
        double vx = xyz[c] - xyz[a];
        double vy = xyz[c + 1] - xyz[a + 1];
        double vz = xyz[c + 2] - xyz[a + 2];
        double wx = xyz[d] - xyz[a];
        double wy = xyz[d + 1] - xyz[a + 1];
        double wz = xyz[d + 2] - xyz[a + 2];
        return wx * (uy * vz - uz * vy) + wy * (uz * vx - ux * vz) + wz * (ux * vy - uy * vx);
    }

    /** Greatest absolute cosine of a dihedral angle: how near to flat the worst element is. */
    double worstCosine() {
        TetShape shape = new TetShape();
        double worst = 0;
        for (int t = 0; t < tets.length; t += 4) {
            shape.measure(xyz, tets[t], tets[t + 1], tets[t + 2], tets[t + 3]);
            for (double cosine : shape.cosine) {
                worst = Math.max(worst, Math.abs(cosine));
            }
            worst = shape.volume > 0 ? worst : 1;
        }
        return worst;
    }

    /** Volume of all tetrahedra, mm3. */
    double volume() {
        double sum = 0;
        for (int t = 0; t < tets.length; t += 4) {
            sum += sixVolume(t);
        }
        return sum / 6;
    }

    /** Turns inside-out tetrahedra by exchanging two of their nodes. */
    void orient() {
        for (int t = 0; t < tets.length; t += 4) {
            if (sixVolume(t) < 0) {
                int swap = tets[t + 2];
                tets[t + 2] = tets[t + 3];
                tets[t + 3] = swap;
            }
        }
    }

    /**
     * The largest part that hangs together, by volume, without nodes of no element. Around no node do the tetrahedra of a cut lattice form two groups,
     * so that nodes in common mean faces in common.
     *
     * @param parts receives how many parts there were, at 0
     */
    Tets largestPart(int[] parts) {
        int[] parent = new int[nodes()];
        Arrays.setAll(parent, v -> v);
        boolean[] used = new boolean[nodes()];
        int unused = nodes();
        for (int v : tets) {
            unused -= used[v] ? 0 : 1;
            used[v] = true;
        }
        for (int t = 0; t < tets.length; t += 4) {
            for (int c = 1; c < 4; c++) {
                union(parent, tets[t], tets[t + c]);
            }
        }
        double[] volume = new double[nodes()];
        for (int t = 0; t < tets.length; t += 4) {
            volume[find(parent, tets[t])] += sixVolume(t);
        }
        int count = 0;
        int best = 0;
        for (int v = 0; v < volume.length; v++) {
            count += volume[v] > 0 ? 1 : 0;
            best = volume[v] > volume[best] ? v : best;
        }
        parts[0] = count;
        if (count <= 1 && unused == 0) {
            return this;
        }
        int[] number = new int[nodes()];
        int kept = 0;
        for (int v = 0; v < number.length; v++) {
            number[v] = used[v] && find(parent, v) == best ? kept++ : -1;
        }
        double[] keptXyz = new double[3 * kept];
        boolean[] keptSurface = new boolean[kept];
        for (int v = 0; v < number.length; v++) {
            if (number[v] >= 0) {
                System.arraycopy(xyz, 3 * v, keptXyz, 3 * number[v], 3);
                keptSurface[number[v]] = onSurface[v];
            }
        }
        int[] keptTets = new int[tets.length];
        byte[] keptSides = new byte[sides.length];
        int n = 0;
        for (int t = 0; t < tets.length; t += 4) {
            if (number[tets[t]] >= 0) {
                if (sides.length > 0) {
                    keptSides[n / 4] = sides[t / 4];
                }
                for (int c = 0; c < 4; c++) {
                    keptTets[n++] = number[tets[t + c]];
                }
            }
        }
        return new Tets(
                keptXyz,
                Arrays.copyOf(keptTets, n),
                keptSurface,
                Arrays.copyOf(keptSides, sides.length > 0 ? n / 4 : 0));
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
