package org.vertebrafe.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.Progress;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.DensityKind;
import org.vertebrafe.fem.ElasticModel;
import org.vertebrafe.material.DensityConversion;
import org.vertebrafe.material.DensityModulusLaw;
import org.vertebrafe.material.MaterialSettings;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.segmentation.VertebralFrame;

/** From images and configuration to the finite-element model of a vertebra: specimen, elements, materials. */
final class ModelBuilder {

    private final AnalysisInput input;
    private final AnalysisConfig config;
    private final TaskExecutor threads;
    private final Progress progress;

    ModelBuilder(AnalysisInput input, AnalysisConfig config, TaskExecutor threads, Progress progress) {
        this.input = input;
        this.config = config;
        this.threads = threads;
        this.progress = progress;
    }

    VertebraModel build() {
        SettingsReview.refuseContradictions(config);
        Specimen specimen = new SpecimenBuilder(input, config, progress).build();
        progress.checkCancelled();
        MaterialSettings material = material(specimen.density());
        List<String> warnings = new ArrayList<>(specimen.warnings());
        ModelElements elements = config.mesh().equals("hex8")
                ? VoxelElements.of(specimen, config, material, warnings::add)
                : new TetElements(specimen, config, material, threads, progress).build(warnings::add);
        progress.checkCancelled();
        warn(elements, material, warnings);
        return new VertebraModel(
                elements, elastic(elements, material, specimen.frame()), specimen, material, List.copyOf(warnings));
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

    private static ElasticModel elastic(ModelElements elements, MaterialSettings material, VertebralFrame frame) {
        byte[] materialOfElement = new byte[elements.tissues().length];
        for (int e = 0; e < materialOfElement.length; e++) {
            materialOfElement[e] = (byte) (elements.tissue(e).isCap() ? 1 : 0);
        }
        Vec3[] axes = {frame.left(), frame.anterior().times(-1), frame.superior()};
        return new ElasticModel(
                elements.mesh(),
                axes,
                elements.modulus(),
                List.of(material.bone(), UnitElasticity.isotropic(material.capPoissonRatio())),
                materialOfElement,
                elements.pointModulus());
    }

    private static void warn(ModelElements elements, MaterialSettings material, List<String> warnings) {
        int floored = elements.floored().cardinality();
        int extrapolated = elements.extrapolated().cardinality();
        if (floored > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%d of %d elements are at the modulus floor of %.3g MPa (density too low for the law).",
                    floored,
                    elements.mesh().elements(),
                    material.modulusFloor()));
        }
        if (extrapolated > 0) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "%d of %d elements have a density outside the range %.4g..%.4g g/cm3 that %s was fitted to.",
                    extrapolated,
                    elements.mesh().elements(),
                    material.law().from(),
                    material.law().to(),
                    material.law().id()));
        }
    }
}
