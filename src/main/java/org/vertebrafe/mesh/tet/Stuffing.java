package org.vertebrafe.mesh.tet;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.imglib2.parallel.TaskExecutor;

/** Fills a surface with the tetrahedra of a lattice: those inside whole, those on the surface as {@link Stencils} cuts them. */
final class Stuffing {

    private static final int D = Lattice.DIRECTIONS;

    private final CutLattice cuts;
    private final CutLattice border;
    private final Grading grading;
    private final Lattice lattice;
    private final int[] nodeOfVertex;
    private final int[] nodeOfCut;
    private final int[] nodeOfBorderCut;
    private double[] xyz = new double[3 << 10];
    private boolean[] onSurface = new boolean[1 << 10];
    private int nodes;

    private Stuffing(CutLattice cuts, CutLattice border, Grading grading) {
        this.cuts = cuts;
        this.border = border;
        this.grading = grading;
        this.lattice = cuts.lattice;
        this.nodeOfVertex = new int[cuts.state.length];
        this.nodeOfCut = new int[cuts.cut.length];
        this.nodeOfBorderCut = new int[border == null ? 0 : border.cut.length];
    }

    /**
     * The tetrahedra inside a fitted lattice, in its frame.
     *
     * @param cuts fitted to the surface
     * @param border fitted to the border between two parts; null if there is one part only
     * @param levels how often the cells inside may be doubled
     * @param threads the caller's threads
     */
    static Tets fill(CutLattice cuts, CutLattice border, int levels, TaskExecutor threads) {
        Stuffing stuffing = new Stuffing(cuts, border, levels == 0 ? null : Grading.of(cuts, border, levels));
        stuffing.number();
        Stencils[] slices = new Stencils[stuffing.lattice.nz()];
        threads.forEach(IntStream.range(0, slices.length).boxed().toList(), k -> slices[k] = stuffing.slice(k));
        int length = Arrays.stream(slices).mapToInt(Stencils::length).sum();
        int[] tets = new int[length];
        byte[] sides = new byte[border == null ? 0 : length / 4];
        int at = 0;
        for (Stencils slice : slices) {
            slice.copyTo(tets, sides, at);
            at += slice.length();
        }
        Tets result = new Tets(
                Arrays.copyOf(stuffing.xyz, 3 * stuffing.nodes),
                tets,
                Arrays.copyOf(stuffing.onSurface, stuffing.nodes),
                sides);
        result.orient();
        return result;
    }

    /** Numbers the nodes slice by slice, so that nodes of an element have numbers near each other. */
    private void number() {
        int layer = lattice.nx() * lattice.ny();
        for (int k = 0; k < lattice.nz(); k++) {
            for (int family = 0; family < 2; family++) {
                int start = lattice.index(family, 0, 0, k);
                for (int v = start; v < start + layer; v++) {
                    numberAt(v);
                }
            }
        }
    }

    private void numberAt(int v) {
        byte state = cuts.state[v];
        if (state > 0) {
            return;
        }
        int s = cuts.slot[v];
        if (border != null && border.slot[v] >= 0 && state < 0) {
            numberNearBorder(v);
            if (s < 0) {
                return;
            }
        } else if (s < 0) {
            nodeOfVertex[v] = add(lattice.coordinate(v, 0), lattice.coordinate(v, 1), lattice.coordinate(v, 2), false);
            return;
        }
        boolean placed = border != null && border.slot[v] >= 0 && state < 0;
        if (!placed && (state < 0 || touchesInside(v))) {
            nodeOfVertex[v] = add(cuts.position[3 * s], cuts.position[3 * s + 1], cuts.position[3 * s + 2], state == 0);
        }
        if (state < 0) {
            for (int d = 0; d < D; d++) {
                double t = cuts.cut[D * s + d];
                if (t == t) {
                    int[] step = Lattice.STEPS[d];
                    nodeOfCut[D * s + d] = add(
                            cuts.position[3 * s] + t * 0.5 * step[0] * lattice.cell()[0],
                            cuts.position[3 * s + 1] + t * 0.5 * step[1] * lattice.cell()[1],
                            cuts.position[3 * s + 2] + t * 0.5 * step[2] * lattice.cell()[2],
                            true);
                }
            }
        }
    }

    private void numberNearBorder(int v) {
        int s = border.slot[v];
        double[] p = border.position;
        nodeOfVertex[v] = add(p[3 * s], p[3 * s + 1], p[3 * s + 2], false);
        for (int d = 0; d < D && border.state[v] < 0; d++) {
            double t = border.cut[D * s + d];
            if (t == t) {
                int[] step = Lattice.STEPS[d];
                int node = add(
                        p[3 * s] + t * 0.5 * step[0] * lattice.cell()[0],
                        p[3 * s + 1] + t * 0.5 * step[1] * lattice.cell()[1],
                        p[3 * s + 2] + t * 0.5 * step[2] * lattice.cell()[2],
                        false);
                nodeOfBorderCut[D * s + d] = node;
                nodeOfBorderCut[D * border.slot[border.neighbour(v, d)] + Lattice.opposite(d)] = node;
            }
        }
    }

    private boolean touchesInside(int v) {
        for (int step : cuts.offsets[v / lattice.family()]) {
            if (cuts.state[v + step] < 0) {
                return true;
            }
        }
        return false;
    }

    private int add(double x, double y, double z, boolean surface) {
        if (nodes == onSurface.length) {
            xyz = Arrays.copyOf(xyz, 2 * xyz.length);
            onSurface = Arrays.copyOf(onSurface, 2 * nodes);
        }
        xyz[3 * nodes] = x;
        xyz[3 * nodes + 1] = y;
        xyz[3 * nodes + 2] = z;
        onSurface[nodes] = surface;
        return nodes++;
    }

    /** The tetrahedra around the edges that leave the corners of one layer of cells towards higher numbers. */
    private Stencils slice(int k) {
        Stencils stencils = new Stencils(cuts, border, nodeOfVertex, nodeOfCut, nodeOfBorderCut, xyz);
        if (k == 0 || k == lattice.nz() - 1) {
            return stencils;
        }
        int family = lattice.family();
        for (int j = 1; j < lattice.ny() - 1; j++) {
            for (int i = 1; i < lattice.nx() - 1; i++) {
                int v = lattice.index(0, i, j, k);
                for (int[] triangle : Lattice.LINK) {
                    // Each tetrahedron has one edge between corners: take it from its lower end only.
                    if ((triangle[0] & 1) == 1) {
                        int b = v + cuts.offsets[0][triangle[1]];
                        int c = v + cuts.offsets[0][triangle[2]];
                        if (grading == null || grading.isFine(b - family) && grading.isFine(c - family)) {
                            stencils.fill(v, v + cuts.offsets[0][triangle[0]], b, c);
                        }
                    }
                }
            }
        }
        if (grading != null) {
            grading.fill(k, stencils);
        }
        return stencils;
    }
}
