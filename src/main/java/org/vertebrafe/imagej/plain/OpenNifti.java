package org.vertebrafe.imagej.plain;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.io.OpenDialog;
import ij.plugin.PlugIn;
import ij.plugin.frame.Recorder;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.scijava.MenuEntry;
import org.scijava.MenuPath;
import org.vertebrafe.base.InputException;
import org.vertebrafe.image.Volume;
import org.vertebrafe.imagej.ColourTable;
import org.vertebrafe.imagej.ImageOpening;
import org.vertebrafe.imagej.VolumeImages;
import org.vertebrafe.io.Loaded;
import org.vertebrafe.io.Nifti;

/**
 * Opens a NIfTI image in plain ImageJ; Fiji has an importer of its own. In macros {@code run("Open NIfTI...",
 * "path=[file]")}. The voxels come in the order that all our commands expect: axial slices from the feet to the head.
 */
public final class OpenNifti implements PlugIn {

    static final String NAME = "Open NIfTI...";

    @Override
    public void run(String argument) {
        MacroErrors.guard(() -> {
            String path = path();
            if (path != null) {
                open(Path.of(path)).show();
            }
        });
    }

    /**
     * Reads the file.
     *
     * @throws InputException if it cannot be read
     */
    static ImagePlus open(Path file) {
        try {
            Loaded<Volume> loaded = Nifti.readVolume(file);
            String title = file.getFileName().toString().replaceFirst("\\.nii(\\.gz)?$", "");
            loaded.warnings().forEach(IJ::log);
            String info = "Opened from " + file + "\n" + String.join("\n", loaded.warnings());
            ImagePlus image = VolumeImages.image(loaded.image(), title, "", ColourTable.GRAYS, info);
            String path = file.toAbsolutePath().toString();
            ImageOpening.put(image, NAME, "", Map.of("path", path), "", path);
            return image;
        } catch (IOException e) {
            throw new InputException("NIfTI file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static MenuPath menuPath() {
        MenuPath path = new MenuPath("Plugins>VertebraFE");
        path.add(new MenuEntry(NAME, 0));
        return path;
    }

    private static String path() {
        String options = Macro.getOptions();
        if (options != null || GraphicsEnvironment.isHeadless()) {
            String path = MacroOptions.parse(options == null ? "" : options).get("path");
            if (path == null) {
                throw InputException.of("\"%s\" needs path=[file].", NAME);
            }
            return path;
        }
        String chosen;
        // ImageJ would record the dialog's title as the name of the option.
        Recorder.suspendRecording();
        try {
            chosen = new OpenDialog(NAME.replace("...", "")).getPath();
        } finally {
            Recorder.resumeRecording();
        }
        if (IJ.recording() && chosen == null) {
            Recorder.setCommand(null);
        } else if (IJ.recording()) {
            Recorder.recordOption("path", Recorder.fixPath(chosen));
        }
        return chosen;
    }
}
