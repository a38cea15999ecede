package org.vertebrafe.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.vertebrafe.imagej.plain.PlainImageJ;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vertebrafe macro}: runs an ImageJ macro that uses VertebraFE's commands, without windows. */
@Command(
        name = "macro",
        description = "Runs an ImageJ macro without windows; VertebraFE's commands are there under their menu names.",
        mixinStandardHelpOptions = true)
final class MacroCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MACRO", description = "Macro file (.ijm).")
    private Path macro;

    @Parameters(
            index = "1",
            arity = "0..1",
            defaultValue = "",
            paramLabel = "ARGUMENT",
            description = "What getArgument() returns in the macro.")
    private String argument;

    @Override
    public Integer call() {
        PlainImageJ.runMacroHeadless(macro, argument);
        return 0;
    }
}
