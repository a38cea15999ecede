package org.vertebrafe.imagej.plain;

import ij.IJ;
import ij.plugin.frame.Recorder;
import java.util.List;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.module.Module;
import org.scijava.module.ModuleRunner;
import org.scijava.module.ModuleService;
import org.scijava.module.process.CheckInputsPreprocessor;
import org.scijava.module.process.DefaultValuePreprocessor;
import org.scijava.module.process.InitPreprocessor;
import org.scijava.module.process.LoggerPreprocessor;
import org.scijava.module.process.ModulePreprocessor;
import org.scijava.module.process.ServicePreprocessor;
import org.scijava.module.process.ValidityPreprocessor;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;

/**
 * Runs a SciJava command on the calling thread with the processors of plain ImageJ around it. ImageJ calls it on a thread
 * of its own for each command, so windows stay alive.
 */
final class CommandRunner {

    private final Context context;
    private final ProgressBridge progress;

    CommandRunner(Context context, ProgressBridge progress) {
        this.context = context;
        this.progress = progress;
    }

    /**
     * Runs the command to its end.
     *
     * @throws InputException if its inputs cannot be used, or it ended with a reason for the user
     * @throws CancelledException if the user cancelled
     */
    Module run(CommandInfo info) {
        Module module = context.service(ModuleService.class).createModule(info);
        if (module == null) {
            throw new IllegalStateException("Command " + info.getDelegateClassName() + " cannot be created");
        }
        Harvester harvester = new Harvester();
        List<ModulePreprocessor> before = List.of(
                new ValidityPreprocessor(),
                new ServicePreprocessor(),
                new LoggerPreprocessor(),
                new DefaultValuePreprocessor(),
                new InitPreprocessor(),
                harvester,
                new CheckInputsPreprocessor());
        before.forEach(context::inject);
        boolean done = false;
        try (ProgressBridge.Run run = progress.start(module)) {
            new ModuleRunner(context, module, before, List.of(new OptionRecorder(harvester), new OutputDisplay()))
                    .run();
            ModulePreprocessor stopped =
                    before.stream().filter(Cancelable::isCanceled).findFirst().orElse(null);
            if (stopped != null) {
                throw ended(stopped.getCancelReason());
            }
            if (module instanceof Cancelable command && command.isCanceled()) {
                throw ended(run.cancelledByUser() ? null : command.getCancelReason());
            }
            done = true;
        } finally {
            if (!done && IJ.recording()) {
                // Otherwise ImageJ would record the command without its options.
                Recorder.setCommand(null);
            }
        }
        return module;
    }

    private static RuntimeException ended(String reason) {
        return reason == null || reason.isEmpty() ? new CancelledException() : new InputException(reason);
    }
}
