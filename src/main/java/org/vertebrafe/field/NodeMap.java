package org.vertebrafe.field;

import java.util.Arrays;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.Volume;
import org.vertebrafe.image.VoxelGrid;
import org.vertebrafe.mesh.ElementType;
import org.vertebrafe.mesh.Mesh;

/** Brings a vector known at the nodes to the voxels of an image, by the shape functions of the element at their centre. */
public final class NodeMap {

    private static final int[][] BRICK = {
        {0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}, {0, 0, 1}, {1, 0, 1}, {1, 1, 1}, {0, 1, 1}
    };

    private final Mesh mesh;
    private final VoxelGrid grid;
    private final TetPlace tetrahedron;
    private final double[] x;
    private final double[] shape;

    private NodeMap(Mesh mesh, VoxelGrid grid) {
        this.mesh = mesh;
        this.grid = grid;
        tetrahedron = new TetPlace(mesh.type());
        x = new double[3 * mesh.type().nodes()];
        shape = new double[mesh.type().nodes()];
    }

    /**
     * The length of the vector in each voxel.
     *
     * @param places the elements of the voxels
     * @param mesh of tetrahedra, or of bricks whose sides are at right angles
     * @param vectors x, y, z of each node
     * @return 32-bit values in the unit of the vectors; NaN where no element is
     */
    public static Volume lengths(ElementMap places, Mesh mesh, double[] vectors) {
        VoxelGrid grid = places.grid();
        NodeMap map = new NodeMap(mesh, grid);
        float[] lengths = new float[grid.voxels()];
        Arrays.fill(lengths, Float.NaN);
        ElementMap.Box box = places.box();
        int last = ElementMap.NONE;
        for (int k = box.low[2]; k < box.high[2]; k++) {
            for (int j = box.low[1]; j < box.high[1]; j++) {
                for (int i = box.low[0]; i < box.high[0]; i++) {
                    int element = places.element(i, j, k);
                    if (element != ElementMap.NONE) {
                        if (element != last) {
                            map.load(element);
                            last = element;
                        }
                        map.shapeAt(i, j, k);
                        lengths[grid.index(i, j, k)] = (float) map.length(element, vectors);
                    }
                }
            }
        }
        return new Volume(grid, lengths);
    }

    /** The length of the vector at a point of an element, LPS mm. */
    public static double length(Mesh mesh, int element, Vec3 point, double[] vectors) {
        NodeMap map = new NodeMap(mesh, VoxelGrid.aligned(1, 1, 1, 1, 1, 1));
        map.load(element);
        map.shapeAt(point.x(), point.y(), point.z());
        return map.length(element, vectors);
    }

    private void load(int element) {
        int per = shape.length;
        for (int n = 0; n < per; n++) {
            Vec3 voxel = grid.toVoxel(mesh.node(mesh.connectivity()[per * element + n]));
            for (int axis = 0; axis < 3; axis++) {
                x[3 * n + axis] = voxel.get(axis);
            }
        }
        if (mesh.type() != ElementType.HEX8) {
            tetrahedron.load(x);
        }
    }

    private void shapeAt(double i, double j, double k) {
        if (mesh.type() == ElementType.HEX8) {
            double a = along(1, i, j, k);
            double b = along(3, i, j, k);
            double c = along(4, i, j, k);
            for (int n = 0; n < 8; n++) {
                shape[n] = (BRICK[n][0] == 0 ? 1 - a : a)
                        * (BRICK[n][1] == 0 ? 1 - b : b)
                        * (BRICK[n][2] == 0 ? 1 - c : c);
            }
            return;
        }
        double[] l = tetrahedron.place(i, j, k);
        boolean quadratic = mesh.type() == ElementType.TET10;
        for (int n = 0; n < 4; n++) {
            shape[n] = quadratic ? l[n] * (2 * l[n] - 1) : l[n];
        }
        for (int m = 0; quadratic && m < TetPlace.EDGES.length; m++) {
            shape[4 + m] = 4 * l[TetPlace.EDGES[m][0]] * l[TetPlace.EDGES[m][1]];
        }
    }

    /** How far along the side from node 0 to another a point lies, 0..1. The sides are at right angles in mm. */
    private double along(int node, double i, double j, double k) {
        double[] p = {i, j, k};
        double dot = 0;
        double square = 0;
        for (int axis = 0; axis < 3; axis++) {
            double mm = grid.spacing().get(axis);
            double side = (x[3 * node + axis] - x[axis]) * mm;
            dot += side * (p[axis] - x[axis]) * mm;
            square += side * side;
        }
        return dot / square;
    }

    private double length(int element, double[] vectors) {
        double square = 0;
        for (int axis = 0; axis < 3; axis++) {
            double sum = 0;
            for (int n = 0; n < shape.length; n++) {
                sum += shape[n] * vectors[3 * mesh.connectivity()[shape.length * element + n] + axis];
            }
            square += sum * sum;
        }
        return Math.sqrt(square);
    }
}
