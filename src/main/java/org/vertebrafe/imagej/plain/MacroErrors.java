package org.vertebrafe.imagej.plain;

import ij.IJ;
import ij.Macro;
import ij.macro.Interpreter;
import java.awt.GraphicsEnvironment;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Version;

/**
 * How errors leave a command that ImageJ runs: with a screen as ImageJ's error dialog, which also stops a macro; headless
 * by stopping the macro and keeping the error for {@link PlainImageJ#runMacroHeadless}.
 */
final class MacroErrors {

    private static RuntimeException failure;

    private MacroErrors() {}

    /** Runs a command's work; what it throws is shown or kept as described above. */
    static void guard(Runnable work) {
        try {
            work.run();
        } catch (InputException e) {
            if (GraphicsEnvironment.isHeadless()) {
                stopMacro(e);
            }
            IJ.error(Version.NAME, e.getMessage());
        } catch (CancelledException e) {
            if (GraphicsEnvironment.isHeadless()) {
                stopMacro(e);
            }
            IJ.showStatus(e.getMessage());
            Macro.abort();
        } catch (RuntimeException e) {
            if (GraphicsEnvironment.isHeadless()) {
                stopMacro(e);
            }
            // A fault of ours: ImageJ shows it with its stack trace, for the report.
            throw e;
        }
    }

    /** The error that stopped the last macro, or null; asked once. */
    static synchronized RuntimeException takeFailure() {
        RuntimeException last = failure;
        failure = null;
        return last;
    }

    private static synchronized void stopMacro(RuntimeException e) {
        failure = e;
        Interpreter interpreter = Interpreter.getInstance();
        if (interpreter != null) {
            // Without this ImageJ would open a dialog, and without a screen print a stack trace and go on.
            interpreter.setIgnoreErrors(true);
            interpreter.abort(e.getMessage());
        }
        throw new IllegalStateException(Macro.MACRO_CANCELED, e);
    }
}
