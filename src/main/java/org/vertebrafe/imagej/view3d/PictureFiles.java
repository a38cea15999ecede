package org.vertebrafe.imagej.view3d;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.plugin.GifWriter;
import ij.plugin.filter.AVI_Writer;
import ij.process.ColorProcessor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.vertebrafe.base.InputException;

/** Writes pictures: one as PNG, several as animated GIF, AVI (JPEG) or TIFF stack. */
public final class PictureFiles {

    private static final int JPEG_QUALITY = 92;

    private PictureFiles() {}

    /**
     * To be asked before long work.
     *
     * @param several whether several pictures go into the file
     * @throws InputException if the name ends otherwise than possible, or there is no such folder
     */
    public static void requireWritable(Path file, boolean several) {
        List<String> endings = several ? List.of(".gif", ".avi", ".tif") : List.of(".png");
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (endings.stream().noneMatch(name::endsWith)) {
            throw InputException.of(
                    "%s: the name of %s must end in %s.",
                    file.getFileName(), several ? "a turntable" : "a picture", String.join(", ", endings));
        }
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw InputException.of("%s: no folder that can be written to; choose another.", folder);
        }
    }

    /** Writes a PNG. */
    public static void write(BufferedImage picture, Path file) throws IOException {
        requireWritable(file, false);
        ImageIO.write(picture, "png", file.toFile());
    }

    /** Writes several pictures as the file's name says. */
    public static void write(List<BufferedImage> pictures, Path file) throws IOException {
        requireWritable(file, true);
        ImagePlus stack = stack("turntable", pictures);
        String path = file.toAbsolutePath().toString();
        String name = path.toLowerCase(Locale.ROOT);
        if (name.endsWith(".avi")) {
            new AVI_Writer().writeImage(stack, path, AVI_Writer.JPEG_COMPRESSION, JPEG_QUALITY);
        } else if (name.endsWith(".gif")) {
            GifWriter.save(stack, path);
        } else if (!new FileSaver(stack).saveAsTiffStack(path)) {
            throw new IOException("cannot write " + file.getFileName());
        }
    }

    /** Pictures of one size as a stack. */
    public static ImagePlus stack(String title, List<BufferedImage> pictures) {
        BufferedImage first = pictures.get(0);
        ImageStack stack = new ImageStack(first.getWidth(), first.getHeight());
        pictures.forEach(picture -> stack.addSlice(new ColorProcessor(picture)));
        return new ImagePlus(title, stack);
    }
}
