package org.vertebrafe.fem;

import org.vertebrafe.mesh.Mesh;

/** Which elements have the same shape: all of a voxel mesh, none of a mesh of tetrahedra. */
final class ElementShapes {

    private static final double SAME_SHAPE = 1e-9;

    private ElementShapes() {}

    /**
     * For each element the first of the run of elements of its shape that it belongs to.
     *
     * @param coordinates of the nodes, mm
     */
    static int[] of(Mesh mesh, double[] coordinates) {
        int size = 3 * mesh.type().nodes();
        int[] shapeOf = new int[mesh.elements()];
        double[] first = new double[size];
        double[] shape = new double[size];
        for (int e = 0; e < mesh.elements(); e++) {
            relativeCoordinates(mesh, coordinates, e, shape);
            if (e > 0 && same(shape, first)) {
                shapeOf[e] = shapeOf[e - 1];
            } else {
                shapeOf[e] = e;
                System.arraycopy(shape, 0, first, 0, size);
            }
        }
        return shapeOf;
    }

    /** x, y, z of an element's nodes beside its first one. */
    static void relativeCoordinates(Mesh mesh, double[] coordinates, int element, double[] x) {
        int nodes = mesh.type().nodes();
        int[] connectivity = mesh.connectivity();
        int first = 3 * connectivity[nodes * element];
        for (int n = 0; n < nodes; n++) {
            int node = 3 * connectivity[nodes * element + n];
            x[3 * n] = coordinates[node] - coordinates[first];
            x[3 * n + 1] = coordinates[node + 1] - coordinates[first + 1];
            x[3 * n + 2] = coordinates[node + 2] - coordinates[first + 2];
        }
    }

    private static boolean same(double[] a, double[] b) {
        double size = 0;
        for (double value : a) {
            size = Math.max(size, Math.abs(value));
        }
        for (int i = 0; i < a.length; i++) {
            if (!(Math.abs(a[i] - b[i]) <= SAME_SHAPE * size)) {
                return false;
            }
        }
        return true;
    }
}
