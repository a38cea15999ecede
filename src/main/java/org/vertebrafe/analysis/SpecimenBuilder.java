package org.vertebrafe.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.image.GridDirection;
import org.vertebrafe.image.HounsfieldCheck;
import org.vertebrafe.mesh.VoxelSolid;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.segmentation.VertebralFrame;

/** From images and configuration to the specimen: everything that is decided before there are elements. */
final class SpecimenBuilder {

    private static final double MG_PER_G = 1000;
    /** A body of cortex throughout, g/cm3: no vertebra has it. */
    private static final double DENSEST_BODY = 1.2;

    private static final Vec3 PATIENT_ANTERIOR = new Vec3(0, -1, 0);

    private final AnalysisInput input;
    private final AnalysisConfig config;
    private final Progress progress;
    private final List<String> warnings = new ArrayList<>();

    SpecimenBuilder(AnalysisInput input, AnalysisConfig config, Progress progress) {
        this.input = input;
        this.config = config;
        this.progress = progress;
        warnings.addAll(input.warnings());
    }

    Specimen build() {
        InputTissues labelled = InputTissues.of(input, config);
        warnings.addAll(labelled.remarks());
        TissueMap tissues = labelled.map();
        ImageDensity density = density();
        // Cropped first: the rest of a large CT is never calibrated.
        VoxelSolid imaged = new VoxelSolid(tissues, input.image()).cropped(0);
        VoxelSolid solid = new VoxelSolid(imaged.tissues(), density.apply(imaged.density()));
        checkDensity(solid);
        VertebralFrame own = VertebralFrame.of(solid.tissues());
        BodyDensity bodyDensity = BodyDensity.of(solid, own, warnings::add);
        checkBody(bodyDensity);
        progress.checkCancelled();

        checkOrientation(own, solid.tissues());
        boolean labelledCaps = useLabelledCaps(solid.tissues());
        if (!labelledCaps && solid.tissues().any(Tissue::isCap)) {
            warnings.add("The label map's end caps are left out: boundary conditions " + config.bc() + ", caps "
                    + config.caps() + ".");
        }
        VertebralFrame frame = loadingFrame(own, solid, labelledCaps);
        boolean bodyOnly = config.region().equals("body");
        VoxelSolid model = new VoxelSolid(
                        solid.tissues().only(t -> (labelledCaps || !t.isCap()) && !(bodyOnly && t.isProcess())),
                        solid.density())
                .cropped(0);
        return new Specimen(
                model, frame, own, density, bodyDensity, labelledCaps, addCaps(labelledCaps), List.copyOf(warnings));
    }

    private ImageDensity density() {
        ImageDensity density = ImageDensity.of(config, input.scan(), input.calibration());
        if (density.fromHu()) {
            HounsfieldCheck.require(input.image());
        }
        warnings.addAll(density.warnings());
        return density;
    }

    private static void checkDensity(VoxelSolid solid) {
        double max = Double.NEGATIVE_INFINITY;
        for (int at = 0; at < solid.density().values().length; at++) {
            Tissue tissue = solid.tissues().get(at);
            if (tissue != null && tissue.isBone()) {
                max = Math.max(max, solid.density().values()[at]);
            }
        }
        if (!(max > 0.005)) {
            throw InputException.of(
                    "The highest density in the bone labels is %.4g mg/cm3: bone of 50..1500 mg/cm3 expected. Is the"
                            + " image in g/cm3 (then multiply it by 1000), or does the label map belong to another image?",
                    max * MG_PER_G);
        }
    }

    private static void checkBody(BodyDensity density) {
        if (density.body() > DENSEST_BODY) {
            throw InputException.of(
                    "The vertebral body's mean density is %.0f mg/cm3: at most %.0f expected of bone. Are these HU or"
                            + " raw values, or is the calibration in other units?",
                    density.body() * MG_PER_G, DENSEST_BODY * MG_PER_G);
        }
    }

    /** Anatomy knows better than headers: the posterior elements tell which way is posterior. */
    private void checkOrientation(VertebralFrame own, TissueMap tissues) {
        if (tissues.any(Tissue::isProcess) && own.anterior().dot(PATIENT_ANTERIOR) < 0) {
            warnings.add(
                    "By the image's orientation the posterior elements lie in front of the body: the orientation in"
                            + " the file must be wrong. Stiffness does not depend on it, the letters A, P, L and R in"
                            + " pictures do.");
        }
    }

    private boolean useLabelledCaps(TissueMap tissues) {
        boolean superior = tissues.any(t -> t == Tissue.SUPERIOR_CAP);
        boolean inferior = tissues.any(t -> t == Tissue.INFERIOR_CAP);
        boolean wanted = config.caps().equals("labels")
                || config.caps().equals("auto") && !config.bc().equals("study") && (superior || inferior);
        if (wanted && !(superior && inferior)) {
            throw InputException.of(
                    "The label map has no %s: label it, or let the program make both (caps add).",
                    superior ? Tissue.INFERIOR_CAP.id() : Tissue.SUPERIOR_CAP.id());
        }
        return wanted;
    }

    private boolean addCaps(boolean labelledCaps) {
        return config.caps().equals("add")
                || config.caps().equals("auto") && !config.bc().equals("study") && !labelledCaps;
    }

    private VertebralFrame loadingFrame(VertebralFrame own, VoxelSolid solid, boolean labelledCaps) {
        boolean image = config.axis().equals("image") || config.axis().equals("auto") && labelledCaps;
        Vec3 gridAxis = GridDirection.nearest(solid.grid(), own.superior()).vector(solid.grid());
        if (image && own.tiltDegrees(gridAxis) > 10) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "Loaded along the image axis, %.1f degrees off the vertebra's own.",
                    own.tiltDegrees(gridAxis)));
        }
        return image ? own.along(gridAxis) : own;
    }
}
