package org.vertebrafe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vertebrafe.analysis.ResultFiles;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.imagej.study.StudyOutput;
import org.vertebrafe.study.KernelParts;
import org.vertebrafe.study.StudyConfig;
import org.vertebrafe.study.StudyRemarks;
import org.vertebrafe.study.StudyResult;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vertebrafe stats}: the statistics of a study of two reconstruction kernels, from a table to a report. */
@Command(
        name = "stats",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Statistics of vertebrae analysed from two reconstructions each.",
        description = {
            "%nReads a CSV file with columns id, group, vbmd_mg_per_cm3 (optional), kernel, strength_N and"
                    + " stiffness_N_per_mm, a row for each vertebra and kernel, such as vertebrafe cohort writes; or with"
                    + " a row for each vertebra and columns strength_N.KERNEL and stiffness_N_per_mm.KERNEL. Missing"
                    + " values are empty. Writes report.html (self-contained), numbers.csv, numbers.json and the figures"
                    + " as PNG and SVG.%n"
        },
        footer = {
            "%nExample:",
            "    vertebrafe stats --table results.csv --kernels B40f,B70f --out report",
            "%nExit status: 0 done, 2 bad input (the message says what to do), 1 anything else."
        })
final class StatsCommand implements Callable<Integer> {

    private static final Settings<StudyConfig> SETTINGS = Settings.of(StudyConfig.class);

    @Spec
    private CommandSpec spec;

    @Option(names = "--table", paramLabel = "FILE", required = true, description = "The vertebrae, CSV in UTF-8.")
    private Path table;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Folder for the report.")
    private Path out;

    @Option(
            names = "--parts",
            paramLabel = "FILE",
            description =
                    "kernels.csv of vertebrafe study, with kernel-images.csv beside it: where the differences come"
                            + " from.")
    private Path parts;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "What the reader must know of the data; stands above the report.")
    private String note;

    /** The command with an option for each declared setting. */
    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new StatsCommand());
        SETTINGS.items().forEach(item -> spec.addOption(SettingOptions.option(item)));
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws IOException {
        StudyConfig config = SETTINGS.with(StudyConfig.defaults(), SettingOptions.given(spec, SETTINGS.items()));
        ResultFiles.prepare(out);
        StudyResult result = StudyOutput.write(
                table,
                parts == null ? Optional.empty() : Optional.of(KernelParts.read(parts)),
                config,
                StudyRemarks.note(note),
                out);
        PrintWriter terminal = spec.commandLine().getOut();
        print(result, out, terminal);
        terminal.flush();
        return CommandLine.ExitCode.OK;
    }

    /** What a study found, in brief. */
    static void print(StudyResult result, Path folder, PrintWriter terminal) {
        long failed =
                result.findings().stream().filter(f -> !f.problem().isEmpty()).count();
        terminal.printf("  %-22s %d%n", "Vertebrae", result.table().size());
        terminal.printf(
                "  %-22s %s%n", "Kernels", String.join(", ", result.table().kernels()));
        terminal.printf("  %-22s %d%n", "Numbers", result.findings().size() - failed);
        terminal.printf("  %-22s %d%n", "Not computed", failed);
        terminal.printf("  %-22s %s%n", "Report", folder.resolve(StudyOutput.REPORT));
    }
}
