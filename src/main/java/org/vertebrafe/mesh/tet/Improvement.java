package org.vertebrafe.mesh.tet;

/**
 * Moves the nodes of the flattest tetrahedra until their dihedral angles are better or nothing helps. A node goes only where
 * the worst angle of all its elements grows; one of the surface stays on the surface, one of the border between two parts
 * on the border. So no step makes the mesh worse.
 */
final class Improvement {

    /** Elements with all angles this far from 0 and 180 degrees are left alone. */
    private static final double GOOD_DEGREES = 22;

    private static final double GOOD = Math.cos(Math.toRadians(GOOD_DEGREES));

    /** First step of the search, as a fraction of the element's mean edge, and how often it is halved. */
    private static final double FIRST_STEP = 0.2;

    private static final int HALVINGS = 4;
    private static final int ROUNDS = 4;
    private static final double GAIN = 1e-4;

    private static final double[][] WAYS = {
        {1, 0, 0},
        {-1, 0, 0},
        {0, 1, 0},
        {0, -1, 0},
        {0, 0, 1},
        {0, 0, -1},
        {1, 1, 1},
        {-1, -1, -1},
        {1, -1, -1},
        {-1, 1, 1},
        {-1, 1, -1},
        {1, -1, 1},
        {-1, -1, 1},
        {1, 1, -1}
    };

    private final Tets mesh;
    private final NodePlaces places;
    private final Stars stars;
    private final double[] nearest = new double[6];
    private final double[] worst;

    private Improvement(Tets mesh, NodePlaces places) {
        this.mesh = mesh;
        this.places = places;
        this.stars = new Stars(mesh);
        worst = new double[mesh.elements()];
        for (int e = 0; e < worst.length; e++) {
            worst[e] = stars.flatness(e);
        }
    }

    /** Improves a mesh in place. */
    static void improve(Tets mesh, NodePlaces places) {
        Improvement improvement = new Improvement(mesh, places);
        for (int round = 0; round < ROUNDS; round++) {
            if (!improvement.round()) {
                return;
            }
        }
    }

    private boolean round() {
        boolean moved = false;
        for (int e = 0; e < worst.length; e++) {
            for (int c = 0; c < 4 && worst[e] > GOOD; c++) {
                moved |= search(mesh.tets()[4 * e + c], meanEdge(e));
            }
        }
        return moved;
    }

    private double meanEdge(int e) {
        double sum = 0;
        double[] x = mesh.xyz();
        for (int[] ends : Edges.ENDS) {
            int a = 3 * mesh.tets()[4 * e + ends[0]];
            int b = 3 * mesh.tets()[4 * e + ends[1]];
            sum += Math.sqrt((x[a] - x[b]) * (x[a] - x[b])
                    + (x[a + 1] - x[b + 1]) * (x[a + 1] - x[b + 1])
                    + (x[a + 2] - x[b + 2]) * (x[a + 2] - x[b + 2]));
        }
        return sum / 6;
    }

    /** Looks for a better place of a node in ever smaller steps. */
    private boolean search(int v, double edge) {
        double[] x = mesh.xyz();
        double best = 0;
        for (int i = stars.begin(v); i < stars.begin(v + 1); i++) {
            best = Math.max(best, worst[stars.at(i)]);
        }
        boolean moved = false;
        double step = FIRST_STEP * edge;
        for (int halving = 0; halving <= HALVINGS; ) {
            boolean better = false;
            for (double[] way : WAYS) {
                double x0 = x[3 * v];
                double y0 = x[3 * v + 1];
                double z0 = x[3 * v + 2];
                double scale = way[1] != 0 && way[0] != 0 ? step / Math.sqrt(3) : step;
                if (place(v, x0 + scale * way[0], y0 + scale * way[1], z0 + scale * way[2], step)
                        && stars.better(v, best - GAIN)) {
                    best = commit(v);
                    better = true;
                } else {
                    x[3 * v] = x0;
                    x[3 * v + 1] = y0;
                    x[3 * v + 2] = z0;
                }
            }
            moved |= better;
            if (!better) {
                step /= 2;
                halving++;
            }
            if (best <= GOOD) {
                break;
            }
        }
        return moved;
    }

    /** Puts a node at a place, or, if it is of the surface, on the surface next to that; false if that is far. */
    private boolean place(int v, double px, double py, double pz, double step) {
        if (places.nearest(v, px, py, pz, nearest) > 1.5 * step) {
            return false;
        }
        System.arraycopy(nearest, 0, mesh.xyz(), 3 * v, 3);
        return true;
    }

    private double commit(int v) {
        double greatest = 0;
        for (int i = stars.begin(v); i < stars.begin(v + 1); i++) {
            int e = stars.at(i);
            worst[e] = stars.flatness(e);
            greatest = Math.max(greatest, worst[e]);
        }
        return greatest;
    }
}
