package org.vertebrafe.command;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.DynamicCommandInfo;
import org.scijava.module.MutableModuleItem;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.ImportedLabels;
import org.vertebrafe.analysis.LabelledVertebra;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.imagej.ImagePlusVolumes;
import org.vertebrafe.imagej.ResultImages;
import org.vertebrafe.imagej.bonej.BoneJ;
import org.vertebrafe.imagej.bonej.BoneJMeasure;

/** BoneJ's measures of a labelled vertebra in a row of our own table; says how to install BoneJ where it is missing. */
@Plugin(
        type = Command.class,
        description = "Runs BoneJ's measures on the labels of a vertebra; BoneJ must be installed.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Measure Vertebra with BoneJ...", weight = 13.4)
        })
public class MeasureVertebraBoneJ extends SettingsCommand {

    static final String ALL = "all";

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    private static final List<Settings.Item> OFFERED = ImportedLabels.numbering(SETTINGS);

    @Parameter
    private TaskService tasks;

    @Parameter(label = "Label map", description = "Tells the vertebra's body and cortex.", persist = false)
    private ImagePlus labels;

    @Parameter(label = "Results", type = ItemIO.OUTPUT)
    private ResultsTable results;

    @Override
    void declare(DynamicCommandInfo info) {
        MutableModuleItem<String> measures = SettingInputs.text(
                info,
                "measures",
                "Measures",
                "Volume fraction, thickness and anisotropy are of the body's cortex, the others of the whole body.");
        measures.setChoices(
                Stream.concat(Stream.of(ALL), Stream.of(BoneJMeasure.values()).map(BoneJMeasure::id))
                        .toList());
        measures.setDefaultValue(ALL);
        SettingInputs.declare(info, OFFERED);
    }

    @Override
    public void run() {
        Failures.guard(this, this::measure);
    }

    private void measure() {
        String measures = (String) getInput("measures");
        List<BoneJMeasure> wanted =
                measures.equals(ALL) ? List.of(BoneJMeasure.values()) : List.of(BoneJMeasure.ofId(measures));
        AnalysisConfig config = SETTINGS.with(SETTINGS.defaults(), SettingInputs.changes(this, OFFERED));
        LabelledVertebra vertebra = LabelledVertebra.of(ImagePlusVolumes.labels(labels), config);
        try (TaskProgress progress = new TaskProgress(tasks, "Measure Vertebra with BoneJ", this)) {
            BoneJ.Found found = new BoneJ(context()).measure(vertebra.tissues(), wanted, labels.getTitle(), progress);
            List<String> remarks = new ArrayList<>(vertebra.remarks());
            remarks.addAll(found.remarks());
            remarks.forEach(remark -> IJ.log("BoneJ on " + labels.getTitle() + ": " + remark));
            Map<String, Object> row = found.row();
            if (!remarks.isEmpty()) {
                row.put("BoneJ remarks", String.join(" ", remarks));
            }
            results = ResultImages.appendRow(labels.getTitle(), row);
        }
    }
}
