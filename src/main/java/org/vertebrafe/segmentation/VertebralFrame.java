package org.vertebrafe.segmentation;

import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.GridDirection;
import org.vertebrafe.image.VoxelGrid;

/**
 * The vertebra's own frame, in patient coordinates.
 *
 * @param bodyCentre centroid of the vertebral body, LPS mm
 * @param superior unit vector along the body's axis, towards the head: the mean of the two endplates' normals
 * @param anterior unit vector normal to {@code superior}, from the posterior elements towards the body
 * @param superiorEndplate plane fitted to the superior endplate, normal outward
 * @param inferiorEndplate plane fitted to the inferior endplate, normal outward
 */
public record VertebralFrame(
        Vec3 bodyCentre, Vec3 superior, Vec3 anterior, Plane superiorEndplate, Plane inferiorEndplate) {

    /**
     * Faces of the body up to this fraction of its height away from the fitted plane belong to the endplate: takes in
     * the concavity and the rim (each 1 to 3 mm of some 27 mm), leaves out the flared wall.
     */
    public static final double ENDPLATE_DEPTH = 0.12;

    private static final Vec3 PATIENT_SUPERIOR = new Vec3(0, 0, 1);
    private static final Vec3 PATIENT_ANTERIOR = new Vec3(0, -1, 0);

    /**
     * Finds the frame from the body's voxels.
     *
     * @param tissues a vertebra with its body told apart; caps, when there are any, tell which end is superior,
     *     otherwise the patient's head does
     * @throws InputException if there is no body
     */
    public static VertebralFrame of(TissueMap tissues) {
        if (!tissues.any(Tissue::isBody)) {
            throw new InputException(
                    "The label map does not tell the vertebral body from the posterior elements: its endplates cannot be"
                            + " found. Give labels with a body, or a mask of the body beside the vertebra's label.");
        }
        Vec3 centre = centroid(tissues, Tissue::isBody);
        GridDirection up = GridDirection.nearest(tissues.grid(), roughSuperior(tissues));
        Plane top = EndplateFit.fit(tissues, up, ENDPLATE_DEPTH);
        Plane bottom = EndplateFit.fit(tissues, up.opposite(), ENDPLATE_DEPTH);
        Vec3 superior = top.normal().minus(bottom.normal()).normalized();
        Vec3 forward =
                tissues.any(Tissue::isProcess) ? centre.minus(centroid(tissues, Tissue::isProcess)) : PATIENT_ANTERIOR;
        Vec3 anterior = perpendicular(forward, superior);
        VertebralFrame frame = new VertebralFrame(centre, superior, anterior, top, bottom);
        if (!(frame.height() > 0)) {
            throw InputException.of(
                    "The vertebral body's endplates are %.2f mm apart: check the body's label and the image's orientation.",
                    frame.height());
        }
        return frame;
    }

    /** Distance between the endplates along the body's axis through its centre, mm. */
    public double height() {
        return superiorEndplate.along(bodyCentre, superior) - inferiorEndplate.along(bodyCentre, superior);
    }

    /** Unit vector towards the patient's left of this vertebra. */
    public Vec3 left() {
        return superior.cross(anterior);
    }

    /** The same endplates seen along another axis, for models that are loaded along the image grid. */
    public VertebralFrame along(Vec3 axis) {
        return new VertebralFrame(bodyCentre, axis, perpendicular(anterior, axis), superiorEndplate, inferiorEndplate);
    }

    /** Angle between the body's axis and a direction, degrees. */
    public double tiltDegrees(Vec3 direction) {
        double sine = superior.cross(direction.normalized()).norm();
        return Math.toDegrees(Math.atan2(sine, superior.dot(direction)));
    }

    private static Vec3 roughSuperior(TissueMap tissues) {
        boolean caps = tissues.any(t -> t == Tissue.SUPERIOR_CAP) && tissues.any(t -> t == Tissue.INFERIOR_CAP);
        return caps
                ? centroid(tissues, t -> t == Tissue.SUPERIOR_CAP)
                        .minus(centroid(tissues, t -> t == Tissue.INFERIOR_CAP))
                : PATIENT_SUPERIOR;
    }

    private static Vec3 perpendicular(Vec3 direction, Vec3 axis) {
        Vec3 across = direction.minus(axis.times(direction.dot(axis)));
        return across.norm() > 1e-6 * direction.norm()
                ? across.normalized()
                : perpendicular(PATIENT_ANTERIOR.plus(new Vec3(0.1, 0.2, 0.3)), axis);
    }

    private static Vec3 centroid(TissueMap tissues, java.util.function.Predicate<Tissue> kind) {
        VoxelGrid grid = tissues.grid();
        double si = 0;
        double sj = 0;
        double sk = 0;
        long n = 0;
        for (int k = 0, at = 0; k < grid.nz(); k++) {
            for (int j = 0; j < grid.ny(); j++) {
                for (int i = 0; i < grid.nx(); i++, at++) {
                    Tissue tissue = tissues.get(at);
                    if (tissue != null && kind.test(tissue)) {
                        si += i;
                        sj += j;
                        sk += k;
                        n++;
                    }
                }
            }
        }
        return grid.toPatient(si / n, sj / n, sk / n);
    }
}
