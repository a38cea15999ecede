package org.vertebrafe.command;

import ij.ImagePlus;
import java.util.List;
import org.scijava.command.Command;
import org.scijava.command.DynamicCommand;
import org.scijava.command.DynamicCommandInfo;
import org.scijava.module.DefaultMutableModuleItem;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** A command with as many inputs as an analysis may get: to see how the dialog copes. */
@Plugin(
        type = Command.class,
        description = "Has many inputs and does nothing with them.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Stand-In With Many Inputs...", weight = 30)
        })
public class StandInWithManyInputs extends DynamicCommand {

    private static final int MANY = 8;

    @Parameter(label = "CT", persist = false)
    private ImagePlus ct;

    @Parameter(label = "Labels", persist = false)
    private ImagePlus labels;

    @Override
    public DynamicCommandInfo getInfo() {
        DynamicCommandInfo info = super.getInfo();
        if (info.getInput("size1") == null) {
            for (int i = 1; i <= MANY; i++) {
                DefaultMutableModuleItem<Double> size = new DefaultMutableModuleItem<>(info, "size" + i, Double.class);
                size.setLabel("Length of part " + i + " [mm]");
                size.setDescription("How long part " + i + " is along the axis of the vertebra, in mm.");
                size.setDefaultValue(0.25 * i);
                size.setMinimumValue(0.0);
                info.addInput(size);
                DefaultMutableModuleItem<String> law = new DefaultMutableModuleItem<>(info, "law" + i, String.class);
                law.setLabel("Law of part " + i);
                law.setChoices(List.of("Kopperdahl 2002 <QCT>", "Morgan 2003"));
                info.addInput(law);
                DefaultMutableModuleItem<Boolean> use = new DefaultMutableModuleItem<>(info, "use" + i, Boolean.class);
                use.setLabel("Use part " + i);
                info.addInput(use);
            }
        }
        return info;
    }

    @Override
    public void run() {
        // Only its dialog is of interest.
    }
}
