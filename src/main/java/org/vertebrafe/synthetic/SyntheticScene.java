package org.vertebrafe.synthetic;

import java.util.List;
import java.util.Optional;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.KernelEquations;
import org.vertebrafe.calibration.LinearCalibration;

/**
 * What lies in a virtual scanner, as continuous geometry. Later parts lie over earlier ones: air, trunk, solids, phantom,
 * bone, implants.
 *
 * @param trunk the body around the spine; without it a spine lies in its soft tissue everywhere, anything else in air
 * @param spine vertebrae, the one of interest first
 * @param phantom calibration phantom
 * @param solids table and test objects
 * @param implants what lies in bone, for instance metal screws; without streaks, and voxels keep the label of the bone
 * @param tissue CT numbers of the soft tissues
 * @param line true calibration between density and CT number
 */
public record SyntheticScene(
        Optional<Trunk> trunk,
        List<SyntheticVertebra> spine,
        Optional<CalibrationPhantom> phantom,
        List<Primitive> solids,
        List<Primitive> implants,
        SoftTissue tissue,
        LinearCalibration line) {

    /** CT number of air, HU. */
    public static final double AIR = -1000;

    /** The most vertebrae a scene may hold. */
    public static final int MAX_VERTEBRAE = 9;

    /** @throws InputException if there are too many vertebrae */
    public SyntheticScene {
        spine = List.copyOf(spine);
        solids = List.copyOf(solids);
        implants = List.copyOf(implants);
        if (spine.size() > MAX_VERTEBRAE) {
            throw InputException.of("Virtual scene: %d vertebrae; the limit is %d.", spine.size(), MAX_VERTEBRAE);
        }
    }

    /** A scene without implants. */
    public SyntheticScene(
            Optional<Trunk> trunk,
            List<SyntheticVertebra> spine,
            Optional<CalibrationPhantom> phantom,
            List<Primitive> solids,
            SoftTissue tissue,
            LinearCalibration line) {
        this(trunk, spine, phantom, solids, List.of(), tissue, line);
    }

    /** Solids in air. */
    public static SyntheticScene of(Primitive... solids) {
        return new SyntheticScene(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of(solids),
                SoftTissue.NATIVE,
                KernelEquations.B40F);
    }

    public SyntheticScene withPhantom(CalibrationPhantom other) {
        return new SyntheticScene(trunk, spine, Optional.of(other), solids, implants, tissue, line);
    }

    public SyntheticScene withLine(LinearCalibration other) {
        return new SyntheticScene(trunk, spine, phantom, solids, implants, tissue, other);
    }
}
