package org.vertebrafe.command;

import ij.ImagePlus;
import ij.plugin.BrowserLauncher;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;
import org.vertebrafe.base.InputException;
import org.vertebrafe.imagej.maps.MappedResult;
import org.vertebrafe.imagej.report.VertebraReport;

/** Writes the report of an analysed vertebra. */
@Plugin(
        type = Command.class,
        description = "Writes a report of an analysed vertebra: one HTML file with pictures and numbers. Research use.",
        menu = {@Menu(label = "Plugins"), @Menu(label = "VertebraFE"), @Menu(label = "Vertebra Report...", weight = 27)
        })
public class ReportVertebra extends GuidedCommand {

    @Parameter
    private TaskService tasks;

    @Parameter(label = "CT or map", description = "The CT that was analysed, or a map of it.", persist = false)
    private ImagePlus image;

    @Parameter(
            label = "Report file (.html)",
            description = "Where to write; one that is there is replaced.",
            style = "save",
            persist = false)
    private String file = "";

    @Parameter(
            label = "Name in the report",
            description = "Empty: the CT's title, or \"Vertebra\" for DICOM, whose titles may name the patient.",
            required = false,
            persist = false)
    private String name = "";

    @Parameter(label = "Open in browser", description = "Shows the report when it is written.", persist = false)
    private boolean open = true;

    @Override
    public void run() {
        Failures.guard(this, this::report);
    }

    private void report() {
        MappedResult mapped = MappedResult.require(image);
        if (file == null || file.isBlank()) {
            throw new InputException("No report file is given: choose a name that ends in .html.");
        }
        Path path = Path.of(file.trim());
        VertebraReport.requireWritable(path);
        try (TaskProgress progress = new TaskProgress(tasks, "Vertebra Report", this);
                TaskExecutor threads =
                        TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            progress.report("Drawing pictures", Double.NaN);
            VertebraReport.write(mapped.result(), name == null ? "" : name, path, threads);
            if (open && !GraphicsEnvironment.isHeadless()) {
                BrowserLauncher.openURL(path.toUri().toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
