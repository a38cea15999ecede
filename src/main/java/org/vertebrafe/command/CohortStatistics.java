package org.vertebrafe.command;

import ij.IJ;
import ij.measure.ResultsTable;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.command.DynamicCommandInfo;
import org.scijava.platform.PlatformService;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.vertebrafe.analysis.ResultFiles;
import org.vertebrafe.analysis.Settings;
import org.vertebrafe.base.InputException;
import org.vertebrafe.imagej.study.StudyOutput;
import org.vertebrafe.imagej.study.StudyTables;
import org.vertebrafe.study.KernelParts;
import org.vertebrafe.study.StudyConfig;
import org.vertebrafe.study.StudyFiles;
import org.vertebrafe.study.StudyRemarks;

/** The statistics of a study of two kernels: tables, figures and a report from the results of a cohort. */
@Plugin(
        type = Command.class,
        description = "Statistics of vertebrae analysed from two reconstructions each. Research software.",
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "VertebraFE"),
            @Menu(label = "Cohort Statistics...", weight = 42)
        })
public class CohortStatistics extends SettingsCommand {

    private static final Settings<StudyConfig> SETTINGS = Settings.of(StudyConfig.class);

    @Parameter(required = false)
    private PlatformService platform;

    @Parameter(
            label = "Results of a cohort",
            description = "CSV with id, group, kernel, strength_N and stiffness_N_per_mm, as a cohort run writes it.",
            style = "open",
            persist = false)
    private String table = "";

    @Parameter(
            label = "Report folder",
            description = "Where report.html, numbers and figures go.",
            style = "directory",
            persist = false)
    private String folder = "";

    @Parameter(
            label = "Parts of the differences",
            description =
                    "kernels.csv, which a cohort run with kernel differences taken apart leaves beside its results;"
                            + " may be empty.",
            style = "open",
            persist = false)
    private String parts = "";

    @Parameter(
            label = "Note",
            description = "What the reader must know of the data; stands above the report.",
            columns = 28,
            persist = false)
    private String note = "";

    @Parameter(label = "Open the report", description = "In the browser, when it is done.", persist = false)
    private boolean browse = true;

    @Parameter(label = "Numbers", type = ItemIO.OUTPUT)
    private ResultsTable numbers;

    @Override
    void declare(DynamicCommandInfo info) {
        SettingInputs.declare(info, SETTINGS.items());
    }

    @Override
    public void run() {
        Failures.guard(this, () -> {
            try {
                report();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void report() throws IOException {
        if (table == null || table.isBlank() || folder == null || folder.isBlank()) {
            throw new InputException("Cohort Statistics: choose the results of a cohort and a folder for the report.");
        }
        StudyConfig config = SETTINGS.with(SETTINGS.defaults(), SettingInputs.changes(this, SETTINGS.items()));
        Path out = Path.of(folder);
        ResultFiles.prepare(out);
        Optional<KernelParts> apart =
                parts == null || parts.isBlank() ? Optional.empty() : Optional.of(KernelParts.read(Path.of(parts)));
        StudyOutput.write(Path.of(table), apart, config, StudyRemarks.note(note == null ? "" : note), out);
        Path report = out.resolve(StudyOutput.REPORT).toAbsolutePath();
        IJ.log("Report: " + report);
        numbers = StudyTables.show(out.resolve(StudyFiles.NUMBERS));
        if (browse && platform != null && !GraphicsEnvironment.isHeadless()) {
            platform.open(report.toUri().toURL());
        }
    }
}
