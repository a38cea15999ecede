package org.vertebrafe.mesh.tet;

import java.util.Arrays;
import java.util.BitSet;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.TissueMap;

/**
 * The two parts of a potted vertebra, bone (side -1) and end caps (side 1), and the smooth surface of the bone between them.
 * Where bone meets the outside, its surface and the solid's differ by what smoothing makes of them; there all is bone.
 */
final class Parts {

    static final byte BONE = -1;
    static final byte CAP = 1;

    /** How far outside the bone's surface to look for what is there, in voxels. */
    private static final double[] PROBES = {0.7, 1.4};

    /** How far outside the bone's surface is certainly outside, in voxels. */
    private static final double SURE = 0.7;

    private static final int CHUNK = 4096;

    private final TissueMap caps;
    private final TriangleSurface bone;
    private final double voxel;

    private Parts(TissueMap tissues, TriangleSurface bone) {
        this.caps = tissues.only(Tissue::isCap);
        this.bone = bone;
        Vec3 spacing = tissues.grid().spacing();
        this.voxel = Math.min(spacing.x(), Math.min(spacing.y(), spacing.z()));
    }

    /** The parts of the solid among these voxels; null if it has no bone or no cap. */
    static Parts of(TissueMap tissues, BitSet solid, TaskExecutor threads) {
        BitSet inside = (BitSet) solid.clone();
        for (int at = inside.nextSetBit(0); at >= 0; at = inside.nextSetBit(at + 1)) {
            inside.set(at, tissues.get(at).isBone());
        }
        if (inside.isEmpty() || inside.equals(solid)) {
            return null;
        }
        return new Parts(tissues, SurfaceSmoothing.smooth(tissues.grid(), inside, threads));
    }

    /** The bone's surface, in the frame of a lattice. */
    SurfaceIndex index(Lattice lattice) {
        return new SurfaceIndex(lattice.toLocal(bone.coordinates()), bone.triangles());
    }

    /** The part each vertex of a lattice fitted to the solid belongs to; {@link CutLattice#ABSENT} outside the solid. */
    byte[] sides(CutLattice solid, SurfaceIndex index, TaskExecutor threads) {
        Lattice lattice = solid.lattice;
        boolean[] inBone = Winding.inside(lattice, lattice.toLocal(bone.coordinates()), bone.triangles());
        byte[] sides = new byte[inBone.length];
        Arrays.fill(sides, CutLattice.ABSENT);
        Chunks.forEach(threads, sides.length, CHUNK, (from, to) -> {
            double[] local = new double[3];
            double[] nearest = new double[6];
            for (int v = from; v < to; v++) {
                if (solid.state[v] <= 0) {
                    for (int a = 0; a < 3; a++) {
                        local[a] = lattice.coordinate(v, a);
                    }
                    sides[v] = inBone[v] ? BONE : outsideBone(lattice, local, index, nearest);
                }
            }
        });
        return sides;
    }

    /** Gives the tetrahedra that are of no side yet, all of their vertices lying on the border, the one they reach into. */
    void decide(Tets mesh, Lattice lattice, SurfaceIndex index) {
        double[] nearest = new double[6];
        double[] middle = new double[3];
        for (int e = 0; e < mesh.sides().length; e++) {
            if (mesh.sides()[e] == 0) {
                for (int a = 0; a < 3; a++) {
                    middle[a] = 0;
                    for (int c = 0; c < 4; c++) {
                        middle[a] += mesh.xyz()[3 * mesh.tets()[4 * e + c] + a] / 4;
                    }
                }
                index.nearest(middle[0], middle[1], middle[2], nearest);
                double out = 0;
                for (int a = 0; a < 3; a++) {
                    out += (middle[a] - nearest[a]) * nearest[3 + a];
                }
                mesh.sides()[e] = out <= 0 ? BONE : outsideBone(lattice, middle, index, nearest);
            }
        }
    }

    private byte outsideBone(Lattice lattice, double[] local, SurfaceIndex index, double[] nearest) {
        if (isCap(lattice, local[0], local[1], local[2])) {
            return CAP;
        }
        double distance = index.nearest(local[0], local[1], local[2], nearest);
        if (distance > SURE * voxel) {
            // Outside the bone beyond doubt: what smoothing filled between cap and bone is cap.
            return ElementTissues.at(caps, patient(lattice, local[0], local[1], local[2])) != 0 ? CAP : BONE;
        }
        double length = Math.sqrt(nearest[3] * nearest[3] + nearest[4] * nearest[4] + nearest[5] * nearest[5]);
        for (double probe : PROBES) {
            double step = probe * voxel / length;
            if (isCap(
                    lattice,
                    nearest[0] + step * nearest[3],
                    nearest[1] + step * nearest[4],
                    nearest[2] + step * nearest[5])) {
                return CAP;
            }
        }
        return BONE;
    }

    private boolean isCap(Lattice lattice, double x, double y, double z) {
        Vec3 v = caps.grid().toVoxel(patient(lattice, x, y, z));
        return ElementTissues.code(caps, (int) Math.rint(v.x()), (int) Math.rint(v.y()), (int) Math.rint(v.z())) != 0;
    }

    private static Vec3 patient(Lattice lattice, double x, double y, double z) {
        Vec3[] axes = lattice.axes();
        return lattice.origin().plus(axes[0].times(x)).plus(axes[1].times(y)).plus(axes[2].times(z));
    }
}
