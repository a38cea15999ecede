package org.vertebrafe.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.DensityKind;
import org.vertebrafe.fem.ElasticModel;
import org.vertebrafe.image.GridDirection;
import org.vertebrafe.image.HounsfieldCheck;
import org.vertebrafe.material.DensityConversion;
import org.vertebrafe.material.DensityModulusLaw;
import org.vertebrafe.material.MaterialSettings;
import org.vertebrafe.material.OgoBinning;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.material.VoxelModuli;
import org.vertebrafe.mesh.EndCaps;
import org.vertebrafe.mesh.VoxelMesh;
import org.vertebrafe.mesh.VoxelMesher;
import org.vertebrafe.mesh.VoxelResampler;
import org.vertebrafe.mesh.VoxelSolid;
import org.vertebrafe.segmentation.Tissue;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.segmentation.VertebralFrame;

/** From images and configuration to the finite-element model of a vertebra. */
final class ModelBuilder {

    private static final double MG_PER_G = 1000;
    /** A body of cortex throughout, g/cm3: no vertebra has it. */
    private static final double DENSEST_BODY = 1.2;

    private static final Vec3 PATIENT_ANTERIOR = new Vec3(0, -1, 0);

    private final AnalysisInput input;
    private final AnalysisConfig config;
    private final Progress progress;
    private final List<String> warnings = new ArrayList<>();

    ModelBuilder(AnalysisInput input, AnalysisConfig config, Progress progress) {
        this.input = input;
        this.config = config;
        this.progress = progress;
        warnings.addAll(input.warnings());
    }

    VertebraModel build() {
        SettingsReview.refuseContradictions(config);
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
        solid = new VoxelSolid(
                        solid.tissues().only(t -> (labelledCaps || !t.isCap()) && !(bodyOnly && t.isProcess())),
                        solid.density())
                .cropped(0);
        if (config.elementSize() > 0) {
            checkResampling();
            solid = VoxelResampler.toCubes(solid, config.elementSize());
        }
        boolean addedCaps = addCaps(labelledCaps);
        warnings.addAll(SettingsReview.warnings(config, labelledCaps || addedCaps, addedCaps));
        if (addedCaps) {
            solid = EndCaps.add(solid, frame, config.capThickness());
        }
        progress.checkCancelled();
        return assemble(solid, frame, own, density, bodyDensity, labelledCaps || addedCaps);
    }

    private VertebraModel assemble(
            VoxelSolid solid,
            VertebralFrame frame,
            VertebralFrame own,
            ImageDensity density,
            BodyDensity bodyDensity,
            boolean caps) {
        MaterialSettings material = material(density);
        VoxelModuli moduli = config.binning().equals("none")
                ? VoxelModuli.continuous(solid, material)
                : OgoBinning.moduli(solid, material);
        VoxelMesh mesh = VoxelMesher.mesh(
                solid, moduli.stiff(), frame, caps ? VoxelMesher.Loading.CAPS : VoxelMesher.Loading.ENDPLATES);
        warn(mesh, moduli, material);
        return new VertebraModel(
                solid,
                mesh,
                elastic(solid, mesh, moduli, material, frame),
                frame,
                own,
                material,
                moduli,
                density,
                bodyDensity,
                caps,
                List.copyOf(warnings));
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
                    "The highest density in the bone labels is %.4g mg/cm3: bone of 50..1500 mg/cm3 expected. Is the image in"
                            + " g/cm3 (then multiply it by 1000), or does the label map belong to another image?",
                    max * MG_PER_G);
        }
    }

    private static void checkBody(BodyDensity density) {
        if (density.body() > DENSEST_BODY) {
            throw InputException.of(
                    "The vertebral body's mean density is %.0f mg/cm3: at most %.0f expected of bone. Are these HU or raw"
                            + " values, or is the calibration in other units?",
                    density.body() * MG_PER_G, DENSEST_BODY * MG_PER_G);
        }
    }

    /** Anatomy knows better than headers: the posterior elements tell which way is posterior. */
    private void checkOrientation(VertebralFrame own, TissueMap tissues) {
        if (tissues.any(Tissue::isProcess) && own.anterior().dot(PATIENT_ANTERIOR) < 0) {
            warnings.add(
                    "By the image's orientation the posterior elements lie in front of the body: the orientation in the"
                            + " file must be wrong. Stiffness does not depend on it, the letters A, P, L and R in pictures do.");
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

    private void checkResampling() {
        if (!config.binning().equals("none")) {
            throw InputException.of(
                    "Binning %s reproduces a published model at the image's own voxels: set the element size to 0.",
                    config.binning());
        }
    }

    private MaterialSettings material(ImageDensity density) {
        DensityModulusLaw law = config.law().equals("custom")
                ? new DensityModulusLaw(
                        "custom",
                        DensityKind.ofId(config.lawExpects()),
                        config.lawCoefficient(),
                        config.lawExponent(),
                        config.lawOffset(),
                        Double.NaN,
                        Double.NaN,
                        false,
                        "given by the user")
                : DensityModulusLaw.ofId(config.law());
        return new MaterialSettings(
                density.kind(),
                law,
                DensityConversion.ofId(config.conversion()),
                config.poissonRatio(),
                config.modulusFloor(),
                config.capModulus(),
                config.capPoisson());
    }

    private static ElasticModel elastic(
            VoxelSolid solid, VoxelMesh mesh, VoxelModuli moduli, MaterialSettings material, VertebralFrame frame) {
        int n = mesh.mesh().elements();
        float[] modulus = new float[n];
        byte[] materialOfElement = new byte[n];
        for (int e = 0; e < n; e++) {
            int voxel = mesh.voxelOfElement()[e];
            modulus[e] = moduli.modulus()[voxel];
            materialOfElement[e] = (byte) (solid.tissues().get(voxel).isCap() ? 1 : 0);
        }
        Vec3[] axes = {frame.left(), frame.anterior().times(-1), frame.superior()};
        return new ElasticModel(
                mesh.mesh(),
                axes,
                modulus,
                List.of(material.bone(), UnitElasticity.isotropic(material.capPoissonRatio())),
                materialOfElement);
    }

    private void warn(VoxelMesh mesh, VoxelModuli moduli, MaterialSettings material) {
        int elements = mesh.mesh().elements();
        int floored = VertebraModel.elementsIn(mesh, moduli.floored());
        int extrapolated = VertebraModel.elementsIn(mesh, moduli.extrapolated());
        if (mesh.componentsRemoved() > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%d loose parts of the label map (%d elements) do not touch the model by a face and were left out.",
                    mesh.componentsRemoved(),
                    mesh.voxelsRemoved()));
        }
        if (floored > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%d of %d elements are at the modulus floor of %.3g MPa (density too low for the law).",
                    floored,
                    elements,
                    material.modulusFloor()));
        }
        if (extrapolated > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%d of %d elements have a density outside the range %.4g..%.4g g/cm3 that %s was fitted to.",
                    extrapolated,
                    elements,
                    material.law().from(),
                    material.law().to(),
                    material.law().id()));
        }
    }
}
