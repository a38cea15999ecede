package org.vertebrafe.mesh.tet;

import java.util.Arrays;

/**
 * Fills what lies inside of each tetrahedron of a cut lattice with tetrahedra: the whole, or what is left of it when its
 * outside corners are cut off. Where the solid has two parts, tetrahedra that reach into both are divided in the same way,
 * and both parts filled. Where a cut leaves a quadrilateral on a face between two tetrahedra, its diagonal depends on
 * that face alone, so that neighbours fit. One instance for each thread.
 */
final class Stencils {

    private static final int D = Lattice.DIRECTIONS;

    private final CutLattice solid;
    private final CutLattice border;
    private final int[] nodeOfVertex;
    private final int[] nodeOfCut;
    private final int[] nodeOfBorderCut;
    private final double[] xyz;
    private int[] tets = new int[1 << 12];
    private byte[] sides = new byte[1 << 10];
    private int length;

    /** What is being cut, and which of its sides is filled: 1 the inside, -1 the outside. */
    private CutLattice lattice;

    private int[] cutNodes;
    private int filled;

    /** Side of the border that the next tetrahedra lie on. */
    private byte side;

    private final int[] inside = new int[4];
    private final int[] moved = new int[4];
    private final int[] outside = new int[4];

    /**
     * @param solid a lattice fitted to the solid's surface
     * @param border the same lattice fitted to the border between two parts of the solid; null if it has one part only
     * @param nodeOfVertex node number of each lattice vertex in use
     * @param nodeOfCut node number of each cut, by slot of its inside end and direction
     * @param nodeOfBorderCut the same of the border's cuts, by slot of either end
     * @param xyz positions of the nodes
     */
    Stencils(
            CutLattice solid,
            CutLattice border,
            int[] nodeOfVertex,
            int[] nodeOfCut,
            int[] nodeOfBorderCut,
            double[] xyz) {
        this.xyz = xyz;
        this.solid = solid;
        this.border = border;
        this.nodeOfVertex = nodeOfVertex;
        this.nodeOfCut = nodeOfCut;
        this.nodeOfBorderCut = nodeOfBorderCut;
    }

    /** How many node numbers there are: four for each tetrahedron made so far, in no particular orientation. */
    int length() {
        return length;
    }

    /**
     * Copies the tetrahedra.
     *
     * @param to receives their node numbers from position {@code at} on
     * @param sideOf receives the side of the border each lies on, -1 or 1, if there is a border; 0 where all its lattice
     *     vertices lie on it
     */
    void copyTo(int[] to, byte[] sideOf, int at) {
        System.arraycopy(tets, 0, to, at, length);
        if (border != null) {
            System.arraycopy(sides, 0, sideOf, at / 4, length / 4);
        }
    }

    /** Fills one tetrahedron of the lattice, given by its vertices. */
    void fill(int a, int b, int c, int d) {
        side = border == null ? 0 : sideOf(a, b, c, d);
        if (side == BOTH) {
            cutNodes = nodeOfBorderCut;
            lattice = border;
            side = -1;
            filled = 1;
            fillSide(a, b, c, d);
            side = 1;
            filled = -1;
            fillSide(a, b, c, d);
        } else {
            cutNodes = nodeOfCut;
            lattice = solid;
            filled = 1;
            fillSide(a, b, c, d);
        }
    }

    /** A tetrahedron between unmoved vertices inside the solid and away from surface and border. */
    void whole(int a, int b, int c, int d) {
        side = border == null ? 0 : border.state[a];
        add(nodeOfVertex[a], nodeOfVertex[b], nodeOfVertex[c], nodeOfVertex[d]);
    }

    private static final byte BOTH = 2;

    private byte sideOf(int a, int b, int c, int d) {
        byte result = 0;
        for (int corner = 0; corner < 4; corner++) {
            byte state = border.state[corner == 0 ? a : corner == 1 ? b : corner == 2 ? c : d];
            if (state == CutLattice.ABSENT || state == 0) {
                continue;
            }
            if (result != 0 && result != state) {
                return BOTH;
            }
            result = state;
        }
        return result;
    }

    private void fillSide(int a, int b, int c, int d) {
        int in = 0;
        int on = 0;
        int out = 0;
        for (int corner = 0; corner < 4; corner++) {
            int v = corner == 0 ? a : corner == 1 ? b : corner == 2 ? c : d;
            int state = lattice.state[v] * filled;
            if (state < 0) {
                inside[in++] = v;
            } else if (state > 0) {
                outside[out++] = v;
            } else {
                moved[on++] = v;
            }
        }
        if (in == 0) {
            return;
        }
        switch (out) {
            case 0 -> add(nodeOfVertex[a], nodeOfVertex[b], nodeOfVertex[c], nodeOfVertex[d]);
            case 1 -> cutOneCorner(in, on);
            case 2 -> cutTwoCorners(in);
            default -> add(
                    nodeOfVertex[inside[0]],
                    cut(inside[0], outside[0]),
                    cut(inside[0], outside[1]),
                    cut(inside[0], outside[2]));
        }
    }

    private void cutOneCorner(int in, int on) {
        int p = outside[0];
        if (in == 1) {
            add(nodeOfVertex[inside[0]], nodeOfVertex[moved[0]], nodeOfVertex[moved[1]], cut(inside[0], p));
        } else if (in == 2) {
            int m = inside[0];
            int n = inside[1];
            int apex = nodeOfVertex[moved[0]];
            pyramid(apex, nodeOfVertex[m], nodeOfVertex[n], cut(m, p), cut(n, p), diagonalFromFirst(m, n, p));
        } else {
            int l = inside[0];
            int m = inside[1];
            int n = inside[2];
            prism(
                    new int[] {nodeOfVertex[l], nodeOfVertex[m], nodeOfVertex[n]},
                    new int[] {cut(l, p), cut(m, p), cut(n, p)},
                    diagonalFromFirst(l, m, p),
                    diagonalFromFirst(m, n, p),
                    diagonalFromFirst(n, l, p));
        }
    }

    private void cutTwoCorners(int in) {
        int p = outside[0];
        int q = outside[1];
        int m = inside[0];
        if (in == 1) {
            add(nodeOfVertex[m], nodeOfVertex[moved[0]], cut(m, p), cut(m, q));
            return;
        }
        int n = inside[1];
        boolean atP = diagonalFromFirst(m, n, p);
        boolean atQ = diagonalFromFirst(m, n, q);
        int[] a = {nodeOfVertex[m], cut(m, p), cut(m, q)};
        int[] b = {nodeOfVertex[n], cut(n, p), cut(n, q)};
        // The third quadrilateral lies on the surface and is free, but must not close a ring with the other two. Seen
        // from
        // the other side, where a border is cut, the same diagonal is chosen.
        boolean third = atP == atQ ? squared(a[1], b[2]) <= squared(a[2], b[1]) : !atP;
        prism(a, b, atP, third, !atQ);
    }

    /**
     * Which diagonal divides the quadrilateral between two inside vertices and their cuts towards p: true from the first
     * inside vertex to the second's cut, false from the second to the first's cut.
     */
    private boolean diagonalFromFirst(int m, int n, int p) {
        boolean mLong = sameFamily(m, p);
        boolean nLong = sameFamily(n, p);
        if (mLong != nLong) {
            // The cut on the long edge meets both diagonals: the other way has worst angles of 6 degrees, not 9.
            return nLong;
        }
        // Both edges alike: then m and n are neighbours along an axis, and one of them is even.
        return lattice.lattice.even(m);
    }

    private double squared(int a, int b) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double d = xyz[3 * a + i] - xyz[3 * b + i];
            sum += d * d;
        }
        return sum;
    }

    private boolean sameFamily(int v, int w) {
        return v < lattice.lattice.family() == w < lattice.lattice.family();
    }

    private int cut(int from, int to) {
        int[] step = lattice.offsets[from / lattice.lattice.family()];
        int difference = to - from;
        int first = sameFamily(from, to) ? 0 : Lattice.FIRST_SHORT;
        for (int d = first; d < D; d++) {
            if (step[d] == difference) {
                return cutNodes[D * lattice.slot[from] + d];
            }
        }
        throw new IllegalStateException("not neighbours");
    }

    /** A pyramid over the quadrilateral m, n, and their cuts. */
    private void pyramid(int apex, int m, int n, int cutM, int cutN, boolean fromFirst) {
        if (fromFirst) {
            add(apex, m, n, cutN);
            add(apex, m, cutN, cutM);
        } else {
            add(apex, m, n, cutM);
            add(apex, n, cutN, cutM);
        }
    }

    /** A prism between two triangles; side i joins corners i and i+1, its diagonal starts at a[i] (true) or a[i+1]. */
    private void prism(int[] a, int[] b, boolean d01, boolean d12, boolean d20) {
        boolean[] fromFirst = {d01, d12, d20};
        for (int i = 0; i < 3; i++) {
            int j = (i + 1) % 3;
            int k = (i + 2) % 3;
            // Both diagonals at corner i of the first triangle: those of side i and of the side before it.
            if (fromFirst[i] && !fromFirst[k]) {
                add(a[i], b[0], b[1], b[2]);
                pyramid(a[i], a[j], a[k], b[j], b[k], fromFirst[j]);
                return;
            }
        }
        throw new IllegalStateException("diagonals of a prism form a ring");
    }

    private void add(int a, int b, int c, int d) {
        if (length + 4 > tets.length) {
            tets = Arrays.copyOf(tets, 2 * tets.length);
            sides = Arrays.copyOf(sides, tets.length / 4);
        }
        sides[length / 4] = side;
        tets[length++] = a;
        tets[length++] = b;
        tets[length++] = c;
        tets[length++] = d;
    }
}
