package org.vertebrafe.synthetic;

import org.vertebrafe.base.Vec3;

/** Pedicles, laminae and processes as one signed distance in the vertebra's own axes, mm; left and right are mirrored. */
final class ArchSolid {

    private static final Vec3 UP = new Vec3(0, 0, 1);
    private static final Vec3 BACK = new Vec3(0, 1, 0);

    /** Fillet between the parts, mm. */
    private static final double SEAM = 4;

    private final TaperedRod[] parts;
    private final double canalY;
    private final double canalA;
    private final double canalB;

    ArchSolid(BodyShape body, ArchShape arch) {
        canalA = arch.canalWidth() / 2;
        canalB = arch.canalDepth() / 2;
        double canalFront = body.depth() / 2 - body.posteriorConcavity();
        canalY = canalFront + canalB;
        double canalBack = canalFront + arch.canalDepth();
        double ped = arch.pedicleWidth() / 2;
        double high = arch.pedicleHeight() / 2;
        double pedX = canalA + ped;
        double pedZ = 0.46 * body.height() - high;
        double tip = arch.articularHeight() / 2;
        double tail = canalBack + arch.spinousLength();
        // Where pedicle, superior articular process, transverse process and pars meet.
        Vec3 junction = new Vec3(pedX + 0.5, canalY + 0.35 * canalB, pedZ + 0.5);
        Vec3 isthmus = new Vec3(pedX - 2, canalBack + 0.5, pedZ - high - 2);
        parts = new TaperedRod[] {
            // pedicle, out of the upper half of the body
            new TaperedRod(new Vec3(pedX, canalFront - 4, pedZ), junction, UP, ped, high, ped, 0.85 * high),
            // superior articular process
            new TaperedRod(junction, new Vec3(pedX + 2, canalBack - 1, tip - 2), BACK, 4.2, 5, 4, 5.6),
            // pars interarticularis and inferior articular process
            new TaperedRod(junction, isthmus, BACK, 4.4, 4, 4.2, 4),
            new TaperedRod(isthmus, new Vec3(pedX - 4.5, canalBack + 2.5, 3.5 - tip), BACK, 4.2, 4, 4.4, 5),
            // lamina, falling to the midline
            new TaperedRod(
                    new Vec3(pedX - 3, canalBack, pedZ - 6), new Vec3(0, canalBack + 4.5, -5), UP, 2.9, 7.5, 2.9, 8.5),
            // spinous process
            new TaperedRod(new Vec3(0, canalBack + 4, -6), new Vec3(0, tail - 3, -10), UP, 2.5, 6.5, 3.4, 8.5),
            // transverse process
            new TaperedRod(
                    junction,
                    new Vec3(arch.transverseSpan() / 2 - 2.4, canalY + 0.9 * canalB, pedZ + 2.5),
                    UP,
                    3.6,
                    6,
                    2.4,
                    3.6),
        };
    }

    /** Signed distance of arch and processes before the canal is cut out, mm. */
    double distance(double x, double y, double z) {
        double side = Math.abs(x);
        double d = parts[0].distance(side, y, z);
        for (int i = 1; i < parts.length; i++) {
            // A part that is farther by the seam changes nothing.
            if (!parts[i].isBeyond(side, y, z, d + SEAM)) {
                d = Smooth.union(d, parts[i].distance(side, y, z), SEAM);
            }
        }
        return d;
    }

    /** Signed distance of the vertebral canal, an elliptic tube along the superior axis, mm. */
    double canal(double x, double y) {
        double u = x / canalA;
        double v = (y - canalY) / canalB;
        double gauge = Math.sqrt(u * u + v * v);
        if (gauge < 1e-6) {
            return -Math.min(canalA, canalB);
        }
        double ua = u / canalA;
        double vb = v / canalB;
        return gauge * (gauge - 1) / Math.sqrt(ua * ua + vb * vb);
    }
}
