package org.vertebrafe.command;

import ij.measure.ResultsTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.DynamicCommandInfo;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;
import org.vertebrafe.analysis.AnalysisConfig;
import org.vertebrafe.analysis.ResultFiles;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.InputException;
import org.vertebrafe.imagej.study.CohortFiles;
import org.vertebrafe.imagej.study.StudyTables;
import org.vertebrafe.study.cohort.Cohort;
import org.vertebrafe.study.cohort.CohortTable;
import org.vertebrafe.study.cohort.CohortThreads;
import org.vertebrafe.study.kernels.KernelCohort;

/** Every vertebra of a table, with one configuration; goes on where it was stopped. */
@Plugin(
        type = Command.class,
        description = "Analyses every vertebra of a table; goes on where it was stopped. Research software.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Run Vertebra Cohort...", weight = 41)
        })
public class RunVertebraCohort extends SettingsCommand {

    private static final Settings<AnalysisConfig> SETTINGS = Settings.of(AnalysisConfig.class);

    @Parameter
    private TaskService tasks;

    @Parameter(
            label = "Table",
            description =
                    "CSV with a row for each vertebra and reconstruction: id, image, labels or a seed, and more; see"
                            + " the guide.",
            style = "open",
            persist = false)
    private String table = "";

    @Parameter(
            label = "Results folder",
            description = "Where results are kept; the same folder again goes on where a run stopped.",
            style = "directory",
            persist = false)
    private String results = "";

    @Parameter(label = "Check only", description = "Reads all inputs and computes nothing.", persist = false)
    private boolean dryrun;

    @Parameter(label = "Retry failed", description = "Tries again what failed before.", persist = false)
    private boolean retry;

    @Parameter(
            label = "Vertebrae at once",
            description = "At the same time, on the same threads; 0: as many as processors and memory allow.",
            min = "0",
            max = "64",
            persist = false)
    private int together = 1;

    @Parameter(
            label = "Take kernel differences apart",
            description =
                    "Of each vertebra with two kernels: what calibration, noise and edges do; longer than all else.",
            persist = false)
    private boolean differences;

    @Parameter(label = "Cohort", type = ItemIO.OUTPUT)
    private ResultsTable cohort;

    @Override
    void declare(DynamicCommandInfo info) {
        SettingInputs.declare(
                info,
                SETTINGS.items().stream()
                        .filter(item -> !item.name().equals("input"))
                        .toList());
        SettingInputs.text(
                        info,
                        AnalyzeInputs.CONFIGURATION,
                        "Configuration file",
                        "JSON of settings; those changed here from their defaults win. May be empty.")
                .setWidgetStyle("file");
    }

    @Override
    public void run() {
        Failures.guard(this, () -> {
            try {
                analyse();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void analyse() throws IOException {
        if (table == null || table.isBlank() || results == null || (results.isBlank() && !dryrun)) {
            throw new InputException("Run Vertebra Cohort: choose a table and a folder for results.");
        }
        AnalysisConfig base = AnalyzeInputs.file((String) getInput(AnalyzeInputs.CONFIGURATION), SETTINGS);
        AnalysisConfig config = SETTINGS.with(
                base,
                SettingInputs.changes(
                        this,
                        SETTINGS.items().stream()
                                .filter(item -> !item.name().equals("input"))
                                .toList()));
        CohortTable vertebrae = CohortTable.read(Path.of(table));
        try (TaskProgress progress = new TaskProgress(tasks, "Run Vertebra Cohort", this);
                CohortThreads threads = CohortThreads.of(config.threads(), together)) {
            Cohort run = new Cohort(vertebrae, config, new CohortFiles(), threads, progress);
            if (dryrun) {
                List<Cohort.Failure> unusable = run.check();
                StudyTables.tell("Check of " + table, new Cohort.Summary(0, 0, unusable));
                return;
            }
            Path folder = Path.of(results);
            ResultFiles.prepare(folder);
            Cohort.Summary summary = run.run(folder, retry);
            StudyTables.tell("Cohort", summary);
            if (differences) {
                KernelCohort pairs =
                        new KernelCohort(vertebrae, List.of(), config, new CohortFiles(), threads, progress);
                StudyTables.tell("Differences of kernels", pairs.run(folder, retry, Optional.empty()));
            }
            cohort = StudyTables.show(folder.resolve(Cohort.RESULTS));
        }
    }
}
