package org.vertebrafe.mesh.tet;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.TissueMap;

/** Says of which tissue a place is: that of its voxel, or of the nearest voxel that has one. */
final class ElementTissues {

    /** The smooth surface may lie this many voxels outside the mask. */
    private static final int REACH = 3;

    private static final int CHUNK = 4096;

    private ElementTissues() {}

    /**
     * Tissue codes of tetrahedra by their centroids: of those on a side of the border between bone and caps, among the
     * tissues of this side.
     *
     * @param xyz nodes in patient coordinates
     */
    static byte[] of(double[] xyz, Tets mesh, TissueMap tissues, TaskExecutor threads) {
        boolean twoSides = mesh.sides().length > 0;
        TissueMap bone = twoSides ? tissues.only(Tissue::isBone) : tissues;
        TissueMap caps = twoSides ? tissues.only(Tissue::isCap) : tissues;
        byte[] codes = new byte[mesh.elements()];
        Chunks.forEach(threads, codes.length, CHUNK, (from, to) -> {
            for (int e = from; e < to; e++) {
                Vec3 sum = Vec3.ZERO;
                for (int c = 0; c < 4; c++) {
                    int v = 3 * mesh.tets()[4 * e + c];
                    sum = sum.plus(new Vec3(xyz[v], xyz[v + 1], xyz[v + 2]));
                }
                boolean cap = twoSides && mesh.sides()[e] == Parts.CAP;
                codes[e] = at(cap ? caps : bone, sum.times(0.25));
                if (codes[e] == 0) {
                    codes[e] = at(tissues, sum.times(0.25));
                }
            }
        });
        return codes;
    }

    /** The tissue code at or near a patient position; 0 if there is none near. */
    static byte at(TissueMap tissues, Vec3 position) {
        VoxelGrid grid = tissues.grid();
        Vec3 v = grid.toVoxel(position);
        int i = (int) Math.rint(v.x());
        int j = (int) Math.rint(v.y());
        int k = (int) Math.rint(v.z());
        byte code = code(tissues, i, j, k);
        double best = Double.POSITIVE_INFINITY;
        for (int ring = 1; code == 0 && ring <= REACH; ring++) {
            for (int c = k - ring; c <= k + ring; c++) {
                for (int b = j - ring; b <= j + ring; b++) {
                    for (int a = i - ring; a <= i + ring; a++) {
                        byte here = code(tissues, a, b, c);
                        if (here != 0) {
                            Vec3 d = grid.toPatient(a, b, c).minus(position);
                            if (d.dot(d) < best) {
                                best = d.dot(d);
                                code = here;
                            }
                        }
                    }
                }
            }
        }
        return code;
    }

    /** The tissue code of a voxel; 0 beyond the grid. */
    static byte code(TissueMap tissues, int i, int j, int k) {
        VoxelGrid grid = tissues.grid();
        boolean outside = i < 0 || j < 0 || k < 0 || i >= grid.nx() || j >= grid.ny() || k >= grid.nz();
        return outside ? 0 : tissues.codes()[grid.index(i, j, k)];
    }
}
