package org.vertebrafe.mesh;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Columns;
import org.vertebrafe.image.Components;
import org.vertebrafe.image.GridDirection;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.segmentation.VertebralFrame;

/** Turns each voxel of a solid into a brick element. */
public final class VoxelMesher {

    /** Which faces the load goes through. */
    public enum Loading {
        /** The endplates of the vertebral body. */
        ENDPLATES,
        /** The flat outer faces of the end caps. */
        CAPS
    }

    private VoxelMesher() {}

    /**
     * Meshes the largest face-connected part.
     *
     * @param solid what each voxel is
     * @param stiff the voxels that have a stiffness, by array position
     * @param frame the vertebra's frame; {@code superior()} is the loading axis
     * @param loading which faces become the node sets
     */
    public static VoxelMesh mesh(VoxelSolid solid, BitSet stiff, VertebralFrame frame, Loading loading) {
        Components.Largest part = Components.largest(solid.grid(), stiff);
        if (part.voxels() == 0) {
            throw new InputException("The model has no elements: no labelled voxel is left.");
        }
        Numbering numbering = new Numbering(solid.grid(), part.mask(), part.voxels());
        GridDirection up = GridDirection.nearest(solid.grid(), frame.superior());
        Map<String, int[]> sets = Map.of(
                VoxelMesh.SUPERIOR, faceNodes(solid, part.mask(), frame, up, loading, numbering),
                VoxelMesh.INFERIOR, faceNodes(solid, part.mask(), frame, up.opposite(), loading, numbering));
        Mesh mesh = new Mesh(ElementType.HEX8, numbering.coordinates(), numbering.connectivity, sets);
        return new VoxelMesh(
                mesh, solid.grid(), numbering.voxelOfElement, part.count() - 1, stiff.cardinality() - part.voxels());
    }

    private static int[] faceNodes(
            VoxelSolid solid,
            BitSet model,
            VertebralFrame frame,
            GridDirection out,
            Loading loading,
            Numbering numbering) {
        int[] tops = loading == Loading.CAPS
                ? LoadingSurfaces.capTops(solid, model, frame, out)
                : LoadingSurfaces.endplateTops(solid, frame, out);
        Columns columns = new Columns(solid.grid(), out);
        BitSet nodes = new BitSet();
        for (int column = 0; column < tops.length; column++) {
            if (tops[column] >= 0) {
                int voxel = columns.index(column, tops[column]);
                if (model.get(voxel)) {
                    numbering.addFace(voxel, out, nodes);
                }
            }
        }
        if (nodes.isEmpty()) {
            throw new InputException("The loaded surface is not part of the model: it is not connected to the rest.");
        }
        return nodes.stream().toArray();
    }

    /** Numbers for the elements and corner points in use, in array order. */
    private static final class Numbering {

        /** Corners of a brick in Abaqus order, as offsets along the grid's axes. */
        private static final int[][] CORNERS = {
            {0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 1}, {1, 1, 1}, {0, 1, 1}
        };

        private final VoxelGrid grid;
        private final int[] nodeOfPoint;
        private final int[] voxelOfElement;
        private final int[] connectivity;
        private int nodes;

        Numbering(VoxelGrid grid, BitSet model, int elements) {
            this.grid = grid;
            this.voxelOfElement = model.stream().toArray();
            long points = (grid.nx() + 1L) * (grid.ny() + 1L) * (grid.nz() + 1L);
            this.nodeOfPoint = new int[Math.toIntExact(points)];
            this.connectivity = new int[Math.multiplyExact(8, elements)];
            markUsed();
            connect();
        }

        private void markUsed() {
            Arrays.fill(nodeOfPoint, -1);
            for (int voxel : voxelOfElement) {
                for (int[] corner : CORNERS) {
                    nodeOfPoint[point(voxel, corner)] = 0;
                }
            }
            for (int p = 0; p < nodeOfPoint.length; p++) {
                if (nodeOfPoint[p] == 0) {
                    nodeOfPoint[p] = nodes++;
                }
            }
        }

        private void connect() {
            // A left-handed grid needs the two faces exchanged for positive element volumes.
            boolean leftHanded = grid.xAxis().cross(grid.yAxis()).dot(grid.zAxis()) < 0;
            for (int e = 0; e < voxelOfElement.length; e++) {
                for (int c = 0; c < 8; c++) {
                    int[] corner = CORNERS[leftHanded ? (c + 4) % 8 : c];
                    connectivity[8 * e + c] = nodeOfPoint[point(voxelOfElement[e], corner)];
                }
            }
        }

        private int point(int voxel, int[] corner) {
            int i = voxel % grid.nx() + corner[0];
            int j = voxel / grid.nx() % grid.ny() + corner[1];
            int k = voxel / grid.nx() / grid.ny() + corner[2];
            return i + (grid.nx() + 1) * (j + (grid.ny() + 1) * k);
        }

        void addFace(int voxel, GridDirection out, BitSet nodesOfFace) {
            for (int[] corner : CORNERS) {
                if (corner[out.axis()] == (out.sign() > 0 ? 1 : 0)) {
                    nodesOfFace.set(nodeOfPoint[point(voxel, corner)]);
                }
            }
        }

        double[] coordinates() {
            double[] coordinates = new double[3 * nodes];
            for (int k = 0, p = 0; k <= grid.nz(); k++) {
                for (int j = 0; j <= grid.ny(); j++) {
                    for (int i = 0; i <= grid.nx(); i++, p++) {
                        if (nodeOfPoint[p] >= 0) {
                            Vec3 position = grid.toPatient(i - 0.5, j - 0.5, k - 0.5);
                            int at = 3 * nodeOfPoint[p];
                            coordinates[at] = position.x();
                            coordinates[at + 1] = position.y();
                            coordinates[at + 2] = position.z();
                        }
                    }
                }
            }
            return coordinates;
        }
    }
}
