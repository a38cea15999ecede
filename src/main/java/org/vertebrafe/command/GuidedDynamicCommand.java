package org.vertebrafe.command;

import org.scijava.command.DynamicCommand;
import org.scijava.command.DynamicCommandInfo;
import org.scijava.module.DefaultMutableModuleItem;
import org.scijava.module.MutableModuleItem;
import org.scijava.widget.Button;
import org.vertebrafe.imagej.plain.DialogHelp;

/** A command some of whose inputs are made at run time; its dialog in Fiji ends with a Help button. */
abstract class GuidedDynamicCommand extends DynamicCommand {

    private boolean declared;

    @Override
    public final DynamicCommandInfo getInfo() {
        DynamicCommandInfo info = super.getInfo();
        if (!declared) {
            declared = true;
            declare(info);
            declareHelp(info);
        }
        return info;
    }

    /** Adds the inputs, once. */
    abstract void declare(DynamicCommandInfo info);

    /** The dialogs of plain ImageJ have a button of their own. */
    private static void declareHelp(DynamicCommandInfo info) {
        MutableModuleItem<Button> help = new DefaultMutableModuleItem<>(info, "help", Button.class);
        help.setLabel("Help");
        help.setDescription("What each input means, its limits, and its name in macros.");
        help.setCallback("help");
        help.setRequired(false);
        help.setPersisted(false);
        info.addInput(help);
    }

    /** Opens the help, which does not wait. */
    protected void help() {
        DialogHelp.show(getInfo());
    }
}
