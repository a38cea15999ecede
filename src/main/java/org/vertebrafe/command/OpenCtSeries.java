package org.vertebrafe.command;

import ij.ImagePlus;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.log.LogService;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;
import org.vertebrafe.base.InputException;
import org.vertebrafe.imagej.ImageOpening;
import org.vertebrafe.imagej.SeriesImages;
import org.vertebrafe.imagej.dicom.ImageIoDecoders;
import org.vertebrafe.io.dicom.CtSeries;
import org.vertebrafe.io.dicom.DicomCt;

/**
 * Opens a CT series from DICOM files, compressed ones included, in HU and placed in the patient. ImageJ's own import
 * opens uncompressed series only, orders them by their numbers and keeps the patient's name.
 */
@Plugin(
        type = Command.class,
        description = "Opens a DICOM CT series in HU, ordered by position, without the patient's name.",
        menu = {@Menu(label = "Plugins"), @Menu(label = "VertebraFE"), @Menu(label = "Open CT Series...", weight = 2)})
public class OpenCtSeries extends GuidedCommand {

    @Parameter
    private TaskService tasks;

    @Parameter
    private LogService log;

    @Parameter(
            label = "Any file of the series",
            description = "One slice of the CT series, which is read whole; macros may give the folder instead.",
            style = "open",
            persist = false)
    private File series;

    @Parameter(
            label = "Keep the date of the scan",
            description = "For scans of a phantom, whose calibration ages. A patient's scan date is an identifier.",
            persist = false)
    private boolean keepdate = false;

    @Parameter(label = "CT", type = ItemIO.OUTPUT)
    private ImagePlus ct;

    @Override
    public void run() {
        Failures.guard(this, this::open);
    }

    private void open() {
        if (series == null || series.getPath().isBlank()) {
            throw InputException.of("No series is chosen: choose one of its files, or its folder.");
        }
        try (TaskProgress progress = new TaskProgress(tasks, "Open CT Series", this);
                TaskExecutor threads =
                        TaskExecutors.fixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            CtSeries read = DicomCt.read(series.toPath(), ImageIoDecoders.all(), threads, progress);
            read.warnings().forEach(log::info);
            // Folders and files are often named after the patient: the image is not.
            String kernel = read.acquisition().kernelName().orElse("");
            ct = SeriesImages.image(read, kernel.isEmpty() ? "ct" : "ct-" + kernel, keepdate);
            String path = series.getAbsolutePath();
            ImageOpening.put(
                    ct,
                    "Open CT Series...",
                    OpenCtSeries.class.getName(),
                    Map.of("series", path, "keepdate", keepdate),
                    "ct",
                    path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
