package org.vertebrafe.imagej;

import ij.ImagePlus;
import ij.io.FileInfo;
import java.io.File;
import java.util.Map;
import java.util.Optional;
import org.vertebrafe.workbench.Action;
import org.vertebrafe.workbench.Opening;

/**
 * How an open image came to be open, so that a script can open it again. Kept with the image while it is open and never
 * saved with it: folders are often named after patients.
 */
public final class ImageOpening {

    private static final String PROPERTY = "VertebraFE opening";

    private ImageOpening() {}

    /**
     * Keeps what opened an image.
     *
     * @param command name in the menu
     * @param className of the command; empty for a plugin that is none
     * @param options its inputs
     * @param output the command's output that the image is
     * @param file the image was read from; empty for none
     */
    public static void put(
            ImagePlus image,
            String command,
            String className,
            Map<String, Object> options,
            String output,
            String file) {
        Action action = new Action(command, className, Map.of(), options);
        image.setProperty(
                PROPERTY,
                new Opening(Optional.of(action), output, Optional.of(file).filter(path -> !path.isEmpty())));
    }

    /** How an image is opened again. */
    public static Opening of(ImagePlus image) {
        if (image.getProperty(PROPERTY) instanceof Opening kept) {
            return kept;
        }
        FileInfo info = image.getOriginalFileInfo();
        if (info == null || info.directory == null || info.fileName == null || info.directory.isEmpty()) {
            return Opening.UNKNOWN;
        }
        File file = new File(info.directory, info.fileName);
        return file.isFile() ? Opening.file(file.getPath()) : Opening.UNKNOWN;
    }
}
