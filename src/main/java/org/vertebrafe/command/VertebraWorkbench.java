package org.vertebrafe.command;

import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Plugin;
import org.vertebrafe.base.InputException;
import org.vertebrafe.imagej.workbench.WorkbenchWindow;

/** Opens the window that leads from a CT to its results, stage by stage. */
@Plugin(
        type = Command.class,
        description = "From an open CT to stiffness, strength and stress maps, stage by stage in one window.",
        menu = {@Menu(label = "Plugins"), @Menu(label = "VertebraFE"), @Menu(label = "Vertebra Workbench", weight = 0.5)
        })
public class VertebraWorkbench extends ContextCommand {

    @Override
    public void run() {
        Failures.guard(this, VertebraWorkbench::open);
    }

    private static void open() {
        if (GraphicsEnvironment.isHeadless()) {
            throw new InputException("The workbench is a window and needs a screen. Without one use Calibrate CT"
                    + " Density..., Segment Vertebra... and Analyze Vertebra..., which it stands for.");
        }
        EventQueue.invokeLater(WorkbenchWindow::open);
    }
}
