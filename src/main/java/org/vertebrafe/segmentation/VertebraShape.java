package org.vertebrafe.segmentation;

import org.vertebrafe.base.Vec3;

/**
 * Size and shape of a vertebra, in its own axes: x to its left, y anterior, z superior along the body's axis, from a middle
 * halfway between the endplates.
 *
 * @param frame axes and endplate planes
 * @param middle origin of the axes, LPS mm
 * @param superior superior endplate in the mid-sagittal plane
 * @param inferior inferior endplate in the mid-sagittal plane
 * @param wedge angle between the endplates in the sagittal plane, degrees; positive where the body is lower in front
 * @param sideWedge angle between the endplates in the coronal plane, degrees; positive where it is lower on its left
 * @param posteriorBorder y of the posterior wall in the mid-sagittal plane at mid-height, mm
 * @param anteriorBorder y of the anterior wall there, mm
 * @param width from side to side at mid-height, mm
 * @param midArea cross-section at mid-height, mm2
 * @param bodyVolume volume of the body, mm3
 * @param vertebraVolume volume of all bone labelled, mm3
 */
public record VertebraShape(
        VertebralFrame frame,
        Vec3 middle,
        SagittalProfile superior,
        SagittalProfile inferior,
        double wedge,
        double sideWedge,
        double posteriorBorder,
        double anteriorBorder,
        double width,
        double midArea,
        double bodyVolume,
        double vertebraVolume) {

    /** Distance of the endplates at the anterior border, mm. */
    public double anteriorHeight() {
        return superior.anterior() - inferior.anterior();
    }

    /** Distance of the endplates in the middle of the depth, mm. */
    public double middleHeight() {
        return superior.middle() - inferior.middle();
    }

    /** Distance of the endplates at the posterior border, mm. */
    public double posteriorHeight() {
        return superior.posterior() - inferior.posterior();
    }

    /** Anterior over posterior height: below 0.8 a wedge fracture by the usual rule of 20 %. */
    public double wedgeRatio() {
        return anteriorHeight() / posteriorHeight();
    }

    /** Middle over posterior height. */
    public double biconcavityRatio() {
        return middleHeight() / posteriorHeight();
    }

    /** From the posterior to the anterior wall in the mid-sagittal plane at mid-height, mm. */
    public double depth() {
        return anteriorBorder - posteriorBorder;
    }

    /** LPS position, mm, of a point in the mid-sagittal plane: y anterior, z superior of the middle, mm. */
    public Vec3 inSagittalPlane(double y, double z) {
        return middle.plus(frame.anterior().times(y)).plus(frame.superior().times(z));
    }
}
