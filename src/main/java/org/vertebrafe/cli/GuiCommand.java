package org.vertebrafe.cli;

import java.awt.GraphicsEnvironment;
import java.util.concurrent.Callable;
import org.vertebrafe.base.InputException;
import org.vertebrafe.imagej.plain.PlainImageJ;
import picocli.CommandLine.Command;

/** {@code vertebrafe gui}: plain ImageJ with the VertebraFE menu, for people without Fiji. */
@Command(
        name = "gui",
        description = "Opens ImageJ with the menu Plugins > VertebraFE.",
        mixinStandardHelpOptions = true)
final class GuiCommand implements Callable<Integer> {

    /** Not an exit status: the windows keep the program running. */
    static final int STAYS_OPEN = -1;

    @Override
    public Integer call() {
        if (GraphicsEnvironment.isHeadless()) {
            throw new InputException(
                    "There is no screen to open windows on (DISPLAY is not set): use vertebrafe analyze or vertebrafe macro.");
        }
        PlainImageJ.start();
        return STAYS_OPEN;
    }
}
