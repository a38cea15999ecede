package org.vertebrafe.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.vertebrafe.base.Progress;
import org.vertebrafe.study.cohort.CohortThreads;
import org.vertebrafe.study.cohort.VirtualCohort;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vertebrafe virtual-cohort}: CTs of virtual patients with two kernels, and their table for a cohort. */
@Command(
        name = "virtual-cohort",
        mixinStandardHelpOptions = true,
        header = "Scans virtual patients of three groups, for vertebrafe cohort.",
        description = {
            "%nWrites a CT of L2 with a calibration phantom for each virtual patient and kernel, cohort.csv and"
                    + " truth.csv. CTs of the same patients that are there already are kept. Nobody was scanned.%n"
        },
        footer = {
            "%nExample:",
            "    vertebrafe virtual-cohort --groups 2,2,2 --out virtual",
            "    vertebrafe cohort --table virtual/cohort.csv --mesh tet10 --out results",
            "%nFrom nothing to the report in one command: vertebrafe study --virtual --out study"
        })
final class VirtualCohortCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to write; made if missing.")
    private Path out;

    @Option(
            names = "--groups",
            paramLabel = "N,N,N",
            split = ",",
            defaultValue = "11,10,10",
            description = "Patients with osteoporosis, osteopenia and normal (default: ${DEFAULT-VALUE}).")
    private List<Integer> groups;

    @Option(names = "--seed", defaultValue = "1", description = "Of all draws (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException {
        Progress progress = new TerminalProgress(spec.commandLine().getErr());
        try (CohortThreads threads = CohortThreads.of(0, 0)) {
            VirtualCohort.write(VirtualCohort.plan(groups, seed), out, threads, progress);
        }
        spec.commandLine().getOut().println("Wrote " + out.resolve("cohort.csv"));
        return CommandLine.ExitCode.OK;
    }
}
