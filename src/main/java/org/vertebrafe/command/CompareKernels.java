package org.vertebrafe.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.DynamicCommandInfo;
import org.scijava.log.LogService;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;
import org.vertebrafe.analysis.AnalysisInput;
import org.vertebrafe.analysis.ResultFiles;
import org.vertebrafe.image.Labels;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.CtStack;
import org.vertebrafe.imagej.ImagePlusVolumes;
import org.vertebrafe.imagej.ResultImages;
import org.vertebrafe.imagej.study.KernelFigures;
import org.vertebrafe.study.kernels.DifferenceMap;
import org.vertebrafe.study.kernels.KernelComparison;
import org.vertebrafe.study.kernels.KernelFiles;
import org.vertebrafe.study.kernels.KernelReport;
import org.vertebrafe.study.kernels.LabelTransfer;

/** Two open reconstructions of one vertebra: what the kernel does to stiffness, strength and density, and why. */
@Plugin(
        type = Command.class,
        description =
                "Compares two reconstructions of one vertebra and takes their difference apart. Research software.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Compare Reconstruction Kernels...", weight = 40)
        })
public class CompareKernels extends SettingsCommand {

    @Parameter
    private TaskService tasks;

    @Parameter
    private LogService log;

    @Parameter(label = "Reference CT", description = "In HU; usually the smooth kernel.", persist = false)
    private ImagePlus reference;

    @Parameter(label = "Other CT", description = "In HU, of the same scan; usually the sharp kernel.", persist = false)
    private ImagePlus compared;

    @Parameter(label = "Label map", description = "The vertebra, on the reference's grid.", persist = false)
    private ImagePlus labels;

    @Parameter(label = "Difference in HU", type = ItemIO.OUTPUT)
    private ImagePlus huDifference;

    @Parameter(label = "Difference in density", type = ItemIO.OUTPUT)
    private ImagePlus densityDifference;

    @Parameter(label = "Difference in modulus", type = ItemIO.OUTPUT)
    private ImagePlus modulusDifference;

    @Parameter(label = "Difference in stress", type = ItemIO.OUTPUT)
    private ImagePlus stressDifference;

    @Parameter(label = "Results", type = ItemIO.OUTPUT)
    private ResultsTable results;

    @Override
    void declare(DynamicCommandInfo info) {
        KernelInputs.declare(info);
    }

    @Override
    public void run() {
        Failures.guard(this, this::compare);
    }

    private void compare() {
        ImagePlusVolumes.requireDistinct(reference, "reference CT", compared, "other CT");
        ImagePlusVolumes.requireDistinct(reference, "reference CT", labels, "label map");
        CtStack one = CtStack.hounsfield(reference);
        CtStack two = CtStack.hounsfield(compared);
        AnalysisInput first = AnalyzeInputs.images(one, labels);
        Optional<ImagePlus> own = KernelInputs.ownMap(this);
        Labels moved = own.isPresent()
                ? two.labels(own.get())
                : LabelTransfer.onto(first.labels(), two.volume().grid());
        AnalysisInput second = new AnalysisInput(
                two.title(),
                two.volume(),
                moved,
                Optional.empty(),
                two.acquisition(),
                two.calibration(),
                two.warnings());
        KernelComparison.Side sideOne = KernelInputs.side(this, KernelInputs.REFERENCE_DENSITY, first);
        KernelComparison.Side sideTwo = KernelInputs.side(this, KernelInputs.OTHER_DENSITY, second);
        AnalyzeInputs.folder((String) getInput(AnalyzeInputs.FOLDER)).ifPresent(ResultFiles::prepare);
        int threads = Runtime.getRuntime().availableProcessors();
        try (TaskProgress progress = new TaskProgress(tasks, "Compare Reconstruction Kernels", this);
                TaskExecutor executor = TaskExecutors.fixedThreadPool(threads)) {
            KernelReport report = KernelComparison.compare(
                    sideOne, sideTwo, KernelInputs.options(this, own.isPresent()), executor, progress);
            AnalyzeInputs.folder((String) getInput(AnalyzeInputs.FOLDER)).ifPresent(folder -> {
                try {
                    KernelFiles.write(report, folder, progress);
                    KernelFigures.write(report, one.volume(), folder);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            show(report, one, two);
        }
    }

    private void show(KernelReport report, CtStack one, CtStack two) {
        report.notes().forEach(log::info);
        List<ImagePlus> images =
                report.maps().stream().map(map -> image(map, one)).toList();
        huDifference = images.get(0);
        densityDifference = images.get(1);
        modulusDifference = images.get(2);
        stressDifference = images.get(3);
        String pair = two.title() + " - " + one.title();
        report.effects().forEach((quantity, effect) -> {
            Map<String, Object> row = new LinkedHashMap<>(KernelFiles.row(quantity, effect));
            results = ResultImages.appendRow(pair, row);
        });
    }

    private static ImagePlus image(DifferenceMap map, CtStack ct) {
        String name = "difference-" + map.id() + " of " + ct.title();
        return ct.image(map.values(), name, map.unit(), ColourTable.BALANCE, "Other minus reference: " + map.title());
    }
}
