package org.vertebrafe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.vertebrafe.base.CancelledException;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Version;
import org.vertebrafe.fem.linalg.SolverException;
import org.vertebrafe.io.NotWrittenException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program {@code vertebrafe}. Exit status: 0 done, 2 bad input (told on standard error), 1 anything else. */
@Command(
        name = "vertebrafe",
        description = "Vertebral stiffness and strength from clinical CT by finite elements. Research software.",
        mixinStandardHelpOptions = true,
        versionProvider = VertebraFE.Versions.class,
        subcommands = {
            DensityCommand.class,
            EditCommand.class,
            GuiCommand.class,
            MacroCommand.class,
            MeshCommand.class,
            SampleCommand.class,
            SolveCommand.class,
            RenderCommand.class,
            SegmentCommand.class,
            ScannerCommand.class,
            VirtualCohortCommand.class,
            CommandLine.HelpCommand.class
        })
public final class VertebraFE {

    private VertebraFE() {}

    /** Runs the program and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        if (arguments.length == 0 || !arguments[0].equals("gui")) {
            // Before anything of AWT is touched: only the gui opens windows, even where there is a screen.
            System.setProperty("java.awt.headless", "true");
        }
        int status = run(arguments);
        if (status != GuiCommand.STAYS_OPEN) {
            System.exit(status);
        }
    }

    /** Runs the program. */
    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new VertebraFE());
        line.addSubcommand("analyze", AnalyzeCommand.commandLine());
        line.addSubcommand("calibrate", CalibrateCommand.commandLine());
        line.addSubcommand("labels", LabelsCommand.commandLine());
        line.addSubcommand("shape", ShapeCommand.commandLine());
        line.addSubcommand("cohort", CohortCommand.commandLine());
        line.addSubcommand("stats", StatsCommand.commandLine());
        line.addSubcommand("kernels", KernelsCommand.commandLine());
        line.addSubcommand("study", StudyCommand.commandLine());
        line.setUsageHelpWidth(110);
        line.setUsageHelpAutoWidth(false);
        line.setParameterExceptionHandler((exception, arguments) -> {
            // Without the usage of a command, whose hundred lines would push what is wrong off the screen.
            CommandLine command = exception.getCommandLine();
            String name = command.getCommandSpec().qualifiedName();
            PrintWriter terminal = command.getErr();
            terminal.println(name + ": " + exception.getMessage().replaceFirst("^Error: ", ""));
            CommandLine.UnmatchedArgumentException.printSuggestions(exception, terminal);
            if (command.getParent() == null) {
                command.usage(terminal);
            } else {
                terminal.println("What it can be told: " + name + " --help");
            }
            return CommandLine.ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof InputException) {
                command.getErr().println("vertebrafe: " + exception.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            if (exception instanceof CancelledException || exception instanceof SolverException) {
                command.getErr().println("vertebrafe: " + exception.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            Throwable disk = exception instanceof UncheckedIOException ? exception.getCause() : exception;
            if (disk instanceof NotWrittenException) {
                command.getErr().println("vertebrafe: " + disk.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
            }
            if (disk instanceof IOException) {
                command.getErr().println("vertebrafe: reading or writing failed: " + disk);
                return CommandLine.ExitCode.SOFTWARE;
            }
            throw exception;
        });
        return line;
    }

    /** The version for {@code --version}. */
    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Version.NAME + " " + Version.number()};
        }
    }
}
