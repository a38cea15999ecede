package org.vertebrafe.cli.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.vertebrafe.base.InputException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The program behind {@code scripts/install-into-fiji}. Exit status 0: done; 2: bad input; 1: anything else. */
@Command(
        name = "install-into-fiji",
        description = {
            "Copies VertebraFE into a Fiji: its jar into plugins, and into jars what that Fiji lacks of its libraries.",
            "Nothing that is there is replaced. What was copied is listed in " + Manifest.NAME + " in Fiji's folder."
        },
        mixinStandardHelpOptions = true)
public final class InstallIntoFiji implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "Fiji's folder: the one with the folders jars and plugins.")
    private Path folder;

    @Option(names = "--uninstall", description = "Deletes what was copied.")
    private boolean uninstall;

    @Option(names = "--dry-run", description = "Says what would be copied, and copies nothing.")
    private boolean dryRun;

    @Option(names = "--jar", paramLabel = "FILE", hidden = true, description = "The jar of VertebraFE.")
    private Path jar;

    @Option(names = "--libraries", paramLabel = "CLASSPATH", hidden = true, description = "What it needs at run time.")
    private String libraries = "";

    @Spec
    private CommandSpec spec;

    private InstallIntoFiji() {}

    /** Runs the program and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new InstallIntoFiji()).setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof InputException) {
                command.getErr().println("install-into-fiji: " + exception.getMessage());
                return CommandLine.ExitCode.USAGE;
            }
            throw exception;
        });
    }

    @Override
    public Integer call() throws IOException {
        Installer installer = new Installer(folder, spec.commandLine().getOut());
        if (uninstall) {
            installer.uninstall();
            return 0;
        }
        if (jar == null || !Files.isRegularFile(jar)) {
            throw InputException.of(
                    "There is no jar of VertebraFE to install: build it with mvn -B package -DskipTests.");
        }
        List<Jar> needed = Arrays.stream(libraries.split(java.io.File.pathSeparator))
                .filter(path -> path.endsWith(".jar"))
                .map(Path::of)
                .map(Jar::of)
                .toList();
        installer.install(Jar.of(jar), needed, dryRun);
        return 0;
    }
}
