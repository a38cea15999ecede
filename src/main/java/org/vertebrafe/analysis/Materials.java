package org.vertebrafe.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vertebrafe.base.Vec3;
import org.vertebrafe.calibration.DensityKind;
import org.vertebrafe.fem.ElasticModel;
import org.vertebrafe.material.DensityConversion;
import org.vertebrafe.material.DensityModulusLaw;
import org.vertebrafe.material.MaterialSettings;
import org.vertebrafe.material.UnitElasticity;
import org.vertebrafe.segmentation.VertebralFrame;

/** From density to stiffness: the law of a configuration, and the model of elements that have it. */
final class Materials {

    private Materials() {}

    /** How a configuration lets density become stiffness. */
    static MaterialSettings of(AnalysisConfig config, ImageDensity density) {
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

    /** The elements with their stiffness, in the loading frame. */
    static ElasticModel elastic(ModelElements elements, MaterialSettings material, VertebralFrame frame) {
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

    /** What the user should know about the moduli of a model. */
    static List<String> warnings(ModelElements elements, MaterialSettings material) {
        List<String> warnings = new ArrayList<>();
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
        return warnings;
    }
}
