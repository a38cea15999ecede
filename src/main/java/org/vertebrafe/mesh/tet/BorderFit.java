package org.vertebrafe.mesh.tet;

/**
 * Moves the nodes between two parts of a solid onto the border between them as far as their elements bear. Most lie there
 * already; those of elements that the solid's surface cuts do not.
 */
final class BorderFit {

    /** An element may become as flat as this, degrees from flat or from a needle, for the sake of the border. */
    private static final double BEARABLE = Math.cos(Math.toRadians(18));

    private static final double[] SHARES = {1, 0.75, 0.5, 0.25};
    private static final int SWEEPS = 3;

    /** Nodes farther than this from where they belong, in cells, are of another border. */
    private static final double FARTHEST = 0.75;

    private BorderFit() {}

    /** Moves the border's nodes in place. */
    static void fit(Tets mesh, NodePlaces places, double cell) {
        Stars stars = new Stars(mesh);
        double[] x = mesh.xyz();
        double[] target = new double[6];
        double[] place = new double[6];
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean moved = false;
            for (int v = places.border().nextSetBit(0);
                    v >= 0;
                    v = places.border().nextSetBit(v + 1)) {
                double distance = places.nearest(v, x[3 * v], x[3 * v + 1], x[3 * v + 2], target);
                if (distance < 1e-6 * cell || distance > FARTHEST * cell) {
                    continue;
                }
                double limit = Math.max(BEARABLE, stars.worst(v));
                double x0 = x[3 * v];
                double y0 = x[3 * v + 1];
                double z0 = x[3 * v + 2];
                for (double share : SHARES) {
                    place[0] = x0 + share * (target[0] - x0);
                    place[1] = y0 + share * (target[1] - y0);
                    place[2] = z0 + share * (target[2] - z0);
                    places.ontoSurface(v, place);
                    System.arraycopy(place, 0, x, 3 * v, 3);
                    if (stars.better(v, limit)) {
                        moved = true;
                        break;
                    }
                    x[3 * v] = x0;
                    x[3 * v + 1] = y0;
                    x[3 * v + 2] = z0;
                }
            }
            if (!moved) {
                return;
            }
        }
    }
}
