package org.vertebrafe.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.Set;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.DynamicCommandInfo;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.analysis.AnalysisResult;
import org.vertebrafe.analysis.ResultFiles;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.analysis.VertebraAnalysis;
import org.vertebrafe.field.MapQuantity;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.ImagePlusVolumes;
import org.vertebrafe.imagej.ResultImages;
import org.vertebrafe.imagej.ResultPictures;
import org.vertebrafe.imagej.maps.MappedResult;

/**
 * From an open CT and its label map to the stiffness and strength of the vertebra: a row in the Results table and maps.
 * Its settings are those {@link AnalysisConfig} declares; the ones for experts are in macros only.
 */
@Plugin(
        type = Command.class,
        initializer = "propose",
        description = "Computes stiffness and strength of a vertebra from a CT and its label map. Research software.",
        menu = {@Menu(label = "Plugins"), @Menu(label = "VertebraFE"), @Menu(label = "Analyze Vertebra...", weight = 15)
        })
public class AnalyzeVertebra extends SettingsCommand {

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    @Parameter
    private TaskService tasks;

    @Parameter(label = "CT", description = "CT in HU or image of bone density, voxel size in mm.", persist = false)
    private ImagePlus ct;

    @Parameter(label = "Label map", description = "What each voxel is; same size and voxel size.", persist = false)
    private ImagePlus labels;

    @Parameter(label = "Results", type = ItemIO.OUTPUT)
    private ResultsTable results;

    @Override
    void declare(DynamicCommandInfo info) {
        AnalyzeInputs.declare(info, SETTINGS);
    }

    @Override
    public void run() {
        Failures.guard(this, this::analyze);
    }

    private void analyze() {
        ImagePlusVolumes.requireDistinct(ct, "CT", labels, "label map");
        AnalysisConfig config = config();
        Set<MapQuantity> maps = AnalyzeInputs.maps((String) getInput(AnalyzeInputs.MAPS));
        CtStack stack = config.input().equals("hu") ? CtStack.hounsfield(ct) : CtStack.density(ct);
        AnalysisInput input = AnalyzeInputs.images(stack, labels);
        AnalyzeInputs.folder((String) getInput(AnalyzeInputs.FOLDER)).ifPresent(ResultFiles::prepare);
        int threads = config.threads() == 0 ? Runtime.getRuntime().availableProcessors() : config.threads();
        try (TaskProgress progress = new TaskProgress(tasks, "Analyze Vertebra", this);
                TaskExecutor executor = TaskExecutors.fixedThreadPool(threads)) {
            AnalysisResult result = VertebraAnalysis.run(input, config, executor, progress);
            save(result, maps, progress);
            show(result, stack, maps);
        }
    }

    private AnalysisConfig config() {
        AnalysisConfig base = AnalyzeInputs.file((String) getInput(AnalyzeInputs.CONFIGURATION), SETTINGS);
        // With a configuration file only what was changed from the defaults is said in the dialog or macro.
        return SETTINGS.with(base, SettingInputs.changes(this, SETTINGS.items()));
    }

    private void save(AnalysisResult result, Set<MapQuantity> maps, TaskProgress progress) {
        Set<MapQuantity> saved = EnumSet.copyOf(MapQuantity.STANDARD);
        saved.addAll(maps);
        AnalyzeInputs.folder((String) getInput(AnalyzeInputs.FOLDER)).ifPresent(folder -> {
            try {
                ResultFiles.write(result, folder, saved, progress);
                ResultPictures.write(result, folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void show(AnalysisResult result, CtStack stack, Set<MapQuantity> maps) {
        MappedResult mapped = MappedResult.of(result, stack, ct);
        if (AnalyzeInputs.inOneStack((String) getInput(AnalyzeInputs.MAPS))) {
            setOutput(AnalyzeInputs.STACK, mapped.channels(maps));
        } else {
            maps.forEach(quantity -> setOutput(AnalyzeInputs.output(quantity), mapped.map(quantity)));
        }
        results = ResultImages.appendRow(result);
    }
}
