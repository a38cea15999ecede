package org.vertebrafe.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.vertebrafe.base.Progress;

/** Reports each stage once and every tenth of its way on a terminal; an interrupt ends the program. */
final class TerminalProgress implements Progress {

    private final PrintWriter terminal;
    private String stage = "";
    private int tenths;

    TerminalProgress(PrintWriter terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void report(String stage, double fraction) {
        int now = Double.isNaN(fraction) ? 0 : (int) (10 * fraction);
        if (!stage.equals(this.stage)) {
            this.stage = stage;
            tenths = 0;
            terminal.println(stage);
        } else if (now > tenths) {
            tenths = now;
            terminal.printf(Locale.ROOT, "%s %d %%%n", stage, 10 * now);
        }
        terminal.flush();
    }

    @Override
    public boolean isCancelled() {
        return false;
    }
}
