package org.vertebrafe.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.vertebrafe.base.InputException;
import org.vertebrafe.calibration.ContrastAgent;
import org.vertebrafe.density.TrabecularRegion;
import org.vertebrafe.density.Vbmd;
import org.vertebrafe.density.VbmdAssessment;
import org.vertebrafe.image.HounsfieldCheck;
import org.vertebrafe.segmentation.TissueMap;
import org.vertebrafe.segmentation.VertebralFrame;

/**
 * Trabecular vBMD of one vertebra without a finite-element model.
 *
 * @param vbmd mean, SD and volume of the region
 * @param assessment its category, or why there is none
 * @param calibration what made density of the image, in words
 * @param warnings what speaks against the calibration, and what it says of itself
 */
public record VbmdMeasurement(Vbmd vbmd, VbmdAssessment assessment, String calibration, List<String> warnings) {

    private static final double MG_PER_G = 1000;

    /**
     * Places the elliptic cylinder of clinical QCT.
     *
     * @param input image and label map
     * @param config label numbering
     * @throws InputException if the label map does not tell the body, or has no room for the cylinder
     */
    public static TrabecularRegion cylinder(AnalysisInput input, AnalysisConfig config) {
        TissueMap tissues = tissues(input, config);
        return TrabecularRegion.ellipticCylinder(tissues, VertebralFrame.of(tissues));
    }

    /** The body without its outer {@link TrabecularRegion#CORTICAL_MARGIN}. */
    public static TrabecularRegion peeledBody(AnalysisInput input, AnalysisConfig config) {
        return TrabecularRegion.peeled(tissues(input, config), TrabecularRegion.CORTICAL_MARGIN);
    }

    private static TissueMap tissues(AnalysisInput input, AnalysisConfig config) {
        return InputTissues.of(input, config).map();
    }

    /**
     * Measures a region.
     *
     * @param input image and label map
     * @param config calibration or kind of density
     * @param region gives voxels on the image's grid; asked only once the image is known to be usable
     * @param contrast whether contrast agent was given; where that is unknown, what the scan's headers say
     * @throws InputException if the image cannot be made density of
     */
    public static VbmdMeasurement of(
            AnalysisInput input, AnalysisConfig config, Supplier<TrabecularRegion> region, ContrastAgent contrast) {
        ImageDensity density = ImageDensity.of(config, input.scan(), input.calibration());
        if (density.fromHu()) {
            HounsfieldCheck.require(input.image());
        }
        Vbmd vbmd = Vbmd.measure(density.apply(input.image()), region.get());
        ContrastAgent agent = contrast == ContrastAgent.UNKNOWN ? input.scan().contrast() : contrast;
        return new VbmdMeasurement(vbmd, density.assess(vbmd.mean(), agent), density.words(), density.warnings());
    }

    /** A row of a table: column header with unit to value, which is a number or a text. */
    public Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("Trabecular vBMD (mg/cm3)", vbmd.mean() * MG_PER_G);
        row.put("vBMD SD (mg/cm3)", vbmd.sd() * MG_PER_G);
        row.put("vBMD volume (mm3)", vbmd.volume());
        row.put("vBMD voxels", (double) vbmd.voxels());
        assessment.standardError().ifPresent(error -> row.put("vBMD calibration SE (mg/cm3)", error * MG_PER_G));
        row.put("vBMD category", assessment.words());
        row.put("vBMD region", vbmd.region());
        row.put("vBMD calibration", calibration);
        row.put("vBMD rule", assessment.rule().name());
        row.put("vBMD limits", String.join(" ", assessment.notes()));
        if (!warnings.isEmpty()) {
            row.put("vBMD warnings", String.join(" ", warnings));
        }
        return row;
    }
}
