package org.vertebrafe.mesh.tet;

import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Chunks;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.segmentation.Plane;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.segmentation.VertebralFrame;

/**
 * Makes the endplates of a vertebra plane, as far as they lie within a depth of the planes fitted to them: hollows are
 * filled, rims cut off. What lies up to twice as deep is moved in part, so that the surface stays whole; what is steeper than
 * a wall does not move.
 */
final class FlatEndplates {

    /** Cosines, of the angle to the endplate's normal, from which the surface moves in part (75 degrees) and wholly (55). */
    private static final double WALL = Math.cos(Math.toRadians(75));

    private static final double PLATE = Math.cos(Math.toRadians(55));

    private static final int CHUNK = 4096;

    private FlatEndplates() {}

    /**
     * The surface with flat endplates.
     *
     * @param surface of the vertebra, LPS mm
     * @param tissues tells its body from the posterior elements
     * @param frame has the planes
     * @param depth mm
     * @param threads the caller's threads
     */
    static TriangleSurface flatten(
            TriangleSurface surface, TissueMap tissues, VertebralFrame frame, double depth, TaskExecutor threads) {
        double[] xyz = surface.coordinates().clone();
        for (Plane plane : new Plane[] {frame.superiorEndplate(), frame.inferiorEndplate()}) {
            double[] normals = new double[xyz.length];
            TriangleSurface.addNormals(xyz, surface.triangles(), normals);
            Chunks.forEach(threads, xyz.length / 3, CHUNK, (from, to) -> {
                for (int v = from; v < to; v++) {
                    Vec3 p = new Vec3(xyz[3 * v], xyz[3 * v + 1], xyz[3 * v + 2]);
                    Vec3 normal = new Vec3(normals[3 * v], normals[3 * v + 1], normals[3 * v + 2]);
                    double distance = plane.distance(p);
                    double share = share(Math.abs(distance), depth, normal.dot(plane.normal()) / normal.norm());
                    if (share > 0 && isBody(tissues, p)) {
                        Vec3 moved = p.minus(plane.normal().times(share * distance));
                        xyz[3 * v] = moved.x();
                        xyz[3 * v + 1] = moved.y();
                        xyz[3 * v + 2] = moved.z();
                    }
                }
            });
        }
        return new TriangleSurface(xyz, surface.triangles());
    }

    /** How much of the way to the plane a point goes. */
    private static double share(double distance, double depth, double facing) {
        double near = Math.min(1, 2 - distance / depth);
        double flat = Math.min(1, (facing - WALL) / (PLATE - WALL));
        return near > 0 && flat > 0 ? near * flat : 0;
    }

    private static boolean isBody(TissueMap tissues, Vec3 p) {
        Tissue tissue = Tissue.ofCode(ElementTissues.at(tissues, p));
        return tissue != null && tissue.isBody();
    }
}
