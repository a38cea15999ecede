package org.vertebrafe.command;

import org.scijava.command.CommandService;
import org.scijava.command.ContextCommand;
import org.scijava.plugin.Parameter;
import org.scijava.widget.Button;
import org.vertebrafe.imagej.plain.DialogHelp;

/** A command whose dialog in Fiji begins with a Help button; the dialogs of plain ImageJ have one of their own. */
abstract class GuidedCommand extends ContextCommand {

    @Parameter(
            label = "Help",
            description = "What each input means, its limits, and its name in macros.",
            callback = "help",
            required = false,
            persist = false)
    private Button help;

    /** Opens the help, which does not wait. */
    protected void help() {
        DialogHelp.show(context().service(CommandService.class).getCommand(getClass()));
    }
}
