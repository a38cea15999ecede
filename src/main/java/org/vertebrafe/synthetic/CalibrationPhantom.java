package org.vertebrafe.synthetic;

import java.util.ArrayList;
import java.util.List;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.LinearCalibration;

/**
 * A calibration phantom in the scanner.
 *
 * @param layout its rods and slab
 * @param pose its middle; left across the rods, posterior towards the table, superior along the rods
 */
public record CalibrationPhantom(PhantomLayout layout, Pose pose) {

    /**
     * Truth of one rod.
     *
     * @param name on the phantom
     * @param density reference density of the phantom's kind, g/cm3
     * @param hu true CT number, HU
     * @param centre middle of its axis, LPS mm
     * @param axis unit vector along it, LPS
     * @param radius mm
     * @param length mm
     */
    public record RodTruth(
            String name, double density, double hu, Vec3 centre, Vec3 axis, double radius, double length) {

        /** Where the axis meets the plane through a point with this normal, LPS mm; outside the rod as well. */
        public Vec3 at(Vec3 point, Vec3 normal) {
            return centre.plus(axis.times(point.minus(centre).dot(normal) / axis.dot(normal)));
        }
    }

    /** The truth of all rods where the calibration of bone is {@code line}. */
    public List<RodTruth> rods(LinearCalibration line) {
        List<RodTruth> rods = new ArrayList<>();
        for (PhantomLayout.Rod rod : layout.rods()) {
            rods.add(new RodTruth(
                    rod.name(),
                    rod.density(),
                    layout.hu(rod, line),
                    pose.toPatient(new Vec3(rod.x(), rod.y(), 0)),
                    pose.superior(),
                    rod.radius(),
                    layout.length()));
        }
        return rods;
    }

    /** Slab and then rods as solids. */
    List<Primitive> solids(LinearCalibration line) {
        List<Primitive> solids = new ArrayList<>();
        Vec3 half = new Vec3(layout.width() / 2, layout.height() / 2, layout.length() / 2);
        solids.add(new Primitive(Primitive.Form.BOX, pose, half, layout.slabHu()));
        for (RodTruth rod : rods(line)) {
            Pose own = new Pose(rod.centre(), pose.left(), pose.posterior(), pose.superior());
            Vec3 size = new Vec3(rod.radius(), rod.radius(), rod.length() / 2);
            solids.add(new Primitive(Primitive.Form.CYLINDER, own, size, rod.hu()));
        }
        return solids;
    }
}
