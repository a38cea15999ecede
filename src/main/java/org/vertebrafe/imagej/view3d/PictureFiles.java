package org.vertebrafe.imagej.view3d;

import ij.ImagePlus;
import ij.ImageStack;
import ij.plugin.GifWriter;
import ij.plugin.filter.AVI_Writer;
import ij.process.ColorProcessor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.vertebrafe.base.InputException;
import org.vertebrafe.imagej.PngFiles;
import org.vertebrafe.imagej.TiffFiles;
import org.vertebrafe.io.SafeFiles;

/** Writes pictures: one as PNG, several as animated GIF, AVI (JPEG) or TIFF stack. */
public final class PictureFiles {

    private static final int JPEG_QUALITY = 92;
    private static final int GIF_END = 0x3B;
    private static final String NOT_WHOLE = "the file ended early, as it does when the disk is full";

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
        PngFiles.write(picture, file);
    }

    /** Writes several pictures as the file's name says. */
    public static void write(List<BufferedImage> pictures, Path file) throws IOException {
        requireWritable(file, true);
        ImagePlus stack = stack("turntable", pictures);
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".avi")) {
            SafeFiles.writeAt(file, path -> new AVI_Writer()
                    .writeImage(stack, path.toString(), AVI_Writer.JPEG_COMPRESSION, JPEG_QUALITY));
        } else if (name.endsWith(".gif")) {
            SafeFiles.writeAt(file, path -> {
                GifWriter.save(stack, path.toString());
                requireWholeGif(path, pictures.size());
            });
        } else {
            TiffFiles.saveWhole(stack, file);
        }
    }

    /** ImageJ's writer of GIF says nothing when the disk is full. */
    private static void requireWholeGif(Path file, int pictures) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            in.seek(in.length() - 1);
            boolean ended = in.read() == GIF_END;
            in.seek(0);
            reader.setInput(in);
            if (!ended || reader.getNumImages(true) != pictures) {
                throw new IOException(NOT_WHOLE);
            }
        } catch (IIOException | IndexOutOfBoundsException | NullPointerException e) {
            throw new IOException(NOT_WHOLE, e);
        } finally {
            reader.dispose();
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
