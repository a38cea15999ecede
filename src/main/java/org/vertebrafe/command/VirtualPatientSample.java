package org.vertebrafe.command;

import ij.ImagePlus;
import java.util.Map;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.scijava.ItemIO;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.ImageOpening;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.synthetic.ReconstructionKernel;
import org.vertebrafe.synthetic.SamplePatient;
import org.vertebrafe.synthetic.TruthJson;
import org.vertebrafe.synthetic.VirtualScan;

/** What the samples of the virtual patient have in common: one scan, of which each opens the image of one kernel. */
abstract class VirtualPatientSample extends ContextCommand {

    private static final String NOTE = "Virtual patient of VertebraFE: nobody was scanned. What is true of it:\n";

    private final ReconstructionKernel kernel;

    @Parameter
    private TaskService tasks;

    @Parameter(label = "Label map", type = ItemIO.OUTPUT)
    private ImagePlus labels;

    @Parameter(label = "CT", type = ItemIO.OUTPUT)
    private ImagePlus ct;

    VirtualPatientSample(ReconstructionKernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public void run() {
        Failures.guard(this, this::open);
    }

    private void open() {
        try (TaskProgress progress = new TaskProgress(tasks, "VertebraFE virtual patient", this);
                TaskExecutor threads =
                        TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            // Both kernels, always: what is opened is one half of a pair with the same raw data.
            VirtualScan scan = SamplePatient.create(threads, progress);
            String info = NOTE + TruthJson.of(scan, SamplePatient.SEED);
            String name = "virtual-patient-" + kernel.id();
            labels = VolumeImages.image(SamplePatient.vertebraLabels(scan), name + "-labels", info);
            ct = VolumeImages.image(scan.image(kernel), name + "-ct", "HU", ColourTable.GRAYS, info);
            String opened = getClass().getAnnotation(Plugin.class).menu()[2].label();
            ImageOpening.put(ct, opened, getClass().getName(), Map.of(), "ct", "");
            ImageOpening.put(labels, opened, getClass().getName(), Map.of(), "labels", "");
        }
    }
}
