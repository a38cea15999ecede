package org.vertebrafe.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.ResultFiles;
import org.vertebrafe.study.cohort.Cohort;
import org.vertebrafe.study.cohort.CohortTable;
import org.vertebrafe.study.cohort.CohortThreads;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

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

    @Mixin
    private final CohortOptions options = new CohortOptions(1);

    /** The command with an option for each declared setting. */
    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new CohortCommand());
        CohortOptions.SETTINGS.items().forEach(item -> spec.addOption(SettingOptions.option(item)));
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws IOException {
        AnalysisConfig configuration = options.configuration(AnalysisConfig.defaults());
        CohortTable vertebrae = CohortTable.read(table);
        if (!dryRun) {
            ResultFiles.prepare(out);
        }
        try (CohortThreads threads = options.threads(configuration)) {
            List<Cohort.Failure> failures = dryRun
                    ? options.check(vertebrae, configuration, threads)
                    : options.run(vertebrae, configuration, out, threads, options.progress());
            return failures.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
        }
    }
}
