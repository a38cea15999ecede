package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.io.FileInfo;
import ij.io.FileSaver;
import ij.io.Opener;
import ij.io.TiffEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vertebrafe.base.InputException;
import org.vertebrafe.io.SafeFiles;

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
     * Writes an uncompressed TIFF stack with its calibration, Info, properties and slice labels, the whole file or none, and
     * leaves the image as it is.
     *
     * @throws IOException if the disk is full or failing
     * @throws InputException if the stack is virtual: its pixels are elsewhere
     */
    public static void saveWhole(ImagePlus image, Path path) throws IOException {
        if (image.getStack().isVirtual()) {
            throw InputException.of(
                    "\"%s\" is a virtual stack, which is not in memory: duplicate it first (Image > Duplicate...).",
                    image.getTitle());
        }
        FileInfo file = image.getFileInfo();
        file.description = new FileSaver(image).getDescriptionString();
        file.info = image.getInfoProperty();
        file.properties = image.getPropertiesAsArray();
        file.sliceLabels = image.getStack().getSliceLabels();
        SafeFiles.write(path, out -> new TiffEncoder(file).write(out));
    }
}
