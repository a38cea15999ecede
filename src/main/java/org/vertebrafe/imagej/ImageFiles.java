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
import org.vertebrafe.calibration.ScanProtocol;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.imagej.dicom.ImageIoDecoders;
import org.vertebrafe.io.Loaded;
import org.vertebrafe.io.Nifti;
import org.vertebrafe.io.dicom.CtSeries;
import org.vertebrafe.io.dicom.DicomCt;

/** Opens images: NIfTI or TIFF as ImageJ writes it, by the ending of their names, or a DICOM series by its folder. */
public final class ImageFiles {

    private static final String TIFF_ORIENTATION =
            "%s: TIFF keeps no orientation; slices are taken to run towards the head, x to the patient's left.";

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
        return switch (kind(file)) {
            case NIFTI -> Nifti.readVolume(file, progress);
            case TIFF -> new Loaded<>(ImagePlusVolumes.volume(TiffFiles.open(file)), tiffWarning(file));
            case DICOM -> {
                CtSeries series = DicomCt.read(file, ImageIoDecoders.all(), threads, progress);
                yield new Loaded<>(series.volume(), series.warnings());
            }
        };
    }

    /**
     * Opens a CT or an image of density with what it brings along: of DICOM how it was acquired, of TIFF the calibration
     * in its Info, of NIfTI the calibration in {@link #calibrationBeside}.
     *
     * @param file as for {@link #readVolume(Path, TaskExecutor, Progress)}
     * @param threads the caller's threads
     * @param progress told how far reading is; asked whether to stop
     * @throws InputException if it cannot be read, is not in mm, or is of no known kind
     */
    public static CtImage readCt(Path file, TaskExecutor threads, Progress progress) throws IOException {
        return switch (kind(file)) {
            case NIFTI -> {
                Loaded<Volume> loaded = Nifti.readVolume(file, progress);
                Path beside = calibrationBeside(file);
                Optional<SavedCalibration> calibration =
                        Files.exists(beside) ? Optional.of(SavedCalibration.read(beside)) : Optional.empty();
                // What stands beside the image was made from it, and its scan is the image's.
                ScanProtocol scan = calibration.map(SavedCalibration::scan).orElse(ScanProtocol.UNKNOWN);
                yield new CtImage(loaded.image(), scan, calibration, loaded.warnings());
            }
            case TIFF -> {
                ImagePlus image = TiffFiles.open(file);
                Optional<SavedCalibration> calibration = CarriedCalibration.of(image);
                ScanProtocol scan = calibration.map(SavedCalibration::scan).orElse(ScanProtocol.UNKNOWN);
                yield new CtImage(ImagePlusVolumes.volume(image), scan, calibration, tiffWarning(file));
            }
            case DICOM -> {
                CtSeries series = DicomCt.read(file, ImageIoDecoders.all(), threads, progress);
                yield new CtImage(
                        series.volume(), series.acquisition().protocol(), Optional.empty(), series.warnings());
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
            case TIFF -> new Loaded<>(ImagePlusVolumes.labels(TiffFiles.open(file)), tiffWarning(file));
            case DICOM -> throw InputException.of(
                    "%s is DICOM: label maps are read from NIfTI (.nii, .nii.gz) or .tif. Convert it first, for instance in"
                            + " 3D Slicer.",
                    file.getFileName());
        };
    }

    private static List<String> tiffWarning(Path file) {
        return List.of(String.format(TIFF_ORIENTATION, file.getFileName()));
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
        if (name.matches(".*" + NIFTI_ENDING)) {
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
