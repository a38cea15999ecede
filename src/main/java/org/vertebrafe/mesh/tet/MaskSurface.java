package org.vertebrafe.mesh.tet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;

/**
 * The surface between the voxels of a mask and the others, as a closed manifold of triangles: one vertex in the middle
 * between each two face neighbours of which one is inside, loops of them around each cube of eight voxel centres, each
 * loop filled by triangles about its middle. Where inside voxels touch by an edge or a corner only, they are kept apart,
 * as 6-connected components have it.
 *
 * <p>Vertices are in voxel coordinates here; {@link SurfaceSmoothing} takes away the staircase and places them in mm.
 */
final class MaskSurface {

    /** Corner c of a cube of voxel centres lies at bit 0, 1, 2 of c along the three axes. */
    private static final int[][] EDGES = edges();

    /** For each of the 256 cubes the loops around it, each a list of edge numbers. */
    private static final int[][][] LOOPS = loops();

    private final int[] triangles;
    private final float[] voxels;

    private MaskSurface(float[] voxels, int[] triangles) {
        this.voxels = voxels;
        this.triangles = triangles;
    }

    /** Vertex positions in (fractional) voxel coordinates: i, j, k of each. */
    float[] voxelCoordinates() {
        return voxels;
    }

    /** Three vertex numbers of each triangle, counter-clockwise seen from outside in patient space. */
    int[] triangles() {
        return triangles;
    }

    /** Finds the surface of a mask; what lies beyond the grid is outside. */
    static MaskSurface of(VoxelGrid grid, BitSet mask) {
        Tracing tracing = new Tracing(grid, mask);
        tracing.run();
        boolean leftHanded = grid.xAxis().cross(grid.yAxis()).dot(grid.zAxis()) < 0;
        int[] triangles = Arrays.copyOf(tracing.triangles, tracing.triangleLength);
        if (leftHanded) {
            for (int t = 0; t < triangles.length; t += 3) {
                int swap = triangles[t + 1];
                triangles[t + 1] = triangles[t + 2];
                triangles[t + 2] = swap;
            }
        }
        return new MaskSurface(Arrays.copyOf(tracing.positions, tracing.positionLength), triangles);
    }

    /** A surface with these vertices in patient space. */
    static TriangleSurface placed(VoxelGrid grid, double[] voxels, int[] triangles) {
        double[] placed = new double[voxels.length];
        for (int v = 0; v < voxels.length; v += 3) {
            Vec3 p = grid.toPatient(voxels[v], voxels[v + 1], voxels[v + 2]);
            placed[v] = p.x();
            placed[v + 1] = p.y();
            placed[v + 2] = p.z();
        }
        return new TriangleSurface(placed, triangles);
    }

    /** One pass over all cubes of voxel centres, with one layer of outside voxels around the grid. */
    private static final class Tracing {

        private final BitSet mask;
        private final int nx;
        private final int ny;
        private final int nz;
        /** Vertex on the grid edge that leaves a padded voxel along an axis, by slice parity; -1: none yet. */
        private final int[][] vertexOfEdge;

        private float[] positions = new float[1 << 12];
        private int positionLength;
        private int[] triangles = new int[1 << 13];
        private int triangleLength;

        Tracing(VoxelGrid grid, BitSet mask) {
            this.mask = mask;
            this.nx = grid.nx();
            this.ny = grid.ny();
            this.nz = grid.nz();
            this.vertexOfEdge = new int[2][3 * (nx + 2) * (ny + 2)];
        }

        void run() {
            Arrays.fill(vertexOfEdge[0], -1);
            int[] loopVertices = new int[12];
            for (int k = -1; k < nz; k++) {
                Arrays.fill(vertexOfEdge[k + 2 & 1], -1);
                for (int j = -1; j < ny; j++) {
                    int cube = column(-1, j, k) << 1;
                    for (int i = -1; i < nx; i++) {
                        // Bits of the cube: i, j, k; moving along i the former right face becomes the left one.
                        cube = (cube & 0xAA) >> 1 | column(i + 1, j, k) << 1;
                        for (int[] loop : LOOPS[cube]) {
                            for (int e = 0; e < loop.length; e++) {
                                loopVertices[e] = vertex(i, j, k, EDGES[loop[e]]);
                            }
                            fill(loopVertices, loop.length);
                        }
                    }
                }
            }
        }

        /** The four voxels at (i, j..j+1, k..k+1) as bits 0, 2, 4, 6. */
        private int column(int i, int j, int k) {
            return bit(i, j, k) | bit(i, j + 1, k) << 2 | bit(i, j, k + 1) << 4 | bit(i, j + 1, k + 1) << 6;
        }

        private int bit(int i, int j, int k) {
            boolean outside = i < 0 || j < 0 || k < 0 || i >= nx || j >= ny || k >= nz;
            return !outside && mask.get(i + nx * (j + ny * k)) ? 1 : 0;
        }

        private int vertex(int i, int j, int k, int[] edge) {
            int vi = i + (edge[0] & 1);
            int vj = j + (edge[0] >> 1 & 1);
            int vk = k + (edge[0] >> 2);
            int axis = edge[1];
            int[] layer = vertexOfEdge[vk + 1 & 1];
            int slot = axis + 3 * (vi + 1 + (nx + 2) * (vj + 1));
            if (layer[slot] < 0) {
                layer[slot] =
                        add(vi + (axis == 0 ? 0.5f : 0), vj + (axis == 1 ? 0.5f : 0), vk + (axis == 2 ? 0.5f : 0));
            }
            return layer[slot];
        }

        private int add(float i, float j, float k) {
            if (positionLength + 3 > positions.length) {
                positions = Arrays.copyOf(positions, 2 * positions.length);
            }
            positions[positionLength++] = i;
            positions[positionLength++] = j;
            positions[positionLength++] = k;
            return positionLength / 3 - 1;
        }

        private void fill(int[] loop, int length) {
            if (length == 3) {
                triangle(loop[0], loop[1], loop[2]);
                return;
            }
            float i = 0;
            float j = 0;
            float k = 0;
            for (int e = 0; e < length; e++) {
                i += positions[3 * loop[e]];
                j += positions[3 * loop[e] + 1];
                k += positions[3 * loop[e] + 2];
            }
            int middle = add(i / length, j / length, k / length);
            for (int e = 0; e < length; e++) {
                triangle(loop[e], loop[(e + 1) % length], middle);
            }
        }

        private void triangle(int a, int b, int c) {
            if (triangleLength + 3 > triangles.length) {
                triangles = Arrays.copyOf(triangles, 2 * triangles.length);
            }
            triangles[triangleLength++] = a;
            triangles[triangleLength++] = b;
            triangles[triangleLength++] = c;
        }
    }

    /** The 12 edges of a cube: lower corner and axis. */
    private static int[][] edges() {
        List<int[]> edges = new ArrayList<>();
        for (int axis = 0; axis < 3; axis++) {
            for (int corner = 0; corner < 8; corner++) {
                if ((corner >> axis & 1) == 0) {
                    edges.add(new int[] {corner, axis});
                }
            }
        }
        return edges.toArray(int[][]::new);
    }

    private static int edgeBetween(int a, int b) {
        for (int e = 0; e < EDGES.length; e++) {
            if (EDGES[e][0] == Math.min(a, b) && 1 << EDGES[e][1] == (a ^ b)) {
                return e;
            }
        }
        throw new IllegalArgumentException("no edge");
    }

    private static int[][][] loops() {
        int[][][] all = new int[256][][];
        for (int cube = 0; cube < 256; cube++) {
            int[] following = new int[12];
            Arrays.fill(following, -1);
            for (int axis = 0; axis < 3; axis++) {
                for (int side = 0; side < 2; side++) {
                    link(face(axis, side), cube, following);
                }
            }
            List<int[]> loops = new ArrayList<>();
            for (int start = 0; start < 12; start++) {
                int[] loop = new int[12];
                int length = 0;
                for (int at = start; following[at] >= 0; ) {
                    loop[length++] = at;
                    int next = following[at];
                    following[at] = -1;
                    at = next;
                }
                if (length > 0) {
                    loops.add(Arrays.copyOf(loop, length));
                }
            }
            all[cube] = loops.toArray(int[][]::new);
        }
        return all;
    }

    /** Corners of a cube's face, counter-clockwise seen from outside the cube. */
    private static int[] face(int axis, int side) {
        int u = 1 << (axis + 1) % 3;
        int v = 1 << (axis + 2) % 3;
        int base = side << axis;
        return side == 1
                ? new int[] {base, base | u, base | u | v, base | v}
                : new int[] {base, base | v, base | u | v, base | u};
    }

    /** Walks around a face: each run of inside corners is cut off by a line from its first edge to its last. */
    private static void link(int[] face, int cube, int[] following) {
        for (int c = 0; c < 4; c++) {
            boolean enters = inside(cube, face[c]) && !inside(cube, face[(c + 3) % 4]);
            if (enters) {
                int last = c;
                while (inside(cube, face[(last + 1) % 4])) {
                    last++;
                }
                int entry = edgeBetween(face[(c + 3) % 4], face[c]);
                int exit = edgeBetween(face[last % 4], face[(last + 1) % 4]);
                following[entry] = exit;
            }
        }
    }

    private static boolean inside(int cube, int corner) {
        return (cube >> corner & 1) != 0;
    }
}
