package org.vertebrafe.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.analysis.VbmdMeasurement;
import org.vertebrafe.calibration.ContrastAgent;
import org.vertebrafe.imagej.ImagePlusVolumes;
import org.vertebrafe.imagej.ResultImages;

/** Trabecular vBMD in a region that a person sees and may move: a row in the Results table. */
@Plugin(
        type = Command.class,
        description = "Measures trabecular bone mineral density of a vertebral body. Research software.",
        menu = {@Menu(label = "Plugins"), @Menu(label = "VertebraFE"), @Menu(label = "Measure vBMD...", weight = 8)})
public class MeasureVbmd extends ContextCommand {

    @Parameter(label = "CT", description = "CT in HU or image of bone density, voxel size in mm.", persist = false)
    private ImagePlus ct;

    @Parameter(label = "Label map", description = "Tells the vertebral body; same size as the CT.", persist = false)
    private ImagePlus labels;

    @Parameter(
            label = "Region",
            description =
                    "The cylinder of clinical QCT is drawn as ROIs; move or resize them and use the existing ROIs.",
            choices = {VbmdRegions.PLACE, VbmdRegions.EXISTING, VbmdRegions.PEELED},
            persist = false)
    private String region = VbmdRegions.PLACE;

    @Parameter(
            label = "Image holds",
            description = "CT in Hounsfield units, or bone density in mg/cm3.",
            choices = {"hu", "density"},
            persist = false)
    private String input = "hu";

    @Parameter(
            label = "Density calibration",
            description = "Line from HU to density, as in Analyze Vertebra.",
            choices = {"none", "b40f", "b70f", "custom"},
            persist = false)
    private String calibration = "none";

    @Parameter(
            label = "Calibration slope (g/cm3 per HU)",
            description = "Of a custom calibration.",
            required = false,
            persist = false)
    private double calibrationSlope = 0.0007;

    @Parameter(
            label = "Calibration intercept (g/cm3)",
            description = "Of a custom calibration.",
            required = false,
            persist = false)
    private double calibrationIntercept;

    @Parameter(
            label = "Kind of density",
            description = "What a density image or a custom calibration counts.",
            choices = {"k2hpo4", "ha", "ash", "apparent"},
            persist = false)
    private String densityKind = "k2hpo4";

    @Parameter(
            label = "Label numbering",
            description = "Which numbers the label map uses for the parts of the vertebra.",
            choices = {"vertebrafe", "spinefe-benchmark", "custom"},
            persist = false)
    private String labelPreset = "vertebrafe";

    @Parameter(
            label = "Label roles",
            description = "For custom numbering, for instance 1=body,2=process.",
            required = false,
            persist = false)
    private String labelRoles = "";

    @Parameter(
            label = "Contrast agent",
            description = "Whether it was given: it raises trabecular density, and no category is told then.",
            choices = {"unknown", "no", "yes"},
            persist = false)
    private String contrast = "unknown";

    @Parameter(label = "Results", type = ItemIO.OUTPUT)
    private ResultsTable results;

    @Override
    public void run() {
        Failures.guard(this, this::measure);
    }

    private void measure() {
        ImagePlusVolumes.requireDistinct(ct, "CT", labels, "label map");
        AnalysisConfig config = config();
        AnalysisInput images = AnalysisInput.of(
                ct.getTitle(),
                input.equals("hu") ? ImagePlusVolumes.hounsfield(ct) : ImagePlusVolumes.volume(ct),
                ImagePlusVolumes.labels(labels));
        VbmdMeasurement measured = VbmdMeasurement.of(
                images, config, () -> VbmdRegions.of(region, ct, images, config), ContrastAgent.ofId(contrast));
        results = ResultImages.appendRow(ct.getTitle(), measured.row());
    }

    private AnalysisConfig config() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("input", input);
        settings.put("calibration", calibration);
        settings.put("calibrationSlope", Double.toString(calibrationSlope));
        settings.put("calibrationIntercept", Double.toString(calibrationIntercept));
        settings.put("densityKind", densityKind);
        settings.put("labelPreset", labelPreset);
        settings.put("labelRoles", labelRoles == null ? "" : labelRoles);
        return Settings.of(AnalysisConfig.class).with(AnalysisConfig.defaults(), settings);
    }
}
