package org.vertebrafe.imagej.workbench;

import com.google.gson.JsonObject;
import ij.ImagePlus;
import ij.measure.Calibration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vertebrafe.analysis.ResultFiles;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.imagej.ImagePrint;
import org.vertebrafe.imagej.TiffFiles;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.io.SafeFiles;
import org.vertebrafe.workbench.LabelSource;
import org.vertebrafe.workbench.Stage;
import org.vertebrafe.workbench.Work;
import org.vertebrafe.workbench.WorkFolder;
import org.vertebrafe.workbench.Workbench;

/** The state of the work with its CT, in a folder. */
public final class WorkFiles {

    private static final String CT = "ct.tif";

    private WorkFiles() {}

    /**
     * Saves the state.
     *
     * @throws InputException if no CT is chosen, it was closed, or the folder cannot be written to
     * @throws UncheckedIOException if the disk is full or failing
     */
    public static void save(Work work, Path folder, Progress progress) {
        ImageCt ct = (ImageCt) work.plan()
                .ct()
                .orElseThrow(() -> new InputException("There is nothing to save yet: choose the CT first."));
        if (ImagePrint.isClosed(ct.image())) {
            throw InputException.of(
                    "The CT \"%s\" was closed and cannot be saved with the work: open it again.", ct.title());
        }
        ResultFiles.prepare(folder);
        try {
            SafeFiles.replace(
                    folder, List.of(WorkFolder.LABELS), WorkFolder.FILE, staging -> save(work, ct, staging, progress));
        } catch (IOException e) {
            throw new UncheckedIOException("The work cannot be saved: " + e.getMessage(), e);
        }
    }

    private static void save(Work work, ImageCt ct, Path folder, Progress progress) throws IOException {
        progress.report("Saving the CT", Double.NaN);
        TiffFiles.saveWhole(ct.image(), folder.resolve(CT));
        Calibration calibration = ct.image().getCalibration();
        JsonObject image = new JsonObject();
        image.addProperty("title", ct.title());
        image.addProperty("file", CT);
        // A TIFF keeps them rounded; here they are exact.
        image.addProperty("pixelWidth_mm", calibration.pixelWidth);
        image.addProperty("pixelHeight_mm", calibration.pixelHeight);
        image.addProperty("pixelDepth_mm", calibration.pixelDepth);
        image.addProperty("xOrigin", calibration.xOrigin);
        image.addProperty("yOrigin", calibration.yOrigin);
        image.addProperty("zOrigin", calibration.zOrigin);
        ct.keep(image);
        WorkFolder.write(folder, work, image, progress);
    }

    /**
     * Opens a state: the CT as an image that is still to be shown, and everything chosen. What was done beyond the labels is
     * to be run again.
     *
     * @return the stage up to which all was done
     * @throws InputException if the folder holds no state, or it is damaged
     */
    public static Stage open(Workbench bench, Path folder) {
        try {
            WorkFolder kept = WorkFolder.read(folder);
            JsonObject image = kept.image().getAsJsonObject();
            ImagePlus open = TiffFiles.open(folder.resolve(CT));
            open.setTitle(image.get("title").getAsString());
            Calibration calibration = open.getCalibration();
            calibration.pixelWidth = image.get("pixelWidth_mm").getAsDouble();
            calibration.pixelHeight = image.get("pixelHeight_mm").getAsDouble();
            calibration.pixelDepth = image.get("pixelDepth_mm").getAsDouble();
            calibration.xOrigin = image.get("xOrigin").getAsDouble();
            calibration.yOrigin = image.get("yOrigin").getAsDouble();
            calibration.zOrigin = image.get("zOrigin").getAsDouble();
            ImageCt ct = new ImageCt(open);
            ct.remember(image);
            Optional<LabelSource> labels = Optional.empty();
            if (kept.labelMap().isPresent() && kept.labelFile().isPresent()) {
                ImagePlus map = VolumeImages.image(
                        Nifti.readLabels(kept.labelFile().get()).image(),
                        kept.labelMap().get(),
                        "Opened with the work in " + folder.getFileName());
                labels = Optional.of(new ImageLabels(map, ct));
            }
            kept.restore(bench, ct, labels);
            return kept.goal();
        } catch (IOException e) {
            throw new UncheckedIOException("The work in " + folder + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalStateException | NullPointerException | IllegalArgumentException e) {
            throw new InputException(
                    "The work in " + folder + " is damaged (" + e.getMessage() + "): save it again.", e);
        }
    }
}
