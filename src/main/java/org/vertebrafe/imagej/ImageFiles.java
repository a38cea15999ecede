package org.vertebrafe.imagej;

import ij.ImagePlus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.imglib2.parallel.TaskExecutor;
import net.imglib2.parallel.TaskExecutors;
import org.vertebrafe.base.InputException;
import org.vertebrafe.base.Progress;
import org.vertebrafe.calibration.SavedCalibration;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.imagej.dicom.ImageIoDecoders;
import org.vertebrafe.io.Loaded;
import org.vertebrafe.io.LoadedCt;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.io.dicom.CtSeries;
import org.vertebrafe.io.dicom.DicomCt;

/** Opens images: NIfTI or TIFF as ImageJ writes it, by the ending of their names, or a DICOM series by its folder. */
public final class ImageFiles {

    private static final String NIFTI_ENDING = "\\.(nii|hdr|img)(\\.gz)?";

    private ImageFiles() {}

    /** Opens an image as {@link #readVolume(Path, TaskExecutor, Progress)} does, on this thread, reporting nowhere. */
    public static Loaded<Volume> readVolume(Path file) throws IOException {
        return readVolume(file, TaskExecutors.singleThreaded(), Progress.NONE);
    }

    /**
     * Opens an image.
     *
     * @param file an image, a folder with one DICOM series of a CT, or any file of such a series in its folder
     * @param threads the caller's threads
     * @param progress told how far reading is; asked whether to stop
     * @throws InputException if it cannot be read, is not in mm, or is of no known kind
     */
    public static Loaded<Volume> readVolume(Path file, TaskExecutor threads, Progress progress) throws IOException {
        LoadedCt ct = readCt(file, threads, progress);
        return new Loaded<>(ct.image(), ct.warnings());
    }

    /**
     * Opens a CT with what is known about the scan and the calibration that travels with it: of TIFF in its Info, of NIfTI
     * in {@link #calibrationBeside}.
     *
     * @param file as in {@link #readVolume(Path, TaskExecutor, Progress)}
     * @param threads the caller's threads
     * @param progress told how far reading is; asked whether to stop
     * @throws InputException if it cannot be read, is not in mm, or is of no known kind
     */
    public static LoadedCt readCt(Path file, TaskExecutor threads, Progress progress) throws IOException {
        return switch (kind(file)) {
            case NIFTI -> {
                Loaded<Volume> loaded = Nifti.readVolume(file, progress);
                Path beside = calibrationBeside(file);
                Optional<SavedCalibration> calibration =
                        Files.exists(beside) ? Optional.of(SavedCalibration.read(beside)) : Optional.empty();
                yield new LoadedCt(loaded.image(), Optional.empty(), calibration, loaded.warnings());
            }
            case TIFF -> {
                CtStack stack = CtStack.of(TiffFiles.open(file));
                List<String> warnings = stack.warnings().stream()
                        .map(warning -> file.getFileName() + ": " + warning)
                        .toList();
                yield new LoadedCt(stack.volume(), stack.acquisition(), stack.calibration(), warnings);
            }
            case DICOM -> {
                CtSeries series = DicomCt.read(file, ImageIoDecoders.all(), threads, progress);
                yield new LoadedCt(
                        series.volume(), Optional.of(series.acquisition()), Optional.empty(), series.warnings());
            }
        };
    }

    /** Whether a file is NIfTI by its name. */
    public static boolean isNifti(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*" + NIFTI_ENDING);
    }

    /**
     * The file in which a calibration travels with a NIfTI image: {@code ct.calibration.json} beside {@code ct.nii.gz}.
     *
     * @throws InputException if the image is not NIfTI
     */
    public static Path calibrationBeside(Path image) {
        String name = image.getFileName().toString();
        String stem = name.replaceFirst("(?i)" + NIFTI_ENDING + "$", "");
        if (stem.equals(name)) {
            throw InputException.of("%s: a calibration file stands beside NIfTI images only.", name);
        }
        return image.resolveSibling(stem + ".calibration.json");
    }

    /**
     * Opens a label map.
     *
     * @throws InputException if it cannot be read, is not in mm, holds no labels or its ending is unknown
     */
    public static Loaded<Labels> readLabels(Path file) throws IOException {
        return switch (kind(file)) {
            case NIFTI -> Nifti.readLabels(file);
            case TIFF -> {
                ImagePlus map = TiffFiles.open(file);
                yield new Loaded<>(
                        ImagePlusVolumes.labels(map),
                        ImagePlusVolumes.placementRemark(map).map(remark -> file.getFileName() + ": " + remark).stream()
                                .toList());
            }
            case DICOM -> throw InputException.of(
                    "%s is DICOM: label maps are read from NIfTI (.nii, .nii.gz) or .tif. Convert it first, for instance in"
                            + " 3D Slicer.",
                    file.getFileName());
        };
    }

    private enum Kind {
        NIFTI,
        TIFF,
        DICOM
    }

    private static Kind kind(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            return Kind.DICOM;
        }
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (isNifti(file)) {
            return Kind.NIFTI;
        }
        if (name.matches(".*\\.tiff?")) {
            return Kind.TIFF;
        }
        // Scanners name files by their UID, with dots but without an ending.
        if (name.endsWith(".dcm") || (Files.isRegularFile(file) && DicomCt.isDicom(file))) {
            return Kind.DICOM;
        }
        throw InputException.of(
                "%s: the ending is unknown; .nii, .nii.gz, .hdr/.img, .tif and DICOM are read. Convert other formats to"
                        + " NIfTI.",
                file.getFileName());
    }
}
