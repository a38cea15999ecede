package org.vertebrafe.material;

import java.util.ArrayList;
import java.util.List;

/**
 * Points of equal weight that integrate over a tetrahedron cut n times along each edge: 4 in each of its n^3 parts (which
 * have equal volumes), exact for quadratic polynomials.
 */
final class TetrahedronRule {

    private static final double NEAR = (5 + 3 * Math.sqrt(5)) / 20;
    private static final double FAR = (5 - Math.sqrt(5)) / 20;

    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    private TetrahedronRule() {}

    /** Barycentric coordinates of the 4 n^3 points, four a point. */
    static double[] points(int n) {
        List<double[]> points = new ArrayList<>();
        // The simplex 1 > x > y > z > 0 is cut by the unit lattice and the planes x = y, y = z, x = z into equal parts:
        // from a corner of a cell along its three axes in some order.
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                for (int k = 0; k <= j; k++) {
                    for (int[] order : ORDERS) {
                        addPart(n, new int[] {i, j, k}, order, points);
                    }
                }
            }
        }
        double[] all = new double[4 * points.size()];
        for (int p = 0; p < points.size(); p++) {
            System.arraycopy(points.get(p), 0, all, 4 * p, 4);
        }
        return all;
    }

    private static void addPart(int n, int[] cell, int[] order, List<double[]> points) {
        int[][] corners = new int[4][];
        int[] at = cell.clone();
        corners[0] = at.clone();
        for (int c = 0; c < 3; c++) {
            at[order[c]]++;
            if (at[0] < at[1] || at[1] < at[2]) {
                return;
            }
            corners[c + 1] = at.clone();
        }
        for (int p = 0; p < 4; p++) {
            double[] x = new double[3];
            for (int c = 0; c < 4; c++) {
                for (int i = 0; i < 3; i++) {
                    x[i] += (c == p ? NEAR : FAR) * corners[c][i] / n;
                }
            }
            points.add(new double[] {1 - x[0], x[0] - x[1], x[1] - x[2], x[2]});
        }
    }
}
