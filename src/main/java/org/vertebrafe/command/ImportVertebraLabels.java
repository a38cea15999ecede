package org.vertebrafe.command;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.image.Labels;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.ImageFiles;
import org.vertebrafe.imagej.ImagePlusVolumes;
import org.vertebrafe.imagej.LabelContours;
import org.vertebrafe.imagej.ResultImages;
import org.vertebrafe.io.Loaded;

/** One vertebra of a label map made elsewhere, on the CT's grid and in the program's own numbering. */
@Plugin(
        type = Command.class,
        description = "Takes over one vertebra of a label map of TotalSegmentator, VerSe, Slicer or Labkit.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Import Vertebra Labels...", weight = 8.4)
        })
public class ImportVertebraLabels extends SettingsCommand {

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    private static final List<Settings.Item> OFFERED = ImportedLabels.numbering(SETTINGS);

    @Parameter
    private TaskService tasks;

    @Parameter(label = "CT", description = "The CT that was labelled, voxel size in mm.", persist = false)
    private ImagePlus ct;

    @Parameter(
            label = "Label map",
            required = false,
            description = "An open label map of the same patient, on any grid; not needed where a file is named.",
            persist = false)
    private ImagePlus labels;

    @Parameter(
            label = "Label file",
            required = false,
            style = "file",
            description = "Label map as NIfTI or TIFF; where one is named the open image is not looked at.",
            persist = false)
    private String labelFile = "";

    @Parameter(
            label = "Cortex (mm)",
            min = "0",
            max = "5",
            description = "Thickness of the cortex where neither the labels nor the CT tell it; the outermost layer of"
                    + " voxels always belongs to it.",
            persist = false)
    private double cortex = ImportedLabels.CORTEX;

    @Parameter(
            label = "Measure cortex of body",
            description = "Takes its thickness from the CT where the labels do not tell it; without a CT in HU it is"
                    + " that above.",
            persist = false)
    private boolean measured = true;

    @Parameter(
            label = "Outlines on the CT",
            description = "Draws the outlines of body and posterior elements as overlay on the CT.",
            persist = false)
    private boolean outlines = true;

    @Parameter(label = "Label map", type = ItemIO.OUTPUT)
    private ImagePlus labelMap;

    @Parameter(label = "Results", type = ItemIO.OUTPUT)
    private ResultsTable results;

    @Override
    @SuppressWarnings("unchecked")
    void declare(DynamicCommandInfo info) {
        for (Settings.Item item : OFFERED) {
            MutableModuleItem<?> input = SettingInputs.declare(info, item);
            if (item.name().equals("labelPreset")) {
                ((MutableModuleItem<String>) input).setDefaultValue("totalsegmentator");
            }
        }
    }

    @Override
    public void run() {
        Failures.guard(this, this::importLabels);
    }

    private void importLabels() {
        AnalysisConfig config = SETTINGS.with(SETTINGS.defaults(), SettingInputs.changes(this, OFFERED));
        CtStack stack = CtStack.of(ct);
        List<String> warnings = new ArrayList<>(stack.warnings());
        ImportedLabels imported;
        try (LongWork work = new LongWork(tasks, "Import Vertebra Labels", this)) {
            imported = ImportedLabels.of(
                    stack.volume(),
                    map(stack, warnings),
                    config,
                    new ImportedLabels.Cortex(cortex, measured),
                    work.threads(),
                    work.progress());
        }
        labelMap = stack.image(imported.vertebra().labels(), "labels of " + stack.title(), imported.json(warnings));
        if (outlines) {
            LabelContours.show(ct, stack, imported.vertebra().labels());
        }
        IJ.log("Labels of " + stack.title() + ": " + imported.words());
        warnings.addAll(imported.remarks());
        warnings.forEach(warning -> IJ.log("  Note: " + warning));
        results = ResultImages.appendRow(ct.getTitle(), imported.row());
    }

    private Labels map(CtStack stack, List<String> warnings) {
        if (labelFile == null || labelFile.isBlank()) {
            ImagePlusVolumes.requireDistinct(ct, "CT", labels, "label map");
            return stack.labels(labels);
        }
        try {
            Loaded<Labels> loaded = ImageFiles.readLabels(Path.of(labelFile));
            warnings.addAll(loaded.warnings());
            return loaded.image();
        } catch (IOException e) {
            throw new UncheckedIOException("Label file " + labelFile + " cannot be read: " + e.getMessage(), e);
        }
    }
}
