package org.vertebrafe.imagej;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.Labels;
import org.vertebrafe.image.Volume;
import org.vertebrafe.io.Loaded;
import org.vertebrafe.io.Nifti;

/** Opens images by the ending of their names: NIfTI, or TIFF as ImageJ writes it. */
public final class ImageFiles {

    private static final String TIFF_ORIENTATION =
            "%s: TIFF keeps no orientation; slices are taken to run towards the head, x to the patient's left.";

    private ImageFiles() {}

    /**
     * Opens an image.
     *
     * @throws InputException if it cannot be read, is not in mm, or its ending is unknown
     */
    public static Loaded<Volume> readVolume(Path file) throws IOException {
        return switch (kind(file)) {
            case NIFTI -> Nifti.readVolume(file);
            case TIFF -> new Loaded<>(ImagePlusVolumes.volume(TiffFiles.open(file)), tiffWarning(file));
        };
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
        };
    }

    private static List<String> tiffWarning(Path file) {
        return List.of(String.format(TIFF_ORIENTATION, file.getFileName()));
    }

    private enum Kind {
        NIFTI,
        TIFF
    }

    private static Kind kind(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.matches(".*\\.(nii|hdr|img)(\\.gz)?")) {
            return Kind.NIFTI;
        }
        if (name.matches(".*\\.tiff?")) {
            return Kind.TIFF;
        }
        throw InputException.of(
                "%s: the ending is unknown; .nii, .nii.gz, .hdr/.img and .tif are read. Convert other formats to NIfTI.",
                file.getFileName());
    }
}
