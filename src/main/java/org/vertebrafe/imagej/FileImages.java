package org.vertebrafe.imagej;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.imglib2.parallel.TaskExecutor;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.image.Labels;
import org.vertebrafe.imagej.dicom.ImageIoDecoders;
import org.vertebrafe.io.Loaded;
import org.vertebrafe.io.LoadedCt;
import org.vertebrafe.io.dicom.CtSeries;
import org.vertebrafe.io.dicom.DicomCt;

/** Files as images of ImageJ, in the order of slices that all our commands expect, for scripts. */
public final class FileImages {

    private FileImages() {}

    /**
     * Opens a CT, with the calibration that travels with it.
     *
     * @param file NIfTI, TIFF as ImageJ writes it, or the folder of a DICOM series
     * @param threads the caller's threads
     * @return the image, not shown; of DICOM without the patient's name
     * @throws InputException if it is none of these, is not in mm or cannot be read
     */
    public static ImagePlus ct(Path file, TaskExecutor threads) throws IOException {
        if (Files.isDirectory(require(file))) {
            CtSeries series = DicomCt.read(file, ImageIoDecoders.all(), threads, Progress.NONE);
            return SeriesImages.image(series, "ct", false);
        }
        if (!ImageFiles.isNifti(file)) {
            return TiffFiles.open(file);
        }
        LoadedCt loaded = ImageFiles.readCt(file, threads, Progress.NONE);
        ImagePlus image = VolumeImages.image(
                loaded.image(), title(file), "HU", ColourTable.GRAYS, opened(file, loaded.warnings()));
        loaded.calibration().ifPresent(calibration -> CarriedCalibration.put(image, calibration));
        return image;
    }

    /**
     * Opens a label map.
     *
     * @param file NIfTI or TIFF
     * @return the image, not shown
     * @throws InputException if it is neither, holds no labels, is not in mm or cannot be read
     */
    public static ImagePlus labels(Path file) throws IOException {
        Loaded<Labels> loaded = ImageFiles.readLabels(require(file));
        return VolumeImages.image(loaded.image(), title(file), opened(file, loaded.warnings()));
    }

    private static Path require(Path file) {
        if (!Files.exists(file)) {
            throw InputException.of("%s does not exist: check the path.", file);
        }
        return file;
    }

    private static String title(Path file) {
        return file.getFileName().toString().replaceFirst("(?i)\\.(nii|hdr|img|tiff?)(\\.gz)?$", "");
    }

    private static String opened(Path file, List<String> warnings) {
        return "Opened from " + file + "\n" + String.join("\n", warnings);
    }
}
