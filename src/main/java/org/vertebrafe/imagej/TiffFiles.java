package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.io.Opener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vertebrafe.base.InputException;

/** TIFF stacks as ImageJ writes them, with voxel size, unit and calibration; without windows. */
public final class TiffFiles {

    private TiffFiles() {}

    /**
     * Opens a TIFF stack; {@link ImagePlusVolumes} reads CT or labels from it.
     *
     * @throws InputException if there is no such file or ImageJ cannot read it
     */
    public static ImagePlus open(Path path) {
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw InputException.of("TIFF file %s does not exist or cannot be read.", path);
        }
        Opener opener = new Opener();
        opener.setSilentMode(true);
        ImagePlus image = opener.openTiff(
                path.toAbsolutePath().getParent().toString() + java.io.File.separator,
                path.getFileName().toString());
        if (image == null || image.getWidth() == 0) {
            throw InputException.of("%s is not a TIFF file that ImageJ can read; save it with File > Save As.", path);
        }
        return image;
    }

    /**
     * Writes an uncompressed TIFF stack with its calibration and Info.
     *
     * @throws UncheckedIOException if it cannot be written
     */
    public static void save(ImagePlus image, Path path) {
        FileSaver saver = new FileSaver(image);
        String file = path.toAbsolutePath().toString();
        boolean saved = image.getStackSize() > 1 ? saver.saveAsTiffStack(file) : saver.saveAsTiff(file);
        if (!saved) {
            throw new UncheckedIOException(new IOException("Cannot write " + path));
        }
    }
}
