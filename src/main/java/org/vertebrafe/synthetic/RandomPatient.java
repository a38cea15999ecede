package org.vertebrafe.synthetic;

import java.util.List;
import java.util.Optional;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.VoxelGrid;

/**
 * A patient drawn at random: five lumbar vertebrae in a trunk on a table, usually with a phantom under the back. The same
 * seed and ranges give the same patient on every machine.
 *
 * <p>Sizes: the body of L2 varies about {@link BodyShape#LUMBAR} with the relative spread that Cook and Baker found by CT at
 * L5 in 196 patients (Int J Spine Surg 2021, 15:1072: SD 6 % of the body's height, 10 % of its depth, 11 and 13 % of the
 * canal's width and depth). The depth of the trunk is drawn from 23.6 +- 4.0 cm as measured for lumbar radiographs
 * (doi:10.2478/raon-2018-0021). All else, that is shapes and thicknesses of cortex, fat, discs, angles, what contrast
 * agent does, tube current, is drawn from plausible ranges without a source. The noise is that of the trunk's size under a
 * tube current that half makes up for it.
 *
 * @param seed it was drawn with
 * @param scene what lies in the scanner; the vertebra of interest, L2, is its first, then come its neighbours above and
 *     below
 * @param scanner both kernels of one scan, 1 mm slices
 * @param trabecularDensity of all bodies before texture and contrast agent, g/cm3
 * @param contrastShift what contrast agent adds to it, g/cm3; 0 without
 * @param sagittalTilt of L2 about the left axis, degrees
 * @param coronalTilt of L2 about the posterior axis, degrees
 * @param tableHeight LPS y of the table's top, mm
 * @param sclerotic whether its endplates are sclerotic
 * @param implants whether L2 has pedicle screws
 */
public record RandomPatient(
        long seed,
        SyntheticScene scene,
        ScannerModel scanner,
        double trabecularDensity,
        double contrastShift,
        double sagittalTilt,
        double coronalTilt,
        double tableHeight,
        boolean sclerotic,
        boolean implants) {

    /** How far behind the middle of L2 the middle of the image lies, mm: the phantom is in view. */
    private static final double BEHIND = 30;

    /** Draws a patient from {@link PatientRanges#WIDE}. */
    public static RandomPatient of(long seed) {
        return of(seed, PatientRanges.WIDE);
    }

    /** Draws a patient. */
    public static RandomPatient of(long seed, PatientRanges ranges) {
        return new PatientDrawing(seed, ranges).draw();
    }

    /** Middle of the body of L2, LPS mm. */
    public Vec3 centre() {
        return scene.spine().get(0).pose().centre();
    }

    /** The phantom, unless the ranges had none. */
    public Optional<CalibrationPhantom> phantom() {
        return scene.phantom();
    }

    /** Whether contrast agent was given. */
    public boolean hasContrastAgent() {
        return contrastShift > 0;
    }

    /**
     * A square axial field of view about L2 that takes in the phantom where it is large enough.
     *
     * @param pixels a side
     * @param pixel size of a pixel, mm
     * @param slices number of slices, the middle one through L2
     * @param distance of the slices, mm
     */
    public VoxelGrid grid(int pixels, double pixel, int slices, double distance) {
        double half = (pixels - 1) / 2.0 * pixel;
        return new VoxelGrid(
                pixels,
                pixels,
                slices,
                new Vec3(pixel, pixel, distance),
                centre().plus(new Vec3(-half, BEHIND - half, -(slices - 1) / 2.0 * distance)),
                new Vec3(1, 0, 0),
                new Vec3(0, 1, 0),
                new Vec3(0, 0, 1));
    }

    /** The vertebrae, L2 first. */
    public List<SyntheticVertebra> spine() {
        return scene.spine();
    }
}
