package org.vertebrafe.imagej.view3d;

/**
 * Triangles ready to be drawn. Positions are relative to the middle of the model, mm.
 *
 * @param xyz position of each vertex
 * @param corners three vertices of each triangle, counter-clockwise seen from outside
 * @param values the value at each corner, NaN for none
 * @param normals the normal at each corner, coded by {@link Normals}
 * @param edges of each triangle: bit i says that a line is drawn along its side from corner i
 * @param elements the mesh element of each triangle
 * @param beyond for each vertex how far it lies on the side that is cut away, mm; null if nothing is
 */
record Triangles(
        float[] xyz, int[] corners, float[] values, short[] normals, byte[] edges, int[] elements, float[] beyond) {

    int count() {
        return elements.length;
    }

    Triangles cut(float[] distances) {
        return new Triangles(xyz, corners, values, normals, edges, elements, distances);
    }
}
