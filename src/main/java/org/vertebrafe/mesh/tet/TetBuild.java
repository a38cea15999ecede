package org.vertebrafe.mesh.tet;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.mesh.ElementType;

/**
 * Linear tetrahedra inside a surface, and what later stages need to know about them.
 *
 * @param lattice they were made from
 * @param linear the tetrahedra, in the lattice's frame
 * @param boundary their boundary facets
 * @param index of the surface, in the lattice's frame
 * @param border of the border between its two parts; null if it has one part only
 * @param counts what happened on the way
 */
record TetBuild(
        Lattice lattice, Tets linear, int[] boundary, SurfaceIndex index, SurfaceIndex border, TetReport counts) {

    /** Mean edge of the mesh over edge of the cells: 0.9235 inside, less at the surface. */
    private static final double EDGE_OF_CELL = 0.905;

    /** The mean edge may differ from the one asked for by this fraction before the cells are adapted. */
    private static final double EDGE_TOLERANCE = 0.02;

    private static final int ATTEMPTS = 3;

    /** Farthest the surface may be moved for the sake of the volume, in cells: it must not spoil the elements. */
    private static final double OFFSET_LIMIT = 0.02;

    /** Cosine of the dihedral angle, 15 degrees from flat either way, that the volume is worth. */
    private static final double TAME = Math.cos(Math.toRadians(15));

    /** Meshes whose volume differs from the solid's by more than this factor show another solid. */
    private static final double FOREIGN = 2;

    /** How many cells a lattice may have: two bytes and an int for each vertex. */
    private static final double MOST_CELLS = 2e8;

    static TetBuild run(
            TriangleSurface given,
            double solidVolume,
            Parts parts,
            Vec3 anchor,
            Vec3[] axes,
            TetSettings settings,
            TaskExecutor threads,
            Progress progress) {
        double cell = settings.edge() / EDGE_OF_CELL;
        TetBuild build = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            progress.report("Meshing", Double.NaN);
            build = attempt(given, solidVolume, null, anchor, axes, cell, 0, threads, progress);
            double mean = build.meanEdge();
            if (Math.abs(mean / settings.edge() - 1) <= EDGE_TOLERANCE) {
                break;
            }
            if (attempt + 1 < ATTEMPTS) {
                cell *= settings.edge() / mean;
            }
        }
        if (parts != null || settings.levels() > 0) {
            build = attempt(given, solidVolume, parts, anchor, axes, cell, settings.levels(), threads, progress);
        }
        double ratio = build.linear.volume() / solidVolume;
        if (ratio > FOREIGN || ratio < 1 / FOREIGN) {
            throw InputException.of(
                    "Elements of %.3g mm fill %.4g mm3 where the solid has %.4g mm3: choose them smaller than its parts.",
                    settings.edge(), build.linear.volume(), solidVolume);
        }
        progress.checkCancelled();
        build.improve();
        if (settings.type() == ElementType.TET4) {
            build.restoreVolume();
        }
        return build;
    }

    private void improve() {
        NodePlaces places = new NodePlaces(linear, index, border);
        if (border != null) {
            BorderFit.fit(linear, places, counts.cell());
        }
        Improvement.improve(linear, places);
        if (border != null) {
            BorderFit.fit(linear, places, counts.cell());
        }
    }

    private static TetBuild attempt(
            TriangleSurface given,
            double solidVolume,
            Parts parts,
            Vec3 anchor,
            Vec3[] axes,
            double cell,
            int levels,
            TaskExecutor threads,
            Progress progress) {
        Shells shells = Shells.withoutSmallCavities(given, cell * cell * cell);
        TriangleSurface surface = shells.surface();
        Lattice lattice = lattice(surface, anchor, axes, cell);
        double[] local = lattice.toLocal(surface.coordinates());
        SurfaceIndex index = new SurfaceIndex(local, surface.triangles());
        progress.checkCancelled();
        boolean[] inside = Winding.inside(lattice, local, surface.triangles());
        CutLattice cuts = CutLattice.fit(lattice, inside, index, threads);
        progress.checkCancelled();
        SurfaceIndex border = parts == null ? null : parts.index(lattice);
        CutLattice borderCuts =
                parts == null ? null : InnerBorder.fit(cuts, parts.sides(cuts, border, threads), border, threads);
        int[] pieces = new int[1];
        Tets tets = Stuffing.fill(cuts, borderCuts, levels, threads).largestPart(pieces);
        if (parts != null) {
            parts.decide(tets, lattice, border);
        }
        if (tets.elements() == 0) {
            throw InputException.of(
                    "Elements of %.3g mm leave nothing of the solid (%.4g mm3): choose them smaller than its parts.",
                    cell * EDGE_OF_CELL, solidVolume);
        }
        TetReport counts = new TetReport(
                solidVolume, cell, 0, shells.filled(), shells.volume(), pieces[0] - 1, cuts.restrained(), 0, 0);
        return new TetBuild(lattice, tets, Facets.boundary(tets), index, border, counts);
    }

    private static Lattice lattice(TriangleSurface surface, Vec3 anchor, Vec3[] axes, double cell) {
        double box = surface.volume() / (cell * cell * cell);
        if (box > MOST_CELLS) {
            throw InputException.of(
                    "Elements of %.3g mm in %.4g mm3 would be more than %.0g: choose them larger.",
                    cell * EDGE_OF_CELL, surface.volume(), 12 * MOST_CELLS);
        }
        return Lattice.around(surface, anchor, axes, new double[] {cell, cell, cell});
    }

    /**
     * Moves the surface's nodes outward until the straight-sided elements fill the solid's volume: between nodes that lie on
     * a convex surface they do not.
     */
    private void restoreVolume() {
        double[] xyz = linear.xyz();
        int[] triangles = Facets.triangles(linear.tets(), 4, boundary);
        double limit = OFFSET_LIMIT * counts.cell();
        double[] before = xyz.clone();
        double worst = linear.worstCosine();
        for (double share = 1; share > 0.2; share /= 2) {
            for (int step = 0; step < 2; step++) {
                TriangleSurface surface = new TriangleSurface(xyz, triangles);
                double distance = (counts.solidVolume() + counts.cavityVolume() - surface.volume()) / surface.area();
                SurfaceSmoothing.offset(surface, share * Math.max(-limit, Math.min(limit, distance)));
            }
            if (linear.worstCosine() <= Math.max(worst, TAME)) {
                return;
            }
            System.arraycopy(before, 0, xyz, 0, xyz.length);
        }
    }

    private double meanEdge() {
        double[] xyz = linear.xyz();
        Edges edges = Edges.of(linear.nodes(), linear.tets());
        double[] sum = new double[1];
        edges.forEach(0, linear.nodes(), (number, a, b) -> {
            double dx = xyz[3 * a] - xyz[3 * b];
            double dy = xyz[3 * a + 1] - xyz[3 * b + 1];
            double dz = xyz[3 * a + 2] - xyz[3 * b + 2];
            sum[0] += Math.sqrt(dx * dx + dy * dy + dz * dz);
        });
        return sum[0] / edges.count();
    }

    TetBuild withComponentsRemoved(int components) {
        TetReport c = counts;
        return new TetBuild(
                lattice,
                linear,
                boundary,
                index,
                border,
                new TetReport(
                        c.solidVolume(),
                        c.cell(),
                        components,
                        c.cavitiesFilled(),
                        c.cavityVolume(),
                        c.partsRemoved(),
                        c.restrained(),
                        0,
                        0));
    }

    TetReport report(int curved, int straightened) {
        TetReport c = counts;
        return new TetReport(
                c.solidVolume(),
                c.cell(),
                c.componentsRemoved(),
                c.cavitiesFilled(),
                c.cavityVolume(),
                c.partsRemoved(),
                c.restrained(),
                curved,
                straightened);
    }

    /** The boundary facets as triangles in patient coordinates, in the order of {@link #boundary}. */
    TriangleSurface boundarySurface() {
        return new TriangleSurface(lattice.toPatient(linear.xyz()), Facets.triangles(linear.tets(), 4, boundary));
    }
}
