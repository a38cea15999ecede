package org.vertebrafe.command;

import java.awt.GraphicsEnvironment;
import java.io.UncheckedIOException;
import org.scijava.Cancelable;
import org.scijava.Contextual;
import org.scijava.log.LogService;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.fem.linalg.SolverException;
import org.vertebrafe.io.NotWrittenException;

/**
 * How a command ends when it cannot go on. With a screen the command is cancelled with the reason, which Fiji and the
 * plain launcher show in a dialog. Headless a cancelled command is silent and the macro runs on, so there the error is
 * logged and thrown.
 */
public final class Failures {

    private Failures() {}

    /**
     * Runs a command's work and reports what the user can act on; all other exceptions pass through.
     *
     * @param command the command, still running: a ContextCommand or DynamicCommand
     * @param work its body
     * @throws InputException headless, after logging it; likewise SolverException and UncheckedIOException
     * @throws CancelledException headless, when the work was cancelled
     */
    public static <C extends Cancelable & Contextual> void guard(C command, Runnable work) {
        try {
            work.run();
        } catch (CancelledException e) {
            command.cancel(null);
            if (GraphicsEnvironment.isHeadless()) {
                throw e;
            }
        } catch (InputException | SolverException | UncheckedIOException e) {
            // Without the name of its class, which the exception around it begins with.
            String message = e.getCause() instanceof NotWrittenException disk ? disk.getMessage() : e.getMessage();
            command.cancel(message);
            if (GraphicsEnvironment.isHeadless()) {
                LogService log = command.context().getService(LogService.class);
                if (log != null) {
                    log.error(message);
                }
                throw e;
            }
        }
    }
}
