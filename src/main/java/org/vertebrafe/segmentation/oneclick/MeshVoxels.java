package org.vertebrafe.segmentation.oneclick;

import java.util.Arrays;
import java.util.BitSet;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;

/** The voxels whose centres lie inside a closed triangulated surface. */
final class MeshVoxels {

    /** Shift of the scan lines, in voxels, that keeps them off vertices and edges. */
    private static final double SHIFT_I = 1.234567e-7;

    private static final double SHIFT_J = 2.718281e-7;

    private MeshVoxels() {}

    /**
     * @param grid where the voxels are; the surface may reach beyond it
     * @param positions of the vertices, x, y, z in LPS mm
     * @param triangles three vertices each
     * @return array positions of the voxels inside
     */
    static BitSet inside(VoxelGrid grid, double[] positions, int[] triangles) {
        double[] voxel = new double[positions.length];
        for (int v = 0; v < positions.length / 3; v++) {
            Vec3 p = grid.toVoxel(ColumnMesh.vertex(positions, v));
            voxel[3 * v] = p.x() + SHIFT_I;
            voxel[3 * v + 1] = p.y() + SHIFT_J;
            voxel[3 * v + 2] = p.z();
        }
        int lines = grid.nx() * grid.ny();
        int[] counts = new int[lines];
        double[][] crossings = new double[lines][];
        for (int t = 0; t < triangles.length; t += 3) {
            cross(grid, voxel, 3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2], counts, crossings);
        }
        BitSet inside = new BitSet(grid.voxels());
        for (int line = 0; line < lines; line++) {
            if (counts[line] > 1) {
                fill(grid, line, Arrays.copyOf(crossings[line], counts[line]), inside);
            }
        }
        return inside;
    }

    private static void cross(VoxelGrid grid, double[] p, int a, int b, int c, int[] counts, double[][] crossings) {
        int j0 = (int) Math.ceil(Math.max(0, Math.min(p[a + 1], Math.min(p[b + 1], p[c + 1]))));
        int j1 = (int) Math.floor(Math.min(grid.ny() - 1, Math.max(p[a + 1], Math.max(p[b + 1], p[c + 1]))));
        int i0 = (int) Math.ceil(Math.max(0, Math.min(p[a], Math.min(p[b], p[c]))));
        int i1 = (int) Math.floor(Math.min(grid.nx() - 1, Math.max(p[a], Math.max(p[b], p[c]))));
        double area = (p[b] - p[a]) * (p[c + 1] - p[a + 1]) - (p[c] - p[a]) * (p[b + 1] - p[a + 1]);
        if (area == 0) {
            return;
        }
        for (int j = j0; j <= j1; j++) {
            for (int i = i0; i <= i1; i++) {
                double u = ((p[b] - i) * (p[c + 1] - j) - (p[c] - i) * (p[b + 1] - j)) / area;
                double v = ((p[c] - i) * (p[a + 1] - j) - (p[a] - i) * (p[c + 1] - j)) / area;
                double w = 1 - u - v;
                if (u >= 0 && v >= 0 && w >= 0) {
                    int line = i + grid.nx() * j;
                    if (crossings[line] == null) {
                        crossings[line] = new double[4];
                    } else if (counts[line] == crossings[line].length) {
                        crossings[line] = Arrays.copyOf(crossings[line], 2 * counts[line]);
                    }
                    crossings[line][counts[line]++] = u * p[a + 2] + v * p[b + 2] + w * p[c + 2];
                }
            }
        }
    }

    private static void fill(VoxelGrid grid, int line, double[] crossings, BitSet inside) {
        Arrays.sort(crossings);
        int plane = grid.nx() * grid.ny();
        for (int n = 0; n + 1 < crossings.length; n += 2) {
            int from = (int) Math.ceil(Math.max(0, crossings[n]));
            int to = (int) Math.floor(Math.min(grid.nz() - 1, crossings[n + 1]));
            for (int k = from; k <= to; k++) {
                inside.set(line + plane * k);
            }
        }
    }
}
