package org.vertebrafe.segmentation.oneclick;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A nearly even triangulation of the unit sphere: the icosahedron with its triangles divided in four a number of times.
 * Triangles are counter-clockwise seen from outside.
 */
final class Icosphere {

    final int vertices;

    /** x, y, z of each vertex. */
    final double[] points;

    /** Three vertices of each triangle. */
    final int[] triangles;

    /** The vertices joined to each vertex by an edge, in rising order. */
    final int[][] neighbours;

    /** @param level how often the icosahedron is divided: 10 * 4^level + 2 vertices */
    Icosphere(int level) {
        List<double[]> nodes = new ArrayList<>();
        double g = (1 + Math.sqrt(5)) / 2;
        for (int s = -1; s <= 1; s += 2) {
            for (int t = -1; t <= 1; t += 2) {
                nodes.add(unit(0, s, t * g));
                nodes.add(unit(s, t * g, 0));
                nodes.add(unit(t * g, 0, s));
            }
        }
        List<int[]> faces = icosahedron(nodes);
        for (int n = 0; n < level; n++) {
            faces = divided(faces, nodes);
        }
        vertices = nodes.size();
        points = new double[3 * vertices];
        for (int v = 0; v < vertices; v++) {
            System.arraycopy(nodes.get(v), 0, points, 3 * v, 3);
        }
        triangles = faces.stream().flatMapToInt(java.util.Arrays::stream).toArray();
        List<java.util.TreeSet<Integer>> joined = new ArrayList<>();
        for (int v = 0; v < vertices; v++) {
            joined.add(new java.util.TreeSet<>());
        }
        for (int[] face : faces) {
            for (int c = 0; c < 3; c++) {
                joined.get(face[c]).add(face[(c + 1) % 3]);
                joined.get(face[c]).add(face[(c + 2) % 3]);
            }
        }
        neighbours = joined.stream()
                .map(set -> set.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /** All triples of corners at the shortest distance from each other. */
    private static List<int[]> icosahedron(List<double[]> nodes) {
        double edge = Double.MAX_VALUE;
        for (int b = 1; b < nodes.size(); b++) {
            edge = Math.min(edge, distance(nodes.get(0), nodes.get(b)));
        }
        double limit = 1.01 * edge;
        List<int[]> faces = new ArrayList<>();
        for (int a = 0; a < 12; a++) {
            for (int b = a + 1; b < 12; b++) {
                for (int c = b + 1; c < 12; c++) {
                    if (distance(nodes.get(a), nodes.get(b)) < limit
                            && distance(nodes.get(b), nodes.get(c)) < limit
                            && distance(nodes.get(c), nodes.get(a)) < limit) {
                        faces.add(outward(nodes, a, b, c));
                    }
                }
            }
        }
        return faces;
    }

    private static int[] outward(List<double[]> nodes, int a, int b, int c) {
        double[] p = nodes.get(a);
        double[] q = nodes.get(b);
        double[] r = nodes.get(c);
        double volume = p[0] * (q[1] * r[2] - q[2] * r[1])
                + p[1] * (q[2] * r[0] - q[0] * r[2])
                + p[2] * (q[0] * r[1] - q[1] * r[0]);
        return volume > 0 ? new int[] {a, b, c} : new int[] {a, c, b};
    }

    private static List<int[]> divided(List<int[]> faces, List<double[]> nodes) {
        Map<Long, Integer> middles = new HashMap<>();
        List<int[]> finer = new ArrayList<>();
        for (int[] f : faces) {
            int ab = middle(f[0], f[1], nodes, middles);
            int bc = middle(f[1], f[2], nodes, middles);
            int ca = middle(f[2], f[0], nodes, middles);
            finer.add(new int[] {f[0], ab, ca});
            finer.add(new int[] {f[1], bc, ab});
            finer.add(new int[] {f[2], ca, bc});
            finer.add(new int[] {ab, bc, ca});
        }
        return finer;
    }

    private static int middle(int a, int b, List<double[]> nodes, Map<Long, Integer> middles) {
        long key = (long) Math.min(a, b) << 32 | Math.max(a, b);
        return middles.computeIfAbsent(key, k -> {
            double[] p = nodes.get(a);
            double[] q = nodes.get(b);
            nodes.add(unit(p[0] + q[0], p[1] + q[1], p[2] + q[2]));
            return nodes.size() - 1;
        });
    }

    private static double[] unit(double x, double y, double z) {
        double length = Math.sqrt(x * x + y * y + z * z);
        return new double[] {x / length, y / length, z / length};
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]) + (a[2] - b[2]) * (a[2] - b[2]));
    }
}
