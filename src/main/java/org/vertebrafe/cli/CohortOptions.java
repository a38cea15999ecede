package org.vertebrafe.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.imagej.study.CohortFiles;
import org.vertebrafe.study.cohort.Cohort;
import org.vertebrafe.study.cohort.CohortTable;
import org.vertebrafe.study.cohort.CohortThreads;
import org.vertebrafe.study.cohort.RemoteVertebrae;
import org.vertebrafe.study.kernels.KernelCohort;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every run through a cohort can be told, and the run itself. */
final class CohortOptions {

    static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--retry-failed", description = "Try again what failed before.")
    private boolean retry;

    @Option(
            names = "--at-once",
            paramLabel = "N",
            description = "Vertebrae analysed at the same time, on the same threads; results do not depend on it. 0: as"
                    + " many as there are processors and 1.5 GB of Java's memory for. Default: ${DEFAULT-VALUE}.")
    private int atOnce;

    @Option(
            names = "--spark",
            paramLabel = "MASTER",
            description =
                    "Analyse on Apache Spark, one task for each vertebra: local[2], spark://HOST:7077, yarn and so on;"
                            + " Spark must be on the class path, see the guide. Results are the same.")
    private String spark;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "JSON with any of the settings below; options given here win.")
    private Path config;

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    CohortOptions(int atOnce) {
        this.atOnce = atOnce;
    }

    /** The settings of all analyses: these, then those of the file, then those given as options. */
    AnalysisConfig configuration(AnalysisConfig byDefault) throws IOException {
        AnalysisConfig base = config == null ? byDefault : SettingOptions.read(SETTINGS, config);
        return SETTINGS.with(base, SettingOptions.given(spec, SETTINGS.items()));
    }

    Progress progress() {
        return quiet ? Progress.NONE : new TerminalProgress(spec.commandLine().getErr());
    }

    CohortThreads threads(AnalysisConfig configuration) {
        return CohortThreads.of(configuration.threads(), atOnce);
    }

    /** Reads all inputs only, and prints what cannot be used. */
    List<Cohort.Failure> check(CohortTable table, AnalysisConfig configuration, CohortThreads threads) {
        List<Cohort.Failure> failures =
                new Cohort(table, configuration, new CohortFiles(), threads, progress()).check();
        print("Cannot be used", failures);
        return failures;
    }

    /** Runs a cohort and prints what it did. */
    List<Cohort.Failure> run(
            CohortTable table, AnalysisConfig configuration, Path out, CohortThreads threads, Progress progress)
            throws IOException {
        Cohort cohort = new Cohort(table, configuration, new CohortFiles(), threads, progress);
        Cohort.Summary summary = spark == null ? cohort.run(out, retry) : cohort.run(out, retry, onSpark());
        print("Computed", summary);
        spec.commandLine().getOut().printf("  %-22s %s%n", "Table", out.resolve(Cohort.RESULTS));
        print("Failed", summary.failures());
        return summary.failures();
    }

    /** Takes the differences of two kernels apart and prints what it did. */
    List<Cohort.Failure> runPairs(KernelCohort pairs, Path out) throws IOException {
        Cohort.Summary summary = pairs.run(out, retry, spark == null ? Optional.empty() : Optional.of(onSpark()));
        print("Differences computed", summary);
        print("Failed", summary.failures());
        return summary.failures();
    }

    private void print(String what, Cohort.Summary summary) {
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.printf("  %-22s %d%n", what, summary.computed());
        terminal.printf("  %-22s %d%n", "From before", summary.reused());
    }

    private RemoteVertebrae onSpark() {
        try {
            // In none of the jars that are compiled against, but in every whole Spark.
            Class.forName("org.apache.spark.launcher.SparkLauncher");
        } catch (ClassNotFoundException e) {
            throw new InputException(
                    "--spark " + spark
                            + ": Apache Spark is not on the class path, and VertebraFE does not bring it. Start"
                            + " the cohort with spark-submit of Spark 4.0 (guide: Studies, On a cluster), or leave --spark"
                            + " out to use this machine.",
                    e);
        }
        return new SparkVertebrae(spark);
    }

    private void print(String what, List<Cohort.Failure> failures) {
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.printf("  %-22s %d%n", what, failures.size());
        failures.forEach(f ->
                terminal.printf("  Row %d, %s: %s%n", f.row().number(), f.row().name(), f.reason()));
        terminal.flush();
    }
}
