package org.vertebrafe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.ResultFiles;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.Progress;
import org.vertebrafe.imagej.study.CohortFiles;
import org.vertebrafe.study.cohort.Cohort;
import org.vertebrafe.study.cohort.CohortTable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vertebrafe cohort}: every vertebra of a table, resumable. Its settings are those of an analysis. */
@Command(
        name = "cohort",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Analyses every vertebra of a table; goes on where it was stopped.",
        description = {
            "%nReads a CSV file with a row for each vertebra and reconstruction: id and image (a path, relative to the"
                    + " table); labels (and body_mask), or seed_x_mm, seed_y_mm, seed_z_mm; and optionally group, sex,"
                    + " age, level, kernel, vbmd_mg_per_cm3 and calibration: phantom, phantomless, a JSON file, or what"
                    + " --calibration allows. Writes results.csv, as vertebrafe stats reads it. Each result is kept as"
                    + " soon as it is there: run the same command again after a crash and nothing is computed twice. A"
                    + " vertebra that fails is listed with its reason; the others go on.%n"
        },
        footer = {
            "%nExamples:",
            "    vertebrafe cohort --table cohort.csv --out results --dry-run",
            "    vertebrafe cohort --table cohort.csv --out results --element-size 2 --threads 4",
            "%nExit status: 0 all done, 2 bad input or failed vertebrae (they are listed), 1 anything else."
        })
final class CohortCommand implements Callable<Integer> {

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    @Spec
    private CommandSpec spec;

    @Option(names = "--table", paramLabel = "FILE", required = true, description = "The cohort, CSV in UTF-8.")
    private Path table;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder for results; the same to resume.")
    private Path out;

    @Option(names = "--dry-run", description = "Read and check all inputs, compute nothing.")
    private boolean dryRun;

    @Option(names = "--retry-failed", description = "Try again what failed before.")
    private boolean retry;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "JSON with any of the settings below; options given here win.")
    private Path config;

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    /** The command with an option for each declared setting. */
    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new CohortCommand());
        SETTINGS.items().forEach(item -> spec.addOption(SettingOptions.option(item)));
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws IOException {
        AnalysisConfig configuration = configuration();
        CohortTable vertebrae = CohortTable.read(table);
        if (!dryRun) {
            ResultFiles.prepare(out);
        }
        Progress progress =
                quiet ? Progress.NONE : new TerminalProgress(spec.commandLine().getErr());
        int wanted = configuration.threads();
        try (TaskExecutor threads =
                TaskExecutors.fixedThreadPool(wanted == 0 ? Runtime.getRuntime().availableProcessors() : wanted)) {
            Cohort cohort = new Cohort(vertebrae, configuration, new CohortFiles(), threads, progress);
            List<Cohort.Failure> failures = dryRun ? cohort.check() : compute(cohort);
            PrintWriter terminal = spec.commandLine().getOut();
            terminal.printf("  %-22s %d%n", dryRun ? "Cannot be used" : "Failed", failures.size());
            failures.forEach(f -> terminal.printf(
                    "  Row %d, %s: %s%n", f.row().number(), f.row().name(), f.reason()));
            terminal.flush();
            return failures.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
        }
    }

    private List<Cohort.Failure> compute(Cohort cohort) throws IOException {
        Cohort.Summary summary = cohort.run(out, retry);
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.printf("  %-22s %d%n", "Computed", summary.computed());
        terminal.printf("  %-22s %d%n", "From before", summary.reused());
        terminal.printf("  %-22s %s%n", "Table", out.resolve("results.csv"));
        return summary.failures();
    }

    private AnalysisConfig configuration() throws IOException {
        return SETTINGS.with(SettingOptions.read(SETTINGS, config), SettingOptions.given(spec, SETTINGS.items()));
    }
}
