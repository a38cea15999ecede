package org.vertebrafe.command;

import ij.ImagePlus;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.convert.ConvertService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;
import org.scijava.task.TaskService;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.io.Nifti;

/** Runs a command in a real SciJava context, as scripts do, on the synthetic L2. */
final class CommandBench implements AutoCloseable {

    private final Context context = new Context(
            CommandService.class, ModuleService.class, LogService.class, TaskService.class, ConvertService.class);

    private final Class<? extends Command> command;

    CommandBench(Class<? extends Command> command) {
        this.command = command;
        context.service(LogService.class).setLevel(LogLevel.NONE);
    }

    Context context() {
        return context;
    }

    /** Runs the command with some inputs, in which others are changed or to which they are added, name after name. */
    Module run(Map<String, Object> inputs, Object... changes) throws InterruptedException, ExecutionException {
        return run(command, inputs, changes);
    }

    /** Runs another command. */
    Module run(Class<? extends Command> other, Map<String, Object> inputs, Object... changes)
            throws InterruptedException, ExecutionException {
        Map<String, Object> all = new HashMap<>(inputs);
        for (int i = 0; i < changes.length; i += 2) {
            all.put((String) changes[i], changes[i + 1]);
        }
        // Not CommandService.run: for dynamic commands it returns no Future.
        return context.service(ModuleService.class)
                .run(context.service(CommandService.class).getCommand(other), true, all)
                .get();
    }

    /** The CT of the sample, HU. */
    static Volume sample() throws IOException {
        return Nifti.readVolume(Path.of("test-images/synthetic-L2-ct.nii.gz")).image();
    }

    /** The labels of the sample. */
    static Labels sampleLabels() throws IOException {
        return Nifti.readLabels(Path.of("test-images/synthetic-L2-labels.nii.gz"))
                .image();
    }

    /** A CT as an open image named "ct". */
    static ImagePlus ct(Volume hu) {
        return VolumeImages.image(hu, "ct", "HU", ColourTable.GRAYS, "");
    }

    @Override
    public void close() {
        context.dispose();
        // The table is one for all tests.
        ResultsTable.getResultsTable().reset();
    }
}
