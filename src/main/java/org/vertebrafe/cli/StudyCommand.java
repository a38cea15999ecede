package org.vertebrafe.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.ResultFiles;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.Progress;
import org.vertebrafe.imagej.study.CohortFiles;
import org.vertebrafe.imagej.study.StudyOutput;
import org.vertebrafe.study.DataTable;
import org.vertebrafe.study.KernelParts;
import org.vertebrafe.study.StudyConfig;
import org.vertebrafe.study.StudyRemarks;
import org.vertebrafe.study.StudyResult;
import org.vertebrafe.study.cohort.Cohort;
import org.vertebrafe.study.cohort.CohortTable;
import org.vertebrafe.study.cohort.CohortThreads;
import org.vertebrafe.study.cohort.VirtualCohort;
import org.vertebrafe.study.cohort.VirtualRemarks;
import org.vertebrafe.study.kernels.KernelCohort;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vertebrafe study}: from CTs, or from nothing, to the report of a study of two kernels. */
@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "A whole study of two kernels: analyses and statistics in one go; goes on where it was stopped.",
        description = {
            "%nRuns vertebrafe cohort and vertebrafe stats: DIR/results.csv has a row for each vertebra and kernel,"
                    + " DIR/report/report.html the statistics, DIR/kernels.csv where each difference between the kernels"
                    + " comes from. With --virtual it first draws patients of three groups and"
                    + " scans each once with a calibration phantom, reconstructed with both kernels (into DIR/virtual, 18"
                    + " MB a patient); their analyses calibrate by the rods and segment from a point. Elements are"
                    + " quadratic tetrahedra of 2 mm unless told otherwise. After a crash the same command goes on, and"
                    + " the report is the same.%n"
        },
        footer = {
            "%nExamples:",
            "    vertebrafe study --virtual --out study",
            "    vertebrafe study --virtual --patients 2,1,1 --out trial",
            "    vertebrafe study --table cohort.csv --kernels B40f,B70f --out study",
            "%nExit status: 0 all done, 2 bad input or failed vertebrae (they are listed, and missing in the report), 1"
                    + " anything else."
        })
final class StudyCommand implements Callable<Integer> {

    private static final Settings<StudyConfig> STATISTICS = Settings.of(StudyConfig.class);

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Source source;

    private static final class Source {
        @Option(
                names = "--table",
                paramLabel = "FILE",
                required = true,
                description = "The cohort, as vertebrafe cohort reads it.")
        private Path table;

        @Option(names = "--virtual", required = true, description = "Draw and scan virtual patients.")
        private boolean virtual;
    }

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Folder for all of it; the same to resume.")
    private Path out;

    @Option(
            names = "--patients",
            paramLabel = "N,N,N",
            split = ",",
            defaultValue = "11,10,10",
            description = "Virtual patients with osteoporosis, osteopenia and normal (default: ${DEFAULT-VALUE}).")
    private List<Integer> patients;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all draws of virtual patients (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "What the reader must know of the data; stands above the report.")
    private String note;

    @Option(
            names = "--no-decomposition",
            description = "Leave out what calibration, noise, edges and segmentation each do to the difference of the"
                    + " kernels: the longer half of the computing.")
    private boolean whole;

    @Mixin
    private final CohortOptions options = new CohortOptions(0);

    /** The command with an option for each declared setting of analyses and statistics. */
    static CommandLine commandLine() {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new StudyCommand());
        STATISTICS.items().forEach(item -> spec.addOption(SettingOptions.option(item)));
        CohortOptions.SETTINGS.items().forEach(item -> spec.addOption(SettingOptions.option(item)));
        return new CommandLine(spec);
    }

    @Override
    public Integer call() throws IOException {
        AnalysisConfig analyses =
                options.configuration(CohortOptions.SETTINGS.with(AnalysisConfig.defaults(), Map.of("mesh", "tet10")));
        StudyConfig statistics =
                STATISTICS.with(StudyConfig.defaults(), SettingOptions.given(spec, STATISTICS.items()));
        ResultFiles.prepare(out);
        Progress progress = options.progress();
        Path virtual = out.resolve("virtual");
        List<Cohort.Failure> failures = new ArrayList<>();
        boolean taken = false;
        try (CohortThreads threads = options.threads(analyses)) {
            if (source.virtual) {
                VirtualCohort.write(VirtualCohort.plan(patients, seed), virtual, threads, progress);
            }
            CohortTable table = CohortTable.read(source.virtual ? virtual.resolve(VirtualCohort.TABLE) : source.table);
            KernelCohort pairs =
                    new KernelCohort(table, statistics.kernelList(), analyses, new CohortFiles(), threads, progress);
            failures.addAll(options.run(table, analyses, out, threads, progress));
            taken = !whole && pairs.size() > 0;
            if (taken) {
                failures.addAll(options.runPairs(pairs, out));
            }
        }
        progress.report("Statistics", Double.NaN);
        Path results = out.resolve(Cohort.RESULTS);
        StudyRemarks remarks = source.virtual
                ? VirtualRemarks.of(DataTable.read(results), DataTable.read(virtual.resolve(VirtualCohort.TRUTH)), note)
                : StudyRemarks.note(note);
        Path report = out.resolve("report");
        Optional<KernelParts> parts =
                taken ? Optional.of(KernelParts.read(out.resolve(KernelParts.EFFECTS_FILE))) : Optional.empty();
        StudyResult result = StudyOutput.write(results, parts, statistics, remarks, report);
        StatsCommand.print(result, report, spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
        return failures.isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.USAGE;
    }
}
