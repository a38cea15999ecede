package org.vertebrafe.mesh.tet;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;

/** Finds the outer face of an end cap and makes it a plane normal to the loading axis. */
final class CapFaces {

    /** Facets tilted more than this from the axis belong to the rim, degrees. */
    private static final double RIM = 25;

    /** Facets tilted less than this say where the plane lies, degrees. */
    private static final double FLAT = 8;

    /** A node farther than this many cells from the plane belongs to the rim. */
    private static final double NEAR = 0.3;

    /** Angle, degrees from flat, that a flattened element must keep. */
    private static final double TAME = Math.cos(Math.toRadians(15));

    private CapFaces() {}

    /**
     * Chooses the facets of a cap's outer face and moves their nodes onto one plane.
     *
     * @param build the mesh, changed in place
     * @param group finds groups among the boundary's facets
     * @param axis unit vector out of this end, LPS
     * @param cap whether a boundary facet belongs to the cap
     * @param name of the cap, for the message
     * @return positions in the boundary of the facets in the plane, rising
     * @throws InputException if there are none
     */
    static int[] flatten(TetBuild build, FacetGroups group, Vec3 axis, IntPredicate cap, String name) {
        TriangleSurface surface = build.boundarySurface();
        boolean[] chosen = new boolean[surface.faces()];
        double sum = 0;
        double area = 0;
        for (int f = 0; f < chosen.length; f++) {
            Vec3 a = surface.vertex(surface.triangles()[3 * f]);
            Vec3 b = surface.vertex(surface.triangles()[3 * f + 1]);
            Vec3 c = surface.vertex(surface.triangles()[3 * f + 2]);
            Vec3 normal = b.minus(a).cross(c.minus(a));
            double facing = normal.dot(axis) / normal.norm();
            chosen[f] = cap.test(f) && facing > Math.cos(Math.toRadians(RIM));
            if (chosen[f] && facing > Math.cos(Math.toRadians(FLAT))) {
                sum += normal.norm() * a.plus(b).plus(c).dot(axis) / 3;
                area += normal.norm();
            }
        }
        if (!(area > 0)) {
            throw InputException.of(
                    "The model has no %s with a flat outer face across the loading axis: label it, let the program add caps,"
                            + " or load the endplates.",
                    name);
        }
        double plane = sum / area;
        BitSet moved = move(build, surface, chosen, axis, plane);
        for (int f = 0; f < chosen.length; f++) {
            for (int c = 0; c < 3; c++) {
                chosen[f] &= moved.get(surface.triangles()[3 * f + c]);
            }
        }
        group.keepLargest(chosen);
        int[] facets = new int[chosen.length];
        int n = 0;
        for (int f = 0; f < chosen.length; f++) {
            if (chosen[f]) {
                facets[n++] = f;
            }
        }
        return Arrays.copyOf(facets, n);
    }

    /** Moves the nodes of the chosen facets onto the plane where their elements bear it; returns those moved. */
    private static BitSet move(TetBuild build, TriangleSurface surface, boolean[] chosen, Vec3 axis, double plane) {
        BitSet nodes = new BitSet();
        for (int f = 0; f < chosen.length; f++) {
            for (int c = 0; chosen[f] && c < 3; c++) {
                nodes.set(surface.triangles()[3 * f + c]);
            }
        }
        Tets mesh = build.linear();
        double[] before = mesh.xyz().clone();
        double[] up = new double[3];
        for (int i = 0; i < 3; i++) {
            up[i] = axis.dot(build.lattice().axes()[i]);
        }
        BitSet moved = new BitSet();
        for (int v = nodes.nextSetBit(0); v >= 0; v = nodes.nextSetBit(v + 1)) {
            double step = plane - surface.vertex(v).dot(axis);
            if (Math.abs(step) <= NEAR * build.counts().cell()) {
                moved.set(v);
                for (int i = 0; i < 3; i++) {
                    mesh.xyz()[3 * v + i] += step * up[i];
                }
            }
        }
        // Nodes of elements that became too flat go back and are not of the face; others may follow.
        TetShape shape = new TetShape();
        boolean again = true;
        while (again) {
            again = false;
            int[] tets = mesh.tets();
            for (int t = 0; t < tets.length; t += 4) {
                boolean touched = moved.get(tets[t])
                        || moved.get(tets[t + 1])
                        || moved.get(tets[t + 2])
                        || moved.get(tets[t + 3]);
                if (touched && tooFlat(mesh, t, shape)) {
                    for (int c = 0; c < 4; c++) {
                        int v = tets[t + c];
                        if (moved.get(v)) {
                            System.arraycopy(before, 3 * v, mesh.xyz(), 3 * v, 3);
                            moved.clear(v);
                            again = true;
                        }
                    }
                }
            }
        }
        return moved;
    }

    private static boolean tooFlat(Tets mesh, int t, TetShape shape) {
        int[] tets = mesh.tets();
        shape.measure(mesh.xyz(), tets[t], tets[t + 1], tets[t + 2], tets[t + 3]);
        boolean flat = !(shape.volume > 0);
        for (double cosine : shape.cosine) {
            flat |= Math.abs(cosine) > TAME;
        }
        return flat;
    }
}
