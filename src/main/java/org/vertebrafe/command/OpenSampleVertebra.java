package org.vertebrafe.command;

import ij.ImagePlus;
import java.util.Map;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.ImageOpening;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.synthetic.SampleScan;
import org.vertebrafe.synthetic.SyntheticScan;

/** Opens the sample, a computed CT of a digital L2 with its label map, to try the other commands on. */
@Plugin(
        type = Command.class,
        description = "Opens a computed CT of a digital second lumbar vertebra and its label map.",
        menu = {
            @Menu(label = "File"),
            @Menu(label = "Open Samples"),
            @Menu(label = "VertebraFE Synthetic L2", weight = 200)
        })
public class OpenSampleVertebra extends ContextCommand {

    private static final String INFO =
            "Synthetic L2 of VertebraFE: no patient. True calibration: density [g/cm3, K2HPO4] = -0.0042 + 0.00070 HU.";

    @Parameter
    private TaskService tasks;

    @Parameter(label = "Label map", type = ItemIO.OUTPUT)
    private ImagePlus labels;

    @Parameter(label = "CT", type = ItemIO.OUTPUT)
    private ImagePlus ct;

    @Override
    public void run() {
        Failures.guard(this, this::open);
    }

    private void open() {
        try (TaskProgress progress = new TaskProgress(tasks, "VertebraFE Synthetic L2", this);
                TaskExecutor threads =
                        TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            SyntheticScan scan = SampleScan.create(threads, progress);
            labels = VolumeImages.image(scan.labels(), "synthetic-L2-labels", INFO);
            ct = VolumeImages.image(scan.hu(), "synthetic-L2-ct", "HU", ColourTable.GRAYS, INFO);
            String name = getClass().getAnnotation(Plugin.class).menu()[2].label();
            ImageOpening.put(ct, name, getClass().getName(), Map.of(), "ct", "");
            ImageOpening.put(labels, name, getClass().getName(), Map.of(), "labels", "");
        }
    }
}
