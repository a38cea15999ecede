package org.vertebrafe.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.KernelEquations;

/** Ready-made scenes: a lumbar spine in a trunk on a table, with a phantom under the back. */
public final class VirtualPatient {

    /** Distance of neighbouring vertebrae along the spine, mm. */
    private static final double PITCH = 37;

    /** Lordosis from one vertebra to the next, degrees. */
    private static final double LORDOSIS = 4;

    /** Mat between back or phantom and what lies below it, mm. */
    private static final double MAT = 4;

    private static final double TABLE_HALF_WIDTH = 215;
    private static final double TABLE_HALF_HEIGHT = 22;
    private static final double TABLE_SKIN = 2;
    private static final double TABLE_SKIN_HU = -180;
    private static final double FOAM_HU = -950;
    private static final double LONG = 1000;

    private VirtualPatient() {}

    /**
     * L2 between L1 and L3 in a trunk on a table, with a calibration phantom under the back.
     *
     * @param centre middle of the body of L2, LPS mm
     * @param layout of the phantom
     * @param axial turn of the phantom about the superior axis, degrees
     * @param sagittal tilt of the phantom about the left axis, degrees
     * @param coronal tilt of the phantom about the posterior axis, degrees
     * @param seed of the bones' texture
     */
    public static SyntheticScene lumbar(
            Vec3 centre, PhantomLayout layout, double axial, double sagittal, double coronal, long seed) {
        SyntheticVertebra middle = SyntheticVertebra.lumbar(seed).withPose(Pose.tilted(centre, 0, 0, 0));
        List<SyntheticVertebra> spine = new ArrayList<>(List.of(middle));
        for (int side : new int[] {1, -1}) {
            // Lordosis: the neighbours' bodies tip away in front.
            Pose pose = Pose.tilted(centre.plus(new Vec3(0, 1.2, side * PITCH)), 0, -side * LORDOSIS, 0);
            spine.add(SyntheticVertebra.lumbar(HashNoise.mix(seed + side)).withPose(pose));
        }
        BodyShape body = middle.body();
        ArchShape arch = middle.arch();
        double tail = centre.y() + body.depth() / 2 + arch.canalDepth() + arch.spinousLength();
        double back = tail + 16;
        Trunk trunk = new Trunk(new Vec3(centre.x(), back - 100, centre.z()), 168, 116, 100, 17, 12);
        double phantomMiddle = back + MAT + layout.height() / 2;
        CalibrationPhantom phantom = new CalibrationPhantom(
                layout, Pose.tilted(new Vec3(centre.x(), phantomMiddle, centre.z()), axial, sagittal, coronal));
        double tableTop = phantomMiddle + layout.height() / 2 + MAT;
        return new SyntheticScene(
                Optional.of(trunk),
                spine,
                Optional.of(phantom),
                table(new Vec3(centre.x(), tableTop, centre.z())),
                SoftTissue.NATIVE,
                KernelEquations.B40F);
    }

    /** A flat table of foam in a skin of carbon fibre whose top is at a position; its CT numbers are plausible ones. */
    public static List<Primitive> table(Vec3 top) {
        Pose pose = Pose.tilted(top.plus(new Vec3(0, TABLE_HALF_HEIGHT, 0)), 0, 0, 0);
        return List.of(
                new Primitive(
                        Primitive.Form.BOX, pose, new Vec3(TABLE_HALF_WIDTH, TABLE_HALF_HEIGHT, LONG), TABLE_SKIN_HU),
                new Primitive(
                        Primitive.Form.BOX,
                        pose,
                        new Vec3(TABLE_HALF_WIDTH - TABLE_SKIN, TABLE_HALF_HEIGHT - TABLE_SKIN, LONG),
                        FOAM_HU));
    }
}
