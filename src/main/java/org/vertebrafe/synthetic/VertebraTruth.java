package org.vertebrafe.synthetic;

import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.LinearCalibration;

/**
 * What is true of a sampled digital vertebra by construction.
 *
 * @param centre middle between the two endplate rims on the axis of the body, LPS mm
 * @param left unit vector to the vertebra's left, LPS
 * @param posterior unit vector to its posterior, LPS
 * @param superior unit vector to its superior, the normal of both endplate rims, LPS
 * @param superiorRim where the axis of the body meets the plane of the superior endplate's rim, LPS mm
 * @param inferiorRim where the axis of the body meets the plane of the inferior endplate's rim, LPS mm
 * @param bodyHeight between the planes of the rims, mm
 * @param centralHeight between the centres of the concave endplates, mm
 * @param trabecularDensity mean over the sampled trabecular core of the body, texture included and free of partial
 *     volume and noise, g/cm3
 * @param line the calibration that made the HU
 */
public record VertebraTruth(
        Vec3 centre,
        Vec3 left,
        Vec3 posterior,
        Vec3 superior,
        Vec3 superiorRim,
        Vec3 inferiorRim,
        double bodyHeight,
        double centralHeight,
        double trabecularDensity,
        LinearCalibration line) {

    static VertebraTruth of(SyntheticVertebra vertebra, double trabecularDensity, LinearCalibration line) {
        Pose pose = vertebra.pose();
        double half = vertebra.body().height() / 2;
        return new VertebraTruth(
                pose.centre(),
                pose.left(),
                pose.posterior(),
                pose.superior(),
                pose.toPatient(new Vec3(0, 0, half)),
                pose.toPatient(new Vec3(0, 0, -half)),
                vertebra.body().height(),
                vertebra.body().centralHeight(),
                trabecularDensity,
                line);
    }
}
