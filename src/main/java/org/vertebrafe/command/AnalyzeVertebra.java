package org.vertebrafe.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.Function;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.DynamicCommand;
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
import org.vertebrafe.imagej.OpenImages;
import org.vertebrafe.imagej.ResultImages;
import org.vertebrafe.imagej.ResultPictures;

/**
 * From an open CT and its label map to the stiffness and strength of the vertebra: a row in the Results table and maps.
 * Its settings are those {@link AnalysisConfig} declares; the ones for experts are in macros only.
 */
@Plugin(
        type = Command.class,
        initializer = "propose",
        description = "Computes stiffness and strength of a vertebra from a CT and its label map. Research software.",
        menu = {@Menu(label = "Plugins"), @Menu(label = "VertebraFE"), @Menu(label = "Analyze Vertebra...", weight = 10)
        })
public class AnalyzeVertebra extends DynamicCommand {

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    @Parameter
    private TaskService tasks;

    @Parameter(label = "CT", description = "CT in HU or image of bone density, voxel size in mm.", persist = false)
    private ImagePlus ct;

    @Parameter(label = "Label map", description = "What each voxel is; same size and voxel size.", persist = false)
    private ImagePlus labels;

    @Parameter(label = "Density", type = ItemIO.OUTPUT)
    private ImagePlus densityMap;

    @Parameter(label = "Young's modulus", type = ItemIO.OUTPUT)
    private ImagePlus modulusMap;

    @Parameter(label = "Von Mises stress", type = ItemIO.OUTPUT)
    private ImagePlus vonMisesMap;

    @Parameter(label = "Strain energy density", type = ItemIO.OUTPUT)
    private ImagePlus sedMap;

    @Parameter(label = "Minimum principal strain", type = ItemIO.OUTPUT)
    private ImagePlus strainMap;

    @Parameter(label = "Results", type = ItemIO.OUTPUT)
    private ResultsTable results;

    private boolean declared;

    @Override
    public DynamicCommandInfo getInfo() {
        DynamicCommandInfo info = super.getInfo();
        if (!declared) {
            declared = true;
            AnalyzeInputs.declare(info, SETTINGS);
        }
        return info;
    }

    /** Presets the dialog by what the open images bring. */
    protected void propose() {
        OpenImages.calibration().ifPresent(calibration -> setInput("calibration", calibration));
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
            save(result, progress);
            show(result, stack, maps);
        }
    }

    private AnalysisConfig config() {
        AnalysisConfig base = AnalyzeInputs.file((String) getInput(AnalyzeInputs.CONFIGURATION), SETTINGS);
        // With a configuration file only what was changed from the defaults is said in the dialog or macro.
        return SETTINGS.with(base, SettingInputs.changes(this, SETTINGS.items()));
    }

    private void save(AnalysisResult result, TaskProgress progress) {
        AnalyzeInputs.folder((String) getInput(AnalyzeInputs.FOLDER)).ifPresent(folder -> {
            try {
                ResultFiles.write(result, folder, progress);
                ResultPictures.write(result, folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void show(AnalysisResult result, CtStack stack, Set<MapQuantity> maps) {
        Function<MapQuantity, ImagePlus> map = ResultMaps.of(result, stack, maps);
        densityMap = map.apply(MapQuantity.DENSITY);
        modulusMap = map.apply(MapQuantity.MODULUS);
        vonMisesMap = map.apply(MapQuantity.VON_MISES);
        sedMap = map.apply(MapQuantity.STRAIN_ENERGY_DENSITY);
        strainMap = map.apply(MapQuantity.MIN_PRINCIPAL_STRAIN);
        results = ResultImages.appendRow(result);
    }
}
