package org.vertebrafe.mesh.tet;

/**
 * Finds the triangles of a surface near a place: where a line crosses the surface and which of its points is nearest. A
 * uniform grid of cells, each with the triangles whose boxes meet it; read by many threads at once.
 */
final class SurfaceIndex {

    /** How far outside a triangle, relative to its size, a line may pass and still count: between two triangles. */
    private static final double SEAM = 1e-9;

    private static final double CELL_OF_EDGE = 1.5;

    private final double[] xyz;
    private final int[] triangles;
    private final double cell;
    private final double[] low = new double[3];
    private final int[] n = new int[3];
    private final int[] first;
    private final int[] items;

    /** @param xyz x, y, z of each vertex in any orthonormal frame, mm; @param triangles of a surface */
    SurfaceIndex(double[] xyz, int[] triangles) {
        this.xyz = xyz;
        this.triangles = triangles;
        double[] high = new double[3];
        java.util.Arrays.fill(low, Double.POSITIVE_INFINITY);
        java.util.Arrays.fill(high, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < xyz.length; i++) {
            low[i % 3] = Math.min(low[i % 3], xyz[i]);
            high[i % 3] = Math.max(high[i % 3], xyz[i]);
        }
        cell = CELL_OF_EDGE * meanEdge();
        for (int a = 0; a < 3; a++) {
            n[a] = (int) ((high[a] - low[a]) / cell) + 1;
        }
        first = new int[Math.toIntExact((long) n[0] * n[1] * n[2] + 1)];
        int[] box = new int[6];
        for (int t = 0; t < triangles.length; t += 3) {
            box(t, box);
            for (int c = nextCell(box, -1); c >= 0; c = nextCell(box, c)) {
                first[c + 1]++;
            }
        }
        for (int c = 0; c + 1 < first.length; c++) {
            first[c + 1] += first[c];
        }
        items = new int[first[first.length - 1]];
        int[] fill = first.clone();
        for (int t = 0; t < triangles.length; t += 3) {
            box(t, box);
            for (int c = nextCell(box, -1); c >= 0; c = nextCell(box, c)) {
                items[fill[c]++] = t;
            }
        }
    }

    private double meanEdge() {
        double sum = 0;
        for (int t = 0; t < triangles.length; t += 3) {
            for (int c = 0; c < 3; c++) {
                int p = 3 * triangles[t + c];
                int q = 3 * triangles[t + (c + 1) % 3];
                double dx = xyz[p] - xyz[q];
                double dy = xyz[p + 1] - xyz[q + 1];
                double dz = xyz[p + 2] - xyz[q + 2];
                sum += Math.sqrt(dx * dx + dy * dy + dz * dz);
            }
        }
        return sum / triangles.length;
    }

    private void box(int t, int[] box) {
        for (int a = 0; a < 3; a++) {
            double p = xyz[3 * triangles[t] + a];
            double q = xyz[3 * triangles[t + 1] + a];
            double r = xyz[3 * triangles[t + 2] + a];
            box[a] = cellAlong(a, Math.min(p, Math.min(q, r)) - SEAM * cell);
            box[3 + a] = cellAlong(a, Math.max(p, Math.max(q, r)) + SEAM * cell);
        }
    }

    private int cellAlong(int axis, double x) {
        return Math.max(0, Math.min(n[axis] - 1, (int) Math.floor((x - low[axis]) / cell)));
    }

    /** The cell after {@code c} in a box of cells; the first for -1; -1 after the last. */
    private int nextCell(int[] box, int c) {
        if (c < 0) {
            return box[0] + n[0] * (box[1] + n[1] * box[2]);
        }
        int i = c % n[0];
        int j = c / n[0] % n[1];
        int k = c / n[0] / n[1];
        if (i < box[3]) {
            return c + 1;
        }
        if (j < box[4]) {
            return box[0] + n[0] * (j + 1 + n[1] * k);
        }
        return k < box[5] ? box[0] + n[0] * (box[1] + n[1] * (k + 1)) : -1;
    }

    /**
     * Where a line from a point inside first comes out.
     *
     * @return fraction 0..1 of the way from p to q; NaN if no triangle is crossed from inside
     */
    double exit(double px, double py, double pz, double qx, double qy, double qz) {
        double dx = qx - px;
        double dy = qy - py;
        double dz = qz - pz;
        int i = cellAlong(0, px);
        int j = cellAlong(1, py);
        int k = cellAlong(2, pz);
        int iEnd = cellAlong(0, qx);
        int jEnd = cellAlong(1, qy);
        int kEnd = cellAlong(2, qz);
        double best = Double.POSITIVE_INFINITY;
        while (true) {
            int c = i + n[0] * (j + n[1] * k);
            for (int at = first[c]; at < first[c + 1]; at++) {
                double t = crossing(items[at], px, py, pz, dx, dy, dz);
                best = t < best ? t : best;
            }
            double tx = i == iEnd ? Double.POSITIVE_INFINITY : (low[0] + (i + (dx > 0 ? 1 : 0)) * cell - px) / dx;
            double ty = j == jEnd ? Double.POSITIVE_INFINITY : (low[1] + (j + (dy > 0 ? 1 : 0)) * cell - py) / dy;
            double tz = k == kEnd ? Double.POSITIVE_INFINITY : (low[2] + (k + (dz > 0 ? 1 : 0)) * cell - pz) / dz;
            double t = Math.min(tx, Math.min(ty, tz));
            if (best <= t) {
                return best == Double.POSITIVE_INFINITY ? Double.NaN : Math.max(0, Math.min(1, best));
            }
            if (tx == t) {
                i += dx > 0 ? 1 : -1;
            } else if (ty == t) {
                j += dy > 0 ? 1 : -1;
            } else {
                k += dz > 0 ? 1 : -1;
            }
        }
    }

    /** Where a line leaves through a triangle, as a fraction of its length; positive infinity if it does not. */
    private double crossing(int t, double px, double py, double pz, double dx, double dy, double dz) {
        int a = 3 * triangles[t];
        int b = 3 * triangles[t + 1];
        int c = 3 * triangles[t + 2];
        double ux = xyz[b] - xyz[a];
        double uy = xyz[b + 1] - xyz[a + 1];
        double uz = xyz[b + 2] - xyz[a + 2];
        double vx = xyz[c] - xyz[a];
        double vy = xyz[c + 1] - xyz[a + 1];
        double vz = xyz[c + 2] - xyz[a + 2];
        double nx = uy * vz - uz * vy;
        double ny = uz * vx - ux * vz;
        double nz = ux * vy - uy * vx;
        double det = nx * dx + ny * dy + nz * dz;
        if (!(det > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        double sx = xyz[a] - px;
        double sy = xyz[a + 1] - py;
        double sz = xyz[a + 2] - pz;
        double t0 = (sx * nx + sy * ny + sz * nz) / det;
        if (t0 < -SEAM || t0 > 1 + SEAM) {
            return Double.POSITIVE_INFINITY;
        }
        double wx = sy * dz - sz * dy;
        double wy = sz * dx - sx * dz;
        double wz = sx * dy - sy * dx;
        double beta = (wx * vx + wy * vy + wz * vz) / det;
        double gamma = -(wx * ux + wy * uy + wz * uz) / det;
        boolean hit = beta >= -SEAM && gamma >= -SEAM && beta + gamma <= 1 + SEAM;
        return hit ? t0 : Double.POSITIVE_INFINITY;
    }

    /**
     * The nearest point of the surface.
     *
     * @param to receives x, y, z of the nearest point; to[3..5] its triangle's normal (not unit)
     * @return its distance, mm
     */
    double nearest(double px, double py, double pz, double[] to) {
        int[] centre = {cellAlong(0, px), cellAlong(1, py), cellAlong(2, pz)};
        double best = Double.POSITIVE_INFINITY;
        int most = Math.max(n[0], Math.max(n[1], n[2]));
        double outside = outside(px, py, pz);
        for (int ring = 0; ring <= most; ring++) {
            // A triangle in no cell of the rings before is at least this far away.
            double reached = outside > 0 ? (ring - 1) * cell : clearance(px, py, pz, centre, ring - 1);
            if (ring > 0 && best <= Math.max(0, reached) * Math.max(0, reached)) {
                break;
            }
            for (int k = Math.max(0, centre[2] - ring); k <= Math.min(n[2] - 1, centre[2] + ring); k++) {
                boolean kFace = Math.abs(k - centre[2]) == ring;
                for (int j = Math.max(0, centre[1] - ring); j <= Math.min(n[1] - 1, centre[1] + ring); j++) {
                    boolean face = kFace || Math.abs(j - centre[1]) == ring;
                    int step = face || ring == 0 ? 1 : 2 * ring;
                    for (int i = centre[0] - ring; i <= centre[0] + ring; i += step) {
                        if (i >= 0 && i < n[0]) {
                            best = nearestInCell(i + n[0] * (j + n[1] * k), px, py, pz, best, to);
                        }
                    }
                }
            }
        }
        return Math.sqrt(best);
    }

    /** How far from the box of all cells a point is, along the axis where it is farthest; 0 inside. */
    private double outside(double px, double py, double pz) {
        double[] p = {px, py, pz};
        double out = 0;
        for (int a = 0; a < 3; a++) {
            out = Math.max(out, Math.max(low[a] - p[a], p[a] - (low[a] + n[a] * cell)));
        }
        return out;
    }

    /** Distance from a point to the faces of the cube of cells {@code ring} around its own. */
    private double clearance(double px, double py, double pz, int[] centre, int ring) {
        double[] p = {px, py, pz};
        double least = Double.POSITIVE_INFINITY;
        for (int a = 0; a < 3; a++) {
            double from = low[a] + (centre[a] - ring) * cell;
            double to = low[a] + (centre[a] + ring + 1) * cell;
            least = Math.min(least, Math.min(p[a] - from, to - p[a]));
        }
        return least;
    }

    private double nearestInCell(int c, double px, double py, double pz, double best, double[] to) {
        double least = best;
        for (int at = first[c]; at < first[c + 1]; at++) {
            least = NearestOnTriangle.update(xyz, triangles, items[at], px, py, pz, least, to);
        }
        return least;
    }
}
