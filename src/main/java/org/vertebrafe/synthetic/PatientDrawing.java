package org.vertebrafe.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.KernelEquations;

/** One drawing of a {@link RandomPatient}; the order of the draws is part of what a seed means. */
final class PatientDrawing {

    /** Vertebrae above and below that of interest. */
    private static final int[] NEIGHBOURS = {1, -1, 2, -2};

    /** Depth of the trunk, mm (doi:10.2478/raon-2018-0021). */
    private static final double TRUNK_DEPTH = 236;

    private static final double TRUNK_DEPTH_SD = 40;
    private static final double LEAST_TRUNK_DEPTH = 170;

    /** Least room for vessels and bowel between the bodies and the abdominal wall, mm. */
    private static final double ABDOMEN = 45;

    /** Part of half the depth by which a back is flattened. */
    private static final double BACK_PART = 0.87;

    private static final double MAT = 4;

    /** How far along the phantom its tilt must not lift it into the back, mm. */
    private static final double PHANTOM_REACH = 60;

    /** CT number of titanium, HU; images store less. */
    private static final double TITANIUM_HU = 8000;

    private static final double SCREW_RADIUS = 3;

    private final long seed;
    private final PatientRanges ranges;
    private final Draws draws;

    PatientDrawing(long seed, PatientRanges ranges) {
        this.seed = seed;
        this.ranges = ranges;
        draws = new Draws(seed);
    }

    RandomPatient draw() {
        double density = draws.between(ranges.leastDensity(), ranges.largestDensity());
        boolean contrast = draws.chance(ranges.contrastAgent());
        double shift = contrast ? draws.between(0.006, 0.015) : 0;
        boolean sclerotic = draws.chance(ranges.sclerosis());
        boolean implants = draws.chance(ranges.implants());
        double size = ranges.size() * draws.around(1, 0.07);
        double heightScale = 1 + 0.6 * (size - 1) + draws.around(0, 0.04);
        BodyShape body = body(size, heightScale, density, sclerotic);
        double disc = draws.between(7, 11);
        ArchShape arch = arch(size, heightScale, (body.height() + disc) / 37);
        BoneDensity bone = new BoneDensity(
                density + shift,
                density + shift + draws.between(0.06, 0.12),
                draws.between(0.75, 0.95) * (sclerotic ? 1.1 : 1),
                draws.between(0.015, 0.035),
                draws.between(3, 6));
        Vec3 centre = new Vec3(draws.between(-25, 25), draws.between(-25, 25), draws.between(-500, 500));
        // Squared: large tilts are rarer.
        double root = draws.between(0, 1);
        double tilt = ranges.spineTilt() * root * root;
        double towards = draws.between(-Math.PI, Math.PI);
        double sagittal = tilt * StrictMath.cos(towards);
        double coronal = tilt * StrictMath.sin(towards);
        List<SyntheticVertebra> spine =
                spine(new SyntheticVertebra(body, arch, bone, Pose.UPRIGHT, 0), centre, sagittal, coronal, disc);
        Trunk trunk = trunk(spine);
        SoftTissue tissue = tissue(contrast);
        Optional<CalibrationPhantom> phantom = phantom(trunk);
        double tableHeight =
                phantom.map(one -> one.pose().centre().y() + clearance(one)).orElse(trunk.backPlane()) + MAT;
        SyntheticScene scene = new SyntheticScene(
                Optional.of(trunk),
                spine,
                phantom,
                VirtualPatient.table(new Vec3(trunk.centre().x() + draws.between(-10, 10), tableHeight, centre.z())),
                implants ? screws(spine.get(0)) : List.of(),
                tissue,
                KernelEquations.B40F);
        double mAs = draws.between(120, 300) * StrictMath.exp(0.0195 / 2 * (trunk.diameter() - 300));
        ScannerModel scanner = ScannerModel.clinical(draws.seed()).withNoise(new NoiseModel(mAs, trunk.diameter()));
        return new RandomPatient(
                seed, scene, scanner, density, shift, sagittal, coronal, tableHeight, sclerotic, implants);
    }

    private BodyShape body(double size, double heightScale, double density, boolean sclerotic) {
        BodyShape mean = BodyShape.LUMBAR;
        double height = mean.height() * heightScale;
        // Weak bone has a thin shell and hollow endplates.
        double weak = Math.max(0, Math.min(1, 1 - density / 0.15));
        return new BodyShape(
                mean.width() * size * draws.around(1, 0.06),
                mean.depth() * size * draws.around(1, 0.07),
                height,
                draws.between(1.5, 4),
                draws.between(2, 4),
                draws.between(1, 2.5) + weak * draws.between(0, 2),
                draws.between(1.2, 3) + weak * draws.between(0, 2),
                draws.between(0.35, 0.6) - 0.1 * weak,
                sclerotic ? draws.between(1.2, 2) : draws.between(0.45, 0.75) - 0.1 * weak);
    }

    private ArchShape arch(double size, double heightScale, double pitchScale) {
        ArchShape mean = ArchShape.LUMBAR;
        return new ArchShape(
                mean.canalWidth() * draws.around(1, 0.11),
                mean.canalDepth() * draws.around(1, 0.12),
                mean.pedicleWidth() * draws.around(1, 0.14),
                mean.pedicleHeight() * heightScale,
                mean.transverseSpan() * size * draws.around(1, 0.05),
                mean.spinousLength() * size * draws.around(1, 0.1),
                mean.articularHeight() * pitchScale,
                draws.between(0.8, 1.4));
    }

    private List<SyntheticVertebra> spine(
            SyntheticVertebra like, Vec3 centre, double sagittal, double coronal, double disc) {
        double axial = draws.between(-8, 8);
        double lordosis = draws.between(0, 6);
        double scoliosis = draws.between(-3, 3);
        double rotation = draws.between(-3, 3);
        Pose middle = Pose.tilted(centre, axial, sagittal, coronal);
        List<SyntheticVertebra> spine = new ArrayList<>();
        spine.add(vertebra(like, middle));
        Pose[] last = {middle, middle};
        for (int level : NEIGHBOURS) {
            int side = Integer.signum(level);
            Pose from = last[side > 0 ? 0 : 1];
            double pitch = like.body().height() + disc;
            // Half the way along this vertebra's axis, half along the next one's.
            Vec3 nextAxis = Pose.tilted(
                            Vec3.ZERO,
                            axial + level * rotation,
                            sagittal - level * lordosis,
                            coronal + level * scoliosis)
                    .superior();
            Vec3 place = from.centre().plus(from.superior().plus(nextAxis).times(side * pitch / 2));
            Pose pose = Pose.tilted(
                    place, axial + level * rotation, sagittal - level * lordosis, coronal + level * scoliosis);
            last[side > 0 ? 0 : 1] = pose;
            spine.add(vertebra(like, pose));
        }
        return spine;
    }

    private SyntheticVertebra vertebra(SyntheticVertebra like, Pose pose) {
        return new SyntheticVertebra(like.body(), like.arch(), like.density(), pose, draws.seed());
    }

    private Trunk trunk(List<SyntheticVertebra> spine) {
        double fat = draws.between(8, 35);
        double wall = draws.between(8, 16);
        double tail = Double.NEGATIVE_INFINITY;
        double front = Double.POSITIVE_INFINITY;
        for (SyntheticVertebra vertebra : spine.subList(0, 3)) {
            BodyShape body = vertebra.body();
            double tip = body.depth() / 2
                    + vertebra.arch().canalDepth()
                    + vertebra.arch().spinousLength();
            tail = Math.max(
                    tail, vertebra.pose().toPatient(new Vec3(0, tip, -10)).y());
            front = Math.min(
                    front,
                    vertebra.pose().toPatient(new Vec3(0, -body.depth() / 2, 0)).y());
        }
        double back = tail + fat + draws.between(0, 5);
        double depth = Math.max(draws.around(TRUNK_DEPTH, TRUNK_DEPTH_SD), back - front + ABDOMEN + wall + fat);
        double halfDepth = Math.max(depth, LEAST_TRUNK_DEPTH) / (1 + BACK_PART);
        Vec3 spineCentre = spine.get(0).pose().centre();
        return new Trunk(
                new Vec3(spineCentre.x() + draws.between(-8, 8), back - BACK_PART * halfDepth, spineCentre.z()),
                halfDepth * draws.between(1.3, 1.5),
                halfDepth,
                BACK_PART * halfDepth,
                fat,
                wall);
    }

    private SoftTissue tissue(boolean contrast) {
        double muscle = draws.between(40, 62) + (contrast ? 8 : 0);
        double vessel = contrast ? draws.between(120, 240) : draws.between(36, 50);
        return new SoftTissue(
                draws.between(-112, -92), muscle, vessel, draws.between(70, 95), draws.between(10, 25), 8);
    }

    private Optional<CalibrationPhantom> phantom(Trunk trunk) {
        if (ranges.phantoms().isEmpty()) {
            return Optional.empty();
        }
        PhantomLayout layout =
                ranges.phantoms().get(draws.index(ranges.phantoms().size()));
        double most = ranges.phantomTilt();
        Pose turned = Pose.tilted(
                Vec3.ZERO, draws.between(-most, most), draws.between(-most, most), draws.between(-most, most) / 2);
        double offset = draws.between(-15, 15);
        CalibrationPhantom atOrigin = new CalibrationPhantom(layout, turned);
        Vec3 place = new Vec3(
                trunk.centre().x() + offset,
                trunk.backPlane() + MAT + clearance(atOrigin),
                trunk.centre().z());
        return Optional.of(
                new CalibrationPhantom(layout, new Pose(place, turned.left(), turned.posterior(), turned.superior())));
    }

    /** How far a turned phantom reaches up or down from its middle near the slices of interest, mm. */
    private static double clearance(CalibrationPhantom phantom) {
        Pose pose = phantom.pose();
        return phantom.layout().height() / 2 * pose.posterior().y()
                + phantom.layout().width() / 2 * Math.abs(pose.left().y())
                + PHANTOM_REACH * Math.abs(pose.superior().y());
    }

    /** A screw through each pedicle into the body. */
    private static List<Primitive> screws(SyntheticVertebra vertebra) {
        List<Primitive> screws = new ArrayList<>();
        BodyShape body = vertebra.body();
        ArchShape arch = vertebra.arch();
        double pedicleX = (arch.canalWidth() + arch.pedicleWidth()) / 2;
        double pedicleZ = 0.46 * body.height() - arch.pedicleHeight() / 2;
        for (int side : new int[] {1, -1}) {
            Vec3 tip = vertebra.pose().toPatient(new Vec3(side * 0.45 * pedicleX, -0.2 * body.depth(), pedicleZ));
            Vec3 head = vertebra.pose()
                    .toPatient(new Vec3(side * 1.25 * pedicleX, body.depth() / 2 + arch.canalDepth() + 8, pedicleZ));
            Vec3 axis = head.minus(tip);
            Vec3 across = vertebra.pose().superior();
            screws.add(new Primitive(
                    Primitive.Form.CYLINDER,
                    Pose.along(tip.plus(head).times(0.5), axis, across),
                    new Vec3(SCREW_RADIUS, SCREW_RADIUS, axis.norm() / 2),
                    TITANIUM_HU));
        }
        return screws;
    }
}
